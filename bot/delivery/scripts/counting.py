"""Counting what people think."""

THUMB = """
-- KEYS given counts   ARGV answer thumb day counts_prefix keep_s
local before = redis.call('HGET', KEYS[1], ARGV[1])
if before then
  local thumb, day = string.match(before, '^(%a+) (.+)$')
  if thumb == ARGV[2] then return 0 end
  local counted = ARGV[4] .. day
  if redis.call('EXISTS', counted) == 1 then redis.call('HINCRBY', counted, thumb, -1) end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[5])
redis.call('HINCRBY', KEYS[2], ARGV[2], 1)
redis.call('EXPIRE', KEYS[2], ARGV[5])
return 1
"""
"""One thumb a person and answer: a changed one is taken out of the day on which it was counted."""
