-- Makes uploaded parts the active version, if the turn still holds the lease, nobody activated another version, and no user was erased whom
-- the parts might still show. Asked again after it was done, it says so again.
-- KEYS: state active lease folding scheduled versions reports
-- ARGV: token, number, version at the beginning, erasures applied, summary, report, scheduled time or '', versions kept, reports kept,
--       up to when times are over once the report is dropped, prefix of the pool's keys, then the names of the parts
local state, active, lease, folding, scheduled, versions, reports = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local token, number, prefix = ARGV[1], ARGV[2], ARGV[11]
local pointer = redis.call('HMGET', active, 'version', 'token', 'epoch')
if pointer[2] == token then return {'OK', pointer[3]} end
if redis.call('GET', lease) ~= token then return {'LOST'} end
if (pointer[1] or '0') ~= ARGV[3] then return {'MOVED', pointer[1]} end
if (redis.call('HGET', state, 'erasures') or '0') ~= ARGV[4] then return {'ERASED'} end
for i = 12, #ARGV do
  if redis.call('EXISTS', prefix .. 'new:' .. token .. ':' .. ARGV[i]) == 0 then return {'LOST'} end
end

local function part(n, name) return prefix .. 'v:' .. n .. ':' .. name end
for i = 12, #ARGV do
  redis.call('RENAME', prefix .. 'new:' .. token .. ':' .. ARGV[i], part(number, ARGV[i]))
  redis.call('PERSIST', part(number, ARGV[i]))
end
redis.call('HSET', versions, number, ARGV[5])
redis.call('HSET', state, 'last', number, 'folding', 0)
redis.call('DEL', folding, lease)
-- Not counted either: whoever holds a version that the server lost must not take the one that follows under its number for the same.
local epoch = math.max(tonumber(pointer[3] or '0') + 1, tonumber(token))
redis.call('HSET', active, 'version', number, 'token', token, 'epoch', string.format('%.0f', epoch))

keepReport(state, scheduled, reports, ARGV[6], ARGV[7], ARGV[10], ARGV[9])
local kept = redis.call('HKEYS', versions)
table.sort(kept, function(a, b) return tonumber(a) < tonumber(b) end)
for i = 1, #kept - tonumber(ARGV[8]) do
  for p = 12, #ARGV do redis.call('UNLINK', part(kept[i], ARGV[p])) end
  redis.call('HDEL', versions, kept[i])
end
return {'OK', epoch}
