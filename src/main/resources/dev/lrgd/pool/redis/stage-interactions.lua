-- Upserts interactions by user, item and time: all of them or none. A user's are lines 'rating TAB time TAB item' in the order of arrival.
-- Where a fingerprint is given, lines that are not younger than the user's tombstone are left out.
-- KEYS: state interactions erased; ARGV: may create the pool, now, most interactions, then user, fingerprint or '' and new lines in turn
local state, interactions, erased = KEYS[1], KEYS[2], KEYS[3]
if redis.call('EXISTS', state) == 0 and ARGV[1] == '0' then return 'UNKNOWN' end

local merged, fresh, changed = {}, 0, 0
for i = 4, #ARGV, 3 do
  local lines, place = {}, {}
  local tombstone = ARGV[i + 1] ~= '' and redis.call('HGET', erased, ARGV[i + 1])
  local youngest = tombstone and tonumber(string.match(tombstone, ' (.*)'))
  for rating, key in string.gmatch(redis.call('HGET', interactions, ARGV[i]) or '', '([^\t\n]*)\t([^\n]*)\n') do
    lines[#lines + 1] = rating .. '\t' .. key .. '\n'
    place[key] = #lines
  end
  for rating, key in string.gmatch(ARGV[i + 2], '([^\t\n]*)\t([^\n]*)\n') do
    local line = rating .. '\t' .. key .. '\n'
    if youngest and tonumber(string.match(key, '^[^\t]*')) <= youngest then
      -- Erased since.
    elseif not place[key] then
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
for i = 4, #ARGV, 3 do
  if merged[i] ~= '' then redis.call('HSET', interactions, ARGV[i], merged[i]) end
end
redis.call('HINCRBY', state, 'interactions', fresh)
redis.call('HINCRBY', state, 'staged', changed)
return 'OK'
