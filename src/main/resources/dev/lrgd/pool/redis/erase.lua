-- Removes a user's interactions and leaves a tombstone for the turn that may have read them.
-- KEYS: state interactions erased; ARGV: user, the user's fingerprint, seconds the tombstones stay, the present second
if redis.call('EXISTS', KEYS[1]) == 0 then return -1 end
local _, lines = string.gsub(redis.call('HGET', KEYS[2], ARGV[1]) or '', '\n', '')
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HINCRBY', KEYS[1], 'interactions', 0 - lines)
redis.call('HSET', KEYS[3], ARGV[2], redis.call('HINCRBY', KEYS[1], 'erasures', 1) .. ' ' .. ARGV[4])
redis.call('EXPIRE', KEYS[3], ARGV[3])
return lines
