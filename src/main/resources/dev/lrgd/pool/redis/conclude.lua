-- Ends a turn with a report and no version, if it still holds the lease. What it was to fold stays for the next turn.
-- KEYS: lease scheduled reports; ARGV: token, report, scheduled time or '', reports kept
local lease, scheduled, reports = KEYS[1], KEYS[2], KEYS[3]
if redis.call('GET', lease) ~= ARGV[1] then return 'LOST' end
redis.call('DEL', lease)
redis.call('LPUSH', reports, ARGV[2])
if ARGV[3] ~= '' then redis.call('HSET', scheduled, ARGV[3], ARGV[2]) end
while redis.call('LLEN', reports) > tonumber(ARGV[4]) do
  local time = cjson.decode(redis.call('RPOP', reports)).scheduledTime
  if type(time) == 'string' then redis.call('HDEL', scheduled, time) end
end
return 'OK'
