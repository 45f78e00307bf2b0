-- KEYS: state active items staged folding versions reports
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
local version = redis.call('HGET', KEYS[2], 'version')
local counts = redis.call('HMGET', KEYS[1], 'interactions', 'staged', 'folding', 'vector')
return {
  version and redis.call('HGET', KEYS[6], version) or '',
  redis.call('HLEN', KEYS[3]),
  tonumber(counts[1] or '0'),
  redis.call('SCARD', KEYS[4]) + redis.call('SCARD', KEYS[5]),
  (counts[2] or 0) + (counts[3] or 0),
  counts[4] or '',
  redis.call('LINDEX', KEYS[7], 0) or ''
}
