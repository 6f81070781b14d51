-- Takes back every token of a participant.
-- KEYS: the digests of the participant
-- ARGV: what the keys of grants start with
-- Answers how many there are.
local digests = redis.call('SMEMBERS', KEYS[1])
for _, digest in ipairs(digests) do
  if redis.call('EXISTS', ARGV[1] .. digest) == 1 then
    redis.call('HSET', ARGV[1] .. digest, 'revoked', '1')
  end
end
return #digests
