-- Upserts interactions by user, item and time: all of them or none. A user's are lines 'rating TAB time TAB item' in the order of arrival.
-- Where a fingerprint is given, lines are choices from recommendations, in seconds: those that are not younger than the user's tombstone are
-- left out, the others placed on the user's own scale of time (as pool.memory.ChoiceTime says).
-- KEYS: state interactions erased; ARGV: may create the pool, now, most interactions, then user, fingerprint or '' and new lines in turn
local state, interactions, erased = KEYS[1], KEYS[2], KEYS[3]
if redis.call('EXISTS', state) == 0 and ARGV[1] == '0' then return 'UNKNOWN' end

-- What follows the seconds on the scale that a user's newest time has by its digits; nil where times only count.
local function zeros(newest)
  local digits = string.match(newest, '^[1-9]') and #newest or 0
  return digits >= 9 and string.rep('0', math.min(math.max(math.ceil((digits - 11) / 3), 0), 3) * 3) or nil
end

-- The line's key, or false for a choice that is there already.
local function placed(time, item, newest, place, items)
  if not newest then return time .. '\t' .. item end
  local scale = zeros(newest)
  if not scale then return not items[item] and newest .. '\t' .. item end
  local key = time .. scale .. '\t' .. item
  return not place[key] and not place[time .. '\t' .. item] and key
end

local merged, fresh, changed = {}, 0, 0
for i = 4, #ARGV, 3 do
  local lines, place, items, newest = {}, {}, {}, nil
  local choices = ARGV[i + 1] ~= ''
  local function note(key)
    place[key] = #lines
    if choices then
      local time, item = string.match(key, '^([^\t]*)\t(.*)$')
      items[item] = true
      if not newest or tonumber(time) > tonumber(newest) then newest = time end
    end
  end
  local tombstone = choices and redis.call('HGET', erased, ARGV[i + 1])
  local youngest = tombstone and tonumber(string.match(tombstone, ' (.*)'))
  for rating, key in string.gmatch(redis.call('HGET', interactions, ARGV[i]) or '', '([^\t\n]*)\t([^\n]*)\n') do
    lines[#lines + 1] = rating .. '\t' .. key .. '\n'
    note(key)
  end
  for rating, key in string.gmatch(ARGV[i + 2], '([^\t\n]*)\t([^\n]*)\n') do
    if choices then
      local time, item = string.match(key, '^([^\t]*)\t(.*)$')
      key = not (youngest and tonumber(time) <= youngest) and placed(time, item, newest, place, items)
    end
    local line = key and rating .. '\t' .. key .. '\n'
    if not line then
      -- Erased since, or known.
    elseif not place[key] then
      lines[#lines + 1] = line
      note(key)
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
