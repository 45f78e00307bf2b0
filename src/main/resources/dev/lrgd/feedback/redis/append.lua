-- Stores outcomes in turn, each once and with the first line of the recommendation it answers, if that is remembered now. Answers the lines of
-- the recommendations, then a text with a letter for each outcome: n for new, s for an event that is known and was the same outcome's, o for one
-- that is known and was another's, or was not among the newest; fewer letters than there are outcomes when there is no room for the next one.
-- KEYS: feedback, events of this period, events of the one before, recommendations, each once;
-- ARGV: most outcomes, milliseconds until this period's events are forgotten, then recommendation by its place, event and outcome in turn
local feedback, now, before = KEYS[1], KEYS[2], KEYS[3]
-- What tells outcomes apart: all of them but the time at which they came.
local contents = '^(.*),"receivedAt":'
local events, letters, fresh, seen, newest = {}, {}, {}, {}, nil
for i = 4, #ARGV, 3 do events[#events + 1] = ARGV[i] end
local known, knownBefore = redis.call('SMISMEMBER', now, unpack(events)), redis.call('SMISMEMBER', before, unpack(events))
local lines = redis.call('MGET', unpack(KEYS, 4))
for place = 1, #lines do lines[place] = string.match(lines[place] or '', '^[^\n]*') end
local room = ARGV[1] - redis.call('XLEN', feedback)
for i = 1, #events do
  local event, outcome = events[i], ARGV[3 * i + 2]
  if known[i] == 1 or knownBefore[i] == 1 or seen[event] then
    if not newest then
      newest = {}
      for _, entry in ipairs(redis.call('XREVRANGE', feedback, '+', '-', 'COUNT', 1000)) do newest[string.match(entry[2][2], contents)] = true end
    end
    letters[i] = newest[string.match(outcome, contents)] and 's' or 'o'
  elseif #fresh >= room then
    break
  else
    redis.call('XADD', feedback, '*', 'o', outcome, 'r', lines[tonumber(ARGV[3 * i])])
    letters[i] = 'n'
    seen[event] = true
    fresh[#fresh + 1] = event
    if newest then newest[string.match(outcome, contents)] = true end
  end
end
if #fresh > 0 then
  redis.call('SADD', now, unpack(fresh))
  if redis.call('PTTL', now) < 0 then redis.call('PEXPIRE', now, ARGV[2]) end
end
lines[#lines + 1] = table.concat(letters)
return lines
