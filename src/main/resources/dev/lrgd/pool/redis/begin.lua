-- Grants the lease of the second stage, once per scheduled time. What is staged now is what the turn folds; a turn that ended without a
-- commit left its share in 'folding', and this one takes it along. A time up to 'forgotten' (see reports) is over, served or not.
-- KEYS: state active lease staged folding scheduled reports; ARGV: scheduled time or '', milliseconds of the lease, the time in seconds
local state, active, lease, staged, folding, scheduled, reports = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
if redis.call('EXISTS', state) == 0 then return {'UNKNOWN'} end
if ARGV[1] ~= '' then
  local done = redis.call('HGET', scheduled, ARGV[1])
  if done then return {'DONE', string.match(done, '{.*')} end
  local forgotten = redis.call('HGET', state, 'forgotten')
  if forgotten and tonumber(ARGV[3]) <= tonumber(forgotten) then return {'DONE', redis.call('LINDEX', reports, -1)} end
end
if redis.call('EXISTS', lease) == 1 then return {'RUNNING'} end

-- By the clock, not by a count: a server that lost its last writes (a failover, a crash between two fsyncs) must grant no token twice.
local time = redis.call('TIME')
local token = math.max(tonumber(redis.call('HGET', state, 'token') or '0') + 1, time[1] * 1000000 + time[2])
local text = string.format('%.0f', token)
redis.call('HSET', state, 'token', text)
redis.call('SET', lease, text, 'PX', ARGV[2])
redis.call('SUNIONSTORE', folding, folding, staged)
redis.call('DEL', staged)
local counts = redis.call('HMGET', state, 'staged', 'folding', 'last', 'erasures', 'createdAt')
redis.call('HSET', state, 'folding', (counts[1] or 0) + (counts[2] or 0), 'staged', 0)
local pointer = redis.call('HMGET', active, 'version', 'epoch')
return {'GRANTED', token, counts[5], pointer[1] or '0', pointer[2] or '0', tonumber(counts[3] or '0'), tonumber(counts[4] or '0')}
