-- Stores outcomes in turn, each once and with the first line of the recommendation it answers, if that is remembered now. Answers these lines,
-- behind a '!' where an event is known; fewer than there are outcomes when there is no room for the next one.
-- KEYS: feedback, events of this period, events of the one before, recommendations;
-- ARGV: most outcomes, milliseconds until this period's events are forgotten, then event and outcome in turn
local feedback, now, before = KEYS[1], KEYS[2], KEYS[3]
local count = (#ARGV - 2) / 2
local events, answers, fresh, seen = {}, {}, {}, {}
for i = 1, count do events[i] = ARGV[2 * i + 1] end
local known, knownBefore = redis.call('SMISMEMBER', now, unpack(events)), redis.call('SMISMEMBER', before, unpack(events))
local records = redis.call('MGET', unpack(KEYS, 4))
local room = ARGV[1] - redis.call('XLEN', feedback)
for i = 1, count do
  local event, line = events[i], string.match(records[i] or '', '^[^\n]*')
  if known[i] == 1 or knownBefore[i] == 1 or seen[event] then
    answers[i] = '!' .. line
  elseif #fresh >= room then
    break
  else
    redis.call('XADD', feedback, '*', 'o', ARGV[2 * i + 2], 'r', line)
    answers[i] = line
    seen[event] = true
    fresh[#fresh + 1] = event
  end
end
if #fresh > 0 then
  redis.call('SADD', now, unpack(fresh))
  if redis.call('PTTL', now) < 0 then redis.call('PEXPIRE', now, ARGV[2]) end
end
return answers
