-- Upserts interactions by user, item and time: all of them or none. A user's are lines 'rating TAB time TAB item' in the order of arrival.
-- Where a fingerprint is given, lines are choices from recommendations, in seconds: those that are not younger than the user's tombstone are
-- left out, the others placed on the user's own scale of time (as pool.memory.ChoiceTime says).
-- KEYS: state interactions erased; ARGV: may create the pool, now, most interactions, then user, fingerprint or '' and new lines in turn
local state, interactions, erased = KEYS[1], KEYS[2], KEYS[3]
if redis.call('EXISTS', state) == 0 and ARGV[1] == '0' then return 'UNKNOWN' end

-- The lines with the new ones among them, how many of these are fresh, and how many changed something.
local function upserted(stored, new)
  local lines, place, fresh, changed = {}, {}, 0, 0
  for rating, key in string.gmatch(stored, '([^\t\n]*)\t([^\n]*)\n') do
    lines[#lines + 1] = rating .. '\t' .. key .. '\n'
    place[key] = #lines
  end
  for rating, key in string.gmatch(new, '([^\t\n]*)\t([^\n]*)\n') do
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
  return table.concat(lines), fresh, changed
end

-- What follows the seconds on the scale that a user's newest time has by its digits; nil where times only count.
local function zeros(newest)
  local digits = string.match(newest, '^[1-9]') and #newest or 0
  return digits >= 9 and string.rep('0', math.min(math.max(math.ceil((digits - 11) / 3), 0), 3) * 3) or nil
end

-- The newest of the lines' times.
local function newestOf(lines)
  local newest, most
  for time in string.gmatch(lines, '\t([^\t\n]*)\t') do
    local number = tonumber(time)
    if not most or number > most then newest, most = time, number end
  end
  return newest
end

-- The lines with choices behind them, and how many. Lines are looked for and not taken apart: a history may be long, and choices are few.
local function chosen(stored, choices, youngest)
  local newest, added, fresh = nil, '', 0
  local function has(text)
    return string.find(stored, text, 1, true) or string.find(added, text, 1, true)
  end
  local function key(time, item)
    if not newest then return time .. '\t' .. item end
    local scale = zeros(newest)
    if not scale then return not has('\t' .. item .. '\n') and newest .. '\t' .. item end
    local placed = time .. scale .. '\t' .. item
    return not has('\t' .. placed .. '\n') and not has('\t' .. time .. '\t' .. item .. '\n') and placed
  end
  for rating, time, item in string.gmatch(choices, '([^\t\n]*)\t([^\t\n]*)\t([^\n]*)\n') do
    if not (youngest and tonumber(time) <= youngest) then
      newest = newest or newestOf(stored)
      local place = key(time, item)
      if place then
        added = added .. rating .. '\t' .. place .. '\n'
        fresh = fresh + 1
        local at = string.match(place, '^[^\t]*')
        if not newest or tonumber(at) > tonumber(newest) then newest = at end
      end
    end
  end
  return stored .. added, fresh, fresh
end

local merged, fresh, changed = {}, 0, 0
for i = 4, #ARGV, 3 do
  local stored = redis.call('HGET', interactions, ARGV[i]) or ''
  local more, other
  if ARGV[i + 1] == '' then
    merged[i], more, other = upserted(stored, ARGV[i + 2])
  else
    local tombstone = redis.call('HGET', erased, ARGV[i + 1])
    merged[i], more, other = chosen(stored, ARGV[i + 2], tombstone and tonumber(string.match(tombstone, ' (.*)')))
  end
  if other == 0 then merged[i] = nil end
  fresh, changed = fresh + more, changed + other
end
if tonumber(redis.call('HGET', state, 'interactions') or '0') + fresh > tonumber(ARGV[3]) then return 'FULL' end

redis.call('HSETNX', state, 'createdAt', ARGV[2])
for i = 4, #ARGV, 3 do
  if merged[i] then redis.call('HSET', interactions, ARGV[i], merged[i]) end
end
redis.call('HINCRBY', state, 'interactions', fresh)
redis.call('HINCRBY', state, 'staged', changed)
return 'OK'
