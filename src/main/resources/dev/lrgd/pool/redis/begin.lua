-- Grants the lease of the second stage, once per scheduled time. What is staged now is what the turn folds; a turn that ended without a
-- commit left its share in 'folding', and this one takes it along.
-- KEYS: state active lease staged folding scheduled; ARGV: scheduled time or '', milliseconds of the lease
local state, active, lease, staged, folding, scheduled = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
if redis.call('EXISTS', state) == 0 then return {'UNKNOWN'} end
local done = ARGV[1] ~= '' and redis.call('HGET', scheduled, ARGV[1])
if done then return {'DONE', done} end
if redis.call('EXISTS', lease) == 1 then return {'RUNNING'} end

local token = redis.call('HINCRBY', state, 'token', 1)
redis.call('SET', lease, token, 'PX', ARGV[2])
redis.call('SUNIONSTORE', folding, folding, staged)
redis.call('DEL', staged)
local counts = redis.call('HMGET', state, 'staged', 'folding', 'last', 'erasures', 'createdAt')
redis.call('HSET', state, 'folding', (counts[1] or 0) + (counts[2] or 0), 'staged', 0)
local pointer = redis.call('HMGET', active, 'version', 'epoch')
return {'GRANTED', token, counts[5], pointer[1] or '0', pointer[2] or '0', tonumber(counts[3] or '0'), tonumber(counts[4] or '0')}
