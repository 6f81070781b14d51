-- Holds a claim for longer, where it still is the owner's.
-- KEYS: the write, the ends of all
-- ARGV: name, owner, until when the claim holds
local known = redis.call('HMGET', KEYS[1], 'owner', 'answer')
if known[1] ~= ARGV[2] or known[2] then
  return 0
end
redis.call('HSET', KEYS[1], 'until', ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
return 1
