"""The scripts that change several keys at once, in Lua. Every one may be repeated when its reply was lost.

Time is the server's own, so that machines need not agree on it. `ready` holds, for every conversation with something
to do, the millisecond from which it may be taken; taking one moves it a lease ahead, so that a worker that
dies gives it back by doing nothing. A worker proves by its token that it still holds the lease.
"""

_NOW = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
"""

_FENCED = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
"""

_RELEASE = """
local function release(lease, inbox, outbox, ready, conversation, delay, wake)
  redis.call('DEL', lease)
  if redis.call('LLEN', inbox) + redis.call('LLEN', outbox) > 0 then
    redis.call('ZADD', ready, now + delay, conversation)
    if delay == 0 then redis.call('PUBLISH', wake, '') end
  else
    redis.call('ZREM', ready, conversation)
  end
end
"""

STORE = (
    _NOW
    + """
-- KEYS seen inbox state ready user channel
-- ARGV entry conversation seen_s keep_s known_only wake user_limit channel_limit notice
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
local entry, outcome = ARGV[1], 'stored'
local user, user_first = over(KEYS[5], tonumber(ARGV[7]))
local channel, channel_first = over(KEYS[6], tonumber(ARGV[8]))
if user or channel then
  if not (user_first or (channel_first and not user)) then return 'limited' end
  entry, outcome = ARGV[9], 'limited'
end
redis.call('RPUSH', KEYS[2], entry)
redis.call('EXPIRE', KEYS[2], ARGV[4])
redis.call('ZADD', KEYS[4], 'NX', now, ARGV[2])
redis.call('EXPIRE', KEYS[4], ARGV[4])
redis.call('PUBLISH', ARGV[6], '')
return outcome
"""
)
"""Deduplicate and store. `known_only`: store only what belongs to a conversation the bot is in. Beyond a limit a minute
(`user`, `channel`; 0 is none) the notice is stored in the entry's place, once, and after it nothing."""

TAKE = (
    _NOW
    + """
-- KEYS ready fence   ARGV lease_ms prefix keep_s
for _, conversation in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, 64)) do
  local pause = redis.call('PTTL', ARGV[2] .. 'pause:' .. string.match(conversation, '^[^:]+'))
  if pause > 0 then
    redis.call('ZADD', KEYS[1], now + pause, conversation)
  else
    local token = tostring(redis.call('INCR', KEYS[2]))
    redis.call('EXPIRE', KEYS[2], ARGV[3])
    redis.call('ZADD', KEYS[1], now + ARGV[1], conversation)
    redis.call('SET', ARGV[2] .. 'lease:' .. conversation, token, 'PX', ARGV[1])
    local unsent = redis.call('DEL', ARGV[2] .. 'unsent:' .. conversation)
    local post = redis.call('LINDEX', ARGV[2] .. 'outbox:' .. conversation, 0) or ''
    local tries = 0
    if post == '' then
      tries = redis.call('INCR', ARGV[2] .. 'tries:' .. conversation)
      redis.call('EXPIRE', ARGV[2] .. 'tries:' .. conversation, ARGV[3])
    end
    local entry = redis.call('LINDEX', ARGV[2] .. 'inbox:' .. conversation, 0) or ''
    local state = redis.call('GET', ARGV[2] .. 'state:' .. conversation) or ''
    return {conversation, token, tries, entry, post, state, unsent}
  end
end
local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
if first[2] then return {math.max(1, first[2] - now)} end
return {}
"""
)
"""Take the conversation that has waited longest, under a lease; or the milliseconds until one is due; or nothing."""

COMMIT = (
    _NOW
    + _RELEASE
    + _FENCED
    + """
-- KEYS lease inbox outbox state tries ready   ARGV token entry state post keep_s conversation wake
if redis.call('LINDEX', KEYS[2], 0) ~= ARGV[2] then return 0 end
redis.call('LPOP', KEYS[2])
redis.call('DEL', KEYS[5])
if ARGV[3] ~= '' then redis.call('SET', KEYS[4], ARGV[3], 'EX', ARGV[5]) end
if ARGV[4] ~= '' then
  redis.call('RPUSH', KEYS[3], ARGV[4])
  redis.call('EXPIRE', KEYS[3], ARGV[5])
else
  release(KEYS[1], KEYS[2], KEYS[3], KEYS[6], ARGV[6], 0, ARGV[7])
end
return 1
"""
)
"""An entry is answered: it leaves the inbox, the new state and the answer are stored. No answer: the lease ends."""

CONFIRM = (
    _NOW
    + _RELEASE
    + _FENCED
    + """
-- KEYS lease inbox outbox state ready   ARGV token post next state keep_s conversation wake
if redis.call('LINDEX', KEYS[3], 0) ~= ARGV[2] then return 0 end
redis.call('LPOP', KEYS[3])
if ARGV[4] ~= '' then redis.call('SET', KEYS[4], ARGV[4], 'EX', ARGV[5]) end
if ARGV[3] ~= '' then
  redis.call('LPUSH', KEYS[3], ARGV[3])
  redis.call('EXPIRE', KEYS[3], ARGV[5])
else
  release(KEYS[1], KEYS[2], KEYS[3], KEYS[5], ARGV[6], 0, ARGV[7])
end
return 1
"""
)
"""A post is settled: it leaves the outbox, what follows takes its place. Nothing follows: the lease ends."""

DEFER = (
    _NOW
    + _RELEASE
    + _FENCED
    + """
-- KEYS lease inbox outbox ready unsent pause   ARGV token conversation delay_ms unsent pause_ms wake keep_s
if ARGV[4] == '1' then redis.call('SET', KEYS[5], '1', 'EX', ARGV[7]) end
if tonumber(ARGV[5]) > 0 then redis.call('SET', KEYS[6], '1', 'PX', ARGV[5]) end
release(KEYS[1], KEYS[2], KEYS[3], KEYS[4], ARGV[2], tonumber(ARGV[3]), ARGV[6])
return 1
"""
)
"""Give a conversation back, to be taken again after a delay. `pause`: for every conversation of its channel."""

EXTEND = (
    _NOW
    + _FENCED
    + """
-- KEYS lease ready   ARGV token conversation lease_ms
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('ZADD', KEYS[2], 'XX', now + ARGV[3], ARGV[2])
return 1
"""
)
"""Hold a lease longer."""
