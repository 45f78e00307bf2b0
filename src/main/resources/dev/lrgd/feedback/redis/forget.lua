-- Drops the oldest outcomes, so many at a time that nobody waits for long.  KEYS: feedback answers; ARGV: place of the last one, how many
local entries = redis.call('XRANGE', KEYS[1], '-', ARGV[1], 'COUNT', ARGV[2])
for _, entry in ipairs(entries) do
  redis.call('XDEL', KEYS[1], entry[1])
  local user = string.match(entry[2][4] or '', '^%x+')
  if user then redis.call('ZREM', KEYS[2], user .. ':' .. entry[1]) end
end
return #entries
