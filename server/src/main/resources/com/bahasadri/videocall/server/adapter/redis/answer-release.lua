-- Ends a claim without an answer, where it still is the owner's.
-- KEYS: the write, the ends of all
-- ARGV: name, owner
local known = redis.call('HMGET', KEYS[1], 'owner', 'answer')
if known[1] ~= ARGV[2] or known[2] then
  return 0
end
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return 1
