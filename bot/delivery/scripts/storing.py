"""Storing what came in; storing what was given up again; removing all of it."""

from bot.delivery.scripts.pieces import NOW

STORE = (
    NOW
    + """
-- KEYS seen inbox state ready user channel once person places
-- ARGV entry conversation seen_s keep_s known_only wake user_limit channel_limit notice once_s is_theirs
local function over(key, limit)
  if limit == 0 then return false, false end
  local count = redis.call('INCR', key)
  if count == 1 then redis.call('EXPIRE', key, 60) end
  return count > limit, count == limit + 1
end
if redis.call('EXISTS', KEYS[1]) == 1 then return 'seen' end
if ARGV[5] == '1' and redis.call('EXISTS', KEYS[3]) == 0 and redis.call('EXISTS', KEYS[2]) == 0 then
  return 'foreign'
end
redis.call('SET', KEYS[1], '1', 'EX', ARGV[3])
if tonumber(ARGV[10]) > 0 and not redis.call('SET', KEYS[7], '1', 'NX', 'EX', ARGV[10]) then return 'seen' end
local entry, outcome = ARGV[1], 'stored'
local user, user_first = over(KEYS[5], tonumber(ARGV[7]))
local channel, channel_first = over(KEYS[6], tonumber(ARGV[8]))
if user or channel then
  if not (user_first or (channel_first and not user)) then return 'limited' end
  entry, outcome = ARGV[9], 'limited'
end
local awake = redis.call('ZCOUNT', KEYS[4], '-inf', now) > 0
redis.call('RPUSH', KEYS[2], entry)
redis.call('EXPIRE', KEYS[2], ARGV[4])
redis.call('ZADD', KEYS[4], 'NX', now, ARGV[2])
redis.call('EXPIRE', KEYS[4], ARGV[4])
if ARGV[11] == '1' then
  redis.call('SADD', KEYS[8], ARGV[2])
  redis.call('EXPIRE', KEYS[8], ARGV[4])
end
redis.call('ZADD', KEYS[9], now, string.match(ARGV[2], '^[^:]+'))
redis.call('EXPIRE', KEYS[9], ARGV[4])
if not awake then redis.call('PUBLISH', ARGV[6], '') end
return outcome
"""
)
"""Deduplicate and store. `known_only`: store only what belongs to a conversation the bot is in. Beyond a limit a minute
(`user`, `channel`; 0 is none) the notice is stored in the entry's place, once, and after it nothing.
`once`: a second mark for what must not be stored twice within a while although its name differs (two quick clicks).
`wake`: nobody is woken while something is due already: whoever is free takes that, and this with it.
`person`: remembers in which conversations someone said something, so that it can be removed; `is_theirs`: 0 where they
only work on somebody else's."""

REQUEUE = (
    NOW
    + """
-- KEYS dead list tries ready   ARGV field item text conversation keep_s wake
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('RPUSH', KEYS[2], ARGV[3])
redis.call('EXPIRE', KEYS[2], ARGV[5])
redis.call('DEL', KEYS[3])
redis.call('ZADD', KEYS[4], 'NX', now, ARGV[4])
redis.call('EXPIRE', KEYS[4], ARGV[5])
redis.call('PUBLISH', ARGV[6], '')
return 1
"""
)
"""A dead letter becomes an entry or a post again (`list`: the inbox or the outbox)."""

WAKE_UP = (
    NOW
    + """
-- KEYS due inbox ready   ARGV conversation due_ms entry keep_s wake
local due = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not due or tonumber(due) ~= tonumber(ARGV[2]) then return 0 end
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('RPUSH', KEYS[2], ARGV[3])
redis.call('EXPIRE', KEYS[2], ARGV[4])
redis.call('ZADD', KEYS[3], 'NX', now, ARGV[1])
redis.call('EXPIRE', KEYS[3], ARGV[4])
redis.call('PUBLISH', ARGV[5], '')
return 1
"""
)
"""What is due becomes an entry, once, whoever else sees that it is due."""

ERASE = """
-- KEYS ready due waiting unclear led state inbox outbox tries unsent lease   ARGV conversation prefix
for number = 1, 4 do redis.call('ZREM', KEYS[number], ARGV[1]) end
for _, place in ipairs(redis.call('SMEMBERS', KEYS[5])) do redis.call('DEL', ARGV[2] .. 'leads:' .. place) end
return redis.call('DEL', unpack(KEYS, 5))
"""
"""Nothing is left of a conversation; a worker that has it in hand loses its lease."""
