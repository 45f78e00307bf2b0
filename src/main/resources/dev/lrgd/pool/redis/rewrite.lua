-- Puts a version's demonstrations without an erased user in place of those with them, if they are still the ones that were read.
-- KEYS: active versions demonstrations meta; ARGV: number, SHA-1 of what was read, demonstrations, meta, summary
local now = redis.call('GET', KEYS[3])
if not now then return 'GONE' end
if redis.sha1hex(now) ~= ARGV[2] then return 'CHANGED' end
redis.call('SET', KEYS[3], ARGV[3])
redis.call('SET', KEYS[4], ARGV[4])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[5])
if redis.call('HGET', KEYS[1], 'version') == ARGV[1] then redis.call('HINCRBY', KEYS[1], 'epoch', 1) end
return 'OK'
