-- Remembers a recommendation, and tells the pointer on the way.
-- KEYS: active rec [the user's recommendations]; ARGV: record, milliseconds it is remembered, id, now
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
if KEYS[3] then
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', ARGV[4] - ARGV[2])
  redis.call('ZADD', KEYS[3], ARGV[4], ARGV[3])
  redis.call('PEXPIRE', KEYS[3], ARGV[2])
end
return redis.call('HMGET', KEYS[1], 'version', 'epoch')
