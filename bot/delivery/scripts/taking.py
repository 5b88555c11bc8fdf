"""Taking a conversation, and holding it."""

from bot.delivery.scripts.pieces import FENCED, NOW

TAKE = (
    NOW
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

EXTEND = (
    NOW
    + FENCED
    + """
-- KEYS lease ready   ARGV token conversation lease_ms
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('ZADD', KEYS[2], 'XX', now + ARGV[3], ARGV[2])
return 1
"""
)
"""Hold a lease longer."""
