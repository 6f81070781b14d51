-- Keeps what a token opens.
-- KEYS: the grant, the digests of its holder
-- ARGV: the grant as text, its digest, for how many milliseconds it is kept
redis.call('HSET', KEYS[1], 'grant', ARGV[1], 'revoked', '0')
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('SADD', KEYS[2], ARGV[2])
if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[3]) then
  redis.call('PEXPIRE', KEYS[2], ARGV[3])
end
return 1
