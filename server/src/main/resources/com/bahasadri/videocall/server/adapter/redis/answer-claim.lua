-- Claims a write, unless somebody has, or it has been answered. Claiming again with the same attempt answers the same.
-- KEYS: the write, the ends of all
-- ARGV: name, owner, fingerprint, attempt, now, until when the claim holds
-- Answers nothing where the claim is the caller's, else {fingerprint} or {fingerprint, answer}.
local known = redis.call('HMGET', KEYS[1], 'until', 'attempt', 'fingerprint', 'answer')
if known[1] and tonumber(known[1]) > tonumber(ARGV[5]) and known[2] ~= ARGV[4] then
  return known[4] and {known[3], known[4]} or {known[3]}
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'owner', ARGV[2], 'fingerprint', ARGV[3], 'attempt', ARGV[4], 'until', ARGV[6])
redis.call('ZADD', KEYS[2], ARGV[6], ARGV[1])
return {}
