-- Keeps a turn's report, the newest of so many. With the one that goes goes the knowledge that its time was served: from then on all times up to
-- what was kept before it ('over', in seconds) are over. KEYS and ARGV are those of the script that this stands before.
local function keepReport(state, scheduled, reports, report, time, over, most)
  redis.call('LPUSH', reports, report)
  if time ~= '' then redis.call('HSET', scheduled, time, over .. ' ' .. report) end
  while redis.call('LLEN', reports) > tonumber(most) do
    local gone = cjson.decode(redis.call('RPOP', reports)).scheduledTime
    local served = type(gone) == 'string' and redis.call('HGET', scheduled, gone)
    if served then
      redis.call('HDEL', scheduled, gone)
      local upTo = string.match(served, '^%-?[%d.]+')
      if upTo and tonumber(upTo) > tonumber(redis.call('HGET', state, 'forgotten') or '-1e18') then
        redis.call('HSET', state, 'forgotten', upTo)
      end
    end
  end
end

