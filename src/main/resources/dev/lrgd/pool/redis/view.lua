-- What one request reads: the pointer, the items it asks about, a user's interactions and the items in them that no version need know.
-- KEYS: state active items interactions staged folding; ARGV: user or '', then ids of items
local state, active, items, interactions, staged, folding = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local created = redis.call('HMGET', state, 'createdAt', 'last')
if not created[1] then return false end
local pointer = redis.call('HMGET', active, 'version', 'epoch')

local found, seen = {}, {}
local function find(id)
  local item = not seen[id] and redis.call('HGET', items, id)
  seen[id] = true
  if item then
    found[#found + 1] = id
    found[#found + 1] = item
  end
end
for i = 2, #ARGV do find(ARGV[i]) end

local history = ARGV[1] ~= '' and redis.call('HGET', interactions, ARGV[1]) or ''
-- The latest version knows every item that is not staged; one that was gone back to need not.
local back = pointer[1] ~= created[2]
for id in string.gmatch(history, '[^\t\n]*\t[^\t\n]*\t([^\n]*)\n') do
  if back or redis.call('SISMEMBER', staged, id) == 1 or redis.call('SISMEMBER', folding, id) == 1 then find(id) end
end
return {created[1], pointer[1] or '0', pointer[2] or '0', history, found}
