-- Counts what is spent if the day's sums stay within the limits.
-- KEYS: the tenant's day; ARGV: tokens, micros, the most tokens, the most micros, milliseconds it is remembered
local spent = redis.call('HMGET', KEYS[1], 'tokens', 'micros')
if (spent[1] or 0) + ARGV[1] > tonumber(ARGV[3]) or (spent[2] or 0) + ARGV[2] > tonumber(ARGV[4]) then return 0 end
redis.call('HINCRBY', KEYS[1], 'tokens', ARGV[1])
redis.call('HINCRBY', KEYS[1], 'micros', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 1
