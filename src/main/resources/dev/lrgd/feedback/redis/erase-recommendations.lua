-- Removes what was recommended to a user, so many at a time; answers how many went.
-- KEYS: the user's recommendations; ARGV: how many, prefix of the recommendations' keys
local ids = redis.call('ZRANGE', KEYS[1], 0, ARGV[1] - 1)
for _, id in ipairs(ids) do
  redis.call('UNLINK', ARGV[2] .. id)
  redis.call('ZREM', KEYS[1], id)
end
return #ids
