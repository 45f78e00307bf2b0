-- Remembers a recommendation, and tells the pointer on the way. Not one of a user who was erased while it may have been made (a minute is longer
-- than any request takes): it knows the history from before.
-- KEYS: active rec [the user's recommendations, erased]; ARGV: record, milliseconds it is remembered, id, now, the user's fingerprint
local tombstone = KEYS[4] and redis.call('HGET', KEYS[4], ARGV[5])
if not tombstone or string.match(tombstone, ' (.*)') * 1000 < ARGV[4] - 60000 then
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
  if KEYS[3] then
    redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', ARGV[4] - ARGV[2])
    redis.call('ZADD', KEYS[3], ARGV[4], ARGV[3])
    redis.call('PEXPIRE', KEYS[3], ARGV[2])
  end
end
return redis.call('HMGET', KEYS[1], 'version', 'epoch')
