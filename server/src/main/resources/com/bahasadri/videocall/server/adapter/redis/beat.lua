-- Notes that a server is alive.
-- KEYS: the servers by the time they were last alive
-- ARGV: this server, after how many milliseconds without a beat a server is gone, after how many it is forgotten
-- Answers all servers that are alive.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[3])
return redis.call('ZRANGEBYSCORE', KEYS[1], now - ARGV[2], '+inf')
