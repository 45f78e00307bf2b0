-- Stores an outcome once, with the recommendation it answers as it is remembered now, and tells that.
-- KEYS: event rec feedback answers; ARGV: outcome, milliseconds the event is known, most outcomes
if redis.call('EXISTS', KEYS[1]) == 1 then return {'KNOWN'} end
if redis.call('XLEN', KEYS[3]) >= tonumber(ARGV[3]) then return {'FULL'} end
local record = redis.call('GET', KEYS[2]) or ''
local id = redis.call('XADD', KEYS[3], '*', 'o', ARGV[1], 'r', record)
redis.call('SET', KEYS[1], '', 'PX', ARGV[2])
-- A record begins with the user's fingerprint, or with a dash.
local user = string.match(record, '^%x+')
if user then redis.call('ZADD', KEYS[4], 0, user .. ':' .. id) end
return {'OK', record}
