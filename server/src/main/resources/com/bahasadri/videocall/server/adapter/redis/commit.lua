-- Commits a session's state and events, unless somebody else changed the session meanwhile. Committing the same change
-- again does nothing and answers the same.
-- KEYS: session, its events, this change's mark, feed, the feed's last number, changed sessions,
--       sessions by time: all, active, ended; sessions with participants, with files, with open commands, doubtful;
--       who has the session's sockets
-- ARGV: the version that the change is of ('' for a session that is not there yet), the version after it, state,
--       session id, its place by time, ended, live, with files, commanded, doubtful (each '1' or '0'), time of the last event,
--       how many entries the feed keeps, for how many milliseconds a mark is kept, number of the first event,
--       how many events a session keeps, events...
-- Answers the number in the feed, 0 for a change without events; or, where somebody else was faster, what there is now:
-- {state, version, time of the last event}.
local mark = redis.call('GET', KEYS[3])
if mark then
  return {mark}
end
if (redis.call('HGET', KEYS[1], 'version') or '') ~= ARGV[1] then
  return redis.call('HMGET', KEYS[1], 'state', 'version', 'at')
end
local number = 0
local events = {}
for i = 16, #ARGV do
  events[#events + 1] = ARGV[i]
end
if #events > 0 then
  number = redis.call('INCR', KEYS[5])
  for i, event in ipairs(events) do
    redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[15], string.format('%d-0', ARGV[14] + i - 1), 'event', event, 'number', number)
  end
  redis.call('XADD', KEYS[4], 'MAXLEN', '~', ARGV[12], number .. '-0',
    'session', ARGV[4], 'events', '[' .. table.concat(events, ',') .. ']')
  redis.call('ZADD', KEYS[6], number, ARGV[4])
end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'state', ARGV[3], 'at', ARGV[11])
redis.call('ZADD', KEYS[7], 0, ARGV[5])
redis.call('ZADD', ARGV[6] == '1' and KEYS[9] or KEYS[8], 0, ARGV[5])
redis.call('ZREM', ARGV[6] == '1' and KEYS[8] or KEYS[9], ARGV[5])
redis.call(ARGV[7] == '1' and 'SADD' or 'SREM', KEYS[10], ARGV[4])
redis.call(ARGV[8] == '1' and 'SADD' or 'SREM', KEYS[11], ARGV[4])
redis.call(ARGV[9] == '1' and 'SADD' or 'SREM', KEYS[12], ARGV[4])
redis.call(ARGV[10] == '1' and 'SADD' or 'SREM', KEYS[13], ARGV[4])
if ARGV[6] == '1' then
  redis.call('DEL', KEYS[14])
end
redis.call('SET', KEYS[3], number, 'PX', ARGV[13])
return {tostring(number)}
