-- Stores outcomes in turn, each once and with the first line of the recommendation it answers, if that is remembered now. Answers these lines,
-- behind a '!' where an event is known, and nothing but the '!' where it is not among the newest that were stored or was another outcome's;
-- fewer than there are outcomes when there is no room for the next one.
-- KEYS: feedback, events of this period, events of the one before, recommendations;
-- ARGV: most outcomes, milliseconds until this period's events are forgotten, then event and outcome in turn
local feedback, now, before = KEYS[1], KEYS[2], KEYS[3]
local count = (#ARGV - 2) / 2
local events, answers, fresh, seen, newest = {}, {}, {}, {}, nil

-- An outcome but for the time at which it came, by which it is the same when it is reported again.
local function contents(outcome) return string.match(outcome, '^(.*),"receivedAt":') end

local function isStored(outcome)
  if not newest then
    newest = {}
    for _, entry in ipairs(redis.call('XREVRANGE', feedback, '+', '-', 'COUNT', 1000)) do newest[contents(entry[2][2])] = true end
  end
  return newest[contents(outcome)]
end

for i = 1, count do events[i] = ARGV[2 * i + 1] end
local known, knownBefore = redis.call('SMISMEMBER', now, unpack(events)), redis.call('SMISMEMBER', before, unpack(events))
local records = redis.call('MGET', unpack(KEYS, 4))
local room = ARGV[1] - redis.call('XLEN', feedback)
for i = 1, count do
  local event, outcome, line = events[i], ARGV[2 * i + 2], string.match(records[i] or '', '^[^\n]*')
  if known[i] == 1 or knownBefore[i] == 1 or seen[event] then
    answers[i] = isStored(outcome) and '!' .. line or '!'
  elseif #fresh >= room then
    break
  else
    redis.call('XADD', feedback, '*', 'o', outcome, 'r', line)
    answers[i] = line
    seen[event] = true
    fresh[#fresh + 1] = event
    if newest then newest[contents(outcome)] = true end
  end
end
if #fresh > 0 then
  redis.call('SADD', now, unpack(fresh))
  if redis.call('PTTL', now) < 0 then redis.call('PEXPIRE', now, ARGV[2]) end
end
return answers
