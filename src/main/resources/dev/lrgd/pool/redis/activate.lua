-- Moves the pointer to a kept version.  KEYS: state active versions; ARGV: number, version expected to be active or ''
if redis.call('EXISTS', KEYS[1]) == 0 then return {'UNKNOWN'} end
local summary = redis.call('HGET', KEYS[3], ARGV[1])
if not summary then return {'NO VERSION'} end
local now = redis.call('HGET', KEYS[2], 'version') or '0'
if ARGV[2] ~= '' and ARGV[2] ~= now then return {'CONFLICT', now} end
redis.call('HSET', KEYS[2], 'version', ARGV[1])
redis.call('HINCRBY', KEYS[2], 'epoch', 1)
return {'OK', summary}
