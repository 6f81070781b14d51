-- Reads a page of sessions, newest first, at one moment.
-- KEYS: sessions by time
-- ARGV: the place behind which to start ('+' for the newest), how many, what the keys of sessions start with
-- Answers their states.
local states = {}
for _, place in ipairs(redis.call('ZREVRANGEBYLEX', KEYS[1], ARGV[1], '-', 'LIMIT', 0, ARGV[2])) do
  -- Behind 16 digits of time and a slash is the id.
  local state = redis.call('HGET', ARGV[3] .. string.sub(place, 18), 'state')
  if state then
    states[#states + 1] = state
  end
end
return states
