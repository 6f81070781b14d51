-- Tells who has a peer's socket.
-- KEYS: who has the sockets of the session, the servers by the time they were last alive
-- ARGV: the peer, after how many milliseconds without a beat a server is gone
-- Answers the server, or '' where nobody has it that is alive.
local holder = redis.call('HGET', KEYS[1], ARGV[1])
if not holder then
  return ''
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return (redis.call('ZSCORE', KEYS[2], holder) or 0) + ARGV[2] < now and '' or holder
