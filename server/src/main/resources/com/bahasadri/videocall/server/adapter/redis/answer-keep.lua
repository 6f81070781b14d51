-- Keeps an answer, where the claim still is the owner's. Keeping the same again answers the same.
-- KEYS: the write, the ends of all
-- ARGV: name, owner, answer, until when it is found
local known = redis.call('HMGET', KEYS[1], 'owner', 'answer')
if known[1] ~= ARGV[2] then
  return 0
end
if known[2] then
  return known[2] == ARGV[3] and 1 or 0
end
redis.call('HSET', KEYS[1], 'answer', ARGV[3], 'until', ARGV[4])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
return 1
