-- Takes back the note that a server has a peer's socket, unless another has it.
-- KEYS: who has the sockets of the session
-- ARGV: the peer, this server
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
  redis.call('HDEL', KEYS[1], ARGV[1])
end
return 1
