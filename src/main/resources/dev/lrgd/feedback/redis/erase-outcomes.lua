-- Removes a user's outcomes from so many entries of the stream; answers how many went, and the last entry that was looked at, if any was.
-- KEYS: feedback; ARGV: the user's fingerprint, where to begin, how many entries
local mine, removed = ARGV[1], 0
local entries = redis.call('XRANGE', KEYS[1], ARGV[2], '+', 'COUNT', ARGV[3])
for _, entry in ipairs(entries) do
  if string.sub(entry[2][4], 1, #mine) == mine then removed = removed + redis.call('XDEL', KEYS[1], entry[1]) end
end
return {removed, #entries > 0 and entries[#entries][1] or ''}
