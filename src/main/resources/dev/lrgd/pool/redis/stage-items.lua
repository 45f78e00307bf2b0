-- Upserts items: all of them or none.
-- KEYS: state items staged folding; ARGV: may create the pool, now, most items, vector length or '', then id and item in turn
local state, items, staged, folding = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
if redis.call('EXISTS', state) == 0 and ARGV[1] == '0' then return 'UNKNOWN' end
local vector = redis.call('HGET', state, 'vector')
if vector and ARGV[4] ~= '' and vector ~= ARGV[4] then return 'VECTOR ' .. vector end

local fresh, seen = 0, {}
for i = 5, #ARGV, 2 do
  if not seen[ARGV[i]] then
    seen[ARGV[i]] = true
    fresh = fresh + 1 - redis.call('HEXISTS', items, ARGV[i])
  end
end
if redis.call('HLEN', items) + fresh > tonumber(ARGV[3]) then return 'FULL' end

redis.call('HSETNX', state, 'createdAt', ARGV[2])
if ARGV[4] ~= '' then redis.call('HSET', state, 'vector', ARGV[4]) end
for i = 5, #ARGV, 2 do
  if redis.call('HGET', items, ARGV[i]) ~= ARGV[i + 1] then
    redis.call('HSET', items, ARGV[i], ARGV[i + 1])
    redis.call('SADD', staged, ARGV[i])
    redis.call('SREM', folding, ARGV[i])
  end
end
return 'OK'
