-- Notes who has a peer's socket.
-- KEYS: who has the sockets of the session, the servers by the time they were last alive
-- ARGV: the peer, this server, after how many milliseconds without a beat a server is gone, for how many the note is kept,
--       '1' where this server's socket is the newest, '0' where it had it before
-- Answers who else has it or had it, or ''.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local holder = redis.call('HGET', KEYS[1], ARGV[1])
if holder and holder ~= ARGV[2] and (redis.call('ZSCORE', KEYS[2], holder) or 0) + ARGV[3] < now then
  holder = false
end
local another = holder and holder ~= ARGV[2]
if ARGV[5] == '1' or not another then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
return another and holder or ''
