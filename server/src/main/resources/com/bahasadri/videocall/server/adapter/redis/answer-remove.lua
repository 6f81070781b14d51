-- Removes what is over of claims and answers, some at a time.
-- KEYS: the ends of all
-- ARGV: now, what the keys of answers start with, how many at a time
-- Answers how many were removed.
local over = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, name in ipairs(over) do
  redis.call('DEL', ARGV[2] .. name)
  redis.call('ZREM', KEYS[1], name)
end
return #over
