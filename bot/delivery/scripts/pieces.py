"""What several scripts begin with."""

NOW = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
"""

FENCED = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
"""

RELEASE = """
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

BURY = """
local function bury(dead, token, conversation, kind, text, reason, keep)
  local told = {conversation = conversation, kind = kind, text = text, reason = reason, at = now}
  redis.call('HSET', dead, token .. '-' .. redis.call('HLEN', dead) + 1, cjson.encode(told))
  redis.call('EXPIRE', dead, keep)
end
"""
