-- Ends a turn with a report and no version of its own, if it still holds the lease; goes back to a kept version where it is told to, unless
-- somebody activated another one. What the turn was to fold stays for the next one.
-- KEYS: state active lease scheduled versions reports; ARGV: token, version at the beginning, version to go back to or '', report,
--       scheduled time or '', reports kept, up to when times are over once the report is dropped
local state, active, lease, scheduled, versions, reports = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
if redis.call('GET', lease) ~= ARGV[1] then return {'LOST'} end
if ARGV[3] ~= '' then
  local now = redis.call('HGET', active, 'version') or '0'
  if now ~= ARGV[2] then return {'MOVED', now} end
  if redis.call('HEXISTS', versions, ARGV[3]) == 0 then return {'NO VERSION'} end
  redis.call('HSET', active, 'version', ARGV[3])
  redis.call('HINCRBY', active, 'epoch', 1)
end
redis.call('DEL', lease)
keepReport(state, scheduled, reports, ARGV[4], ARGV[5], ARGV[7], ARGV[6])
return {'OK'}
