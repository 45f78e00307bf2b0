-- Removes a user's recommendations and outcomes, so many of them at a time; answers how many outcomes went and whether some are left.
-- KEYS: feedback answers the user's recommendations; ARGV: the user's fingerprint, how many, prefix of the recommendations' keys
local outcomes = redis.call('ZRANGEBYLEX', KEYS[2], '[' .. ARGV[1] .. ':', '[' .. ARGV[1] .. ';', 'LIMIT', 0, ARGV[2])
local removed = 0
for _, member in ipairs(outcomes) do
  removed = removed + redis.call('XDEL', KEYS[1], string.sub(member, #ARGV[1] + 2))
  redis.call('ZREM', KEYS[2], member)
end
local records = redis.call('ZRANGE', KEYS[3], 0, ARGV[2] - 1)
for _, id in ipairs(records) do
  redis.call('UNLINK', ARGV[3] .. id)
  redis.call('ZREM', KEYS[3], id)
end
return {removed, #outcomes + #records}
