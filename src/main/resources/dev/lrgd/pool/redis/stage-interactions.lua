-- Upserts interactions by user, item and time: all of them or none. A user's are lines 'rating TAB time TAB item' in the order of arrival.
-- KEYS: state interactions; ARGV: may create the pool, now, most interactions, then user and new lines in turn
local state, interactions = KEYS[1], KEYS[2]
if redis.call('EXISTS', state) == 0 and ARGV[1] == '0' then return 'UNKNOWN' end

local merged, fresh, changed = {}, 0, 0
for i = 4, #ARGV, 2 do
  local lines, place = {}, {}
  for rating, key in string.gmatch(redis.call('HGET', interactions, ARGV[i]) or '', '([^\t\n]*)\t([^\n]*)\n') do
    lines[#lines + 1] = rating .. '\t' .. key .. '\n'
    place[key] = #lines
  end
  for rating, key in string.gmatch(ARGV[i + 1], '([^\t\n]*)\t([^\n]*)\n') do
    local line = rating .. '\t' .. key .. '\n'
    if not place[key] then
      lines[#lines + 1] = line
      place[key] = #lines
      fresh = fresh + 1
      changed = changed + 1
    elseif lines[place[key]] ~= line then
      lines[place[key]] = line
      changed = changed + 1
    end
  end
  merged[i] = table.concat(lines)
end
if tonumber(redis.call('HGET', state, 'interactions') or '0') + fresh > tonumber(ARGV[3]) then return 'FULL' end

redis.call('HSETNX', state, 'createdAt', ARGV[2])
for i = 4, #ARGV, 2 do redis.call('HSET', interactions, ARGV[i], merged[i]) end
redis.call('HINCRBY', state, 'interactions', fresh)
redis.call('HINCRBY', state, 'staged', changed)
return 'OK'
