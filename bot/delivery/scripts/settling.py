"""Settling what a conversation in hand had to do."""

from bot.delivery.scripts.pieces import AGAIN, BURY, FENCED, NOW, RELEASE, SCHEDULE

COMMIT = (
    NOW
    + RELEASE
    + BURY
    + AGAIN
    + SCHEDULE
    + FENCED
    + """
-- KEYS lease inbox outbox state tries ready dead due waiting led figures unclear
-- ARGV token entry state post keep_s conversation wake reason due_ms waits_ms prefix counts unclear
if redis.call('LINDEX', KEYS[2], 0) ~= ARGV[2] then return again(KEYS[3], ARGV[4]) end
redis.call('LPOP', KEYS[2])
redis.call('DEL', KEYS[5])
if ARGV[8] ~= '' then bury(KEYS[7], ARGV[1], ARGV[6], 'entry', ARGV[2], ARGV[8], ARGV[5]) end
if ARGV[3] ~= '' then redis.call('SET', KEYS[4], ARGV[3], 'EX', ARGV[5]) end
if ARGV[9] ~= '' then
  schedule(KEYS[8], ARGV[6], ARGV[9], ARGV[5])
  schedule(KEYS[9], ARGV[6], ARGV[10], ARGV[5])
  for _, place in ipairs(redis.call('SMEMBERS', KEYS[10])) do
    redis.call('EXPIRE', ARGV[11] .. 'leads:' .. place, ARGV[5])
  end
  redis.call('EXPIRE', KEYS[10], ARGV[5])
end
if ARGV[12] ~= '' then
  redis.call('HINCRBY', KEYS[11], ARGV[12], 1)
  redis.call('EXPIRE', KEYS[11], ARGV[5])
end
if ARGV[13] == '1' then
  redis.call('ZADD', KEYS[12], now, ARGV[6])
  redis.call('ZREMRANGEBYRANK', KEYS[12], 0, -51)
  redis.call('EXPIRE', KEYS[12], ARGV[5])
end
if ARGV[4] ~= '' then
  redis.call('RPUSH', KEYS[3], ARGV[4])
  redis.call('EXPIRE', KEYS[3], ARGV[5])
else
  release(KEYS[1], KEYS[2], KEYS[3], KEYS[6], ARGV[6], 0, ARGV[7])
end
return 1
"""
)
"""An entry is answered: it leaves the inbox, the new state and the answer are stored. No answer: the lease ends.
`reason`: it was given up, and is kept as a dead letter. `due_ms`, `waits_ms`: when it is to be looked at again and
since when a person is waited for (0: not), both empty where that stays as it is. `counts`: one more of this in the
day's `figures`. `unclear`: the state holds a question that was not understood; the last fifty such are known."""

CONFIRM = (
    NOW
    + RELEASE
    + BURY
    + AGAIN
    + FENCED
    + """
-- KEYS lease inbox outbox state ready tries dead leads led
-- ARGV token post next state keep_s conversation wake reason place
if redis.call('LINDEX', KEYS[3], 0) ~= ARGV[2] then return again(KEYS[3], ARGV[3]) end
redis.call('LPOP', KEYS[3])
redis.call('DEL', KEYS[6])
if ARGV[8] ~= '' then bury(KEYS[7], ARGV[1], ARGV[6], 'post', ARGV[2], ARGV[8], ARGV[5]) end
if ARGV[4] ~= '' then redis.call('SET', KEYS[4], ARGV[4], 'EX', ARGV[5]) end
if ARGV[9] ~= '' then
  redis.call('SET', KEYS[8], ARGV[6], 'EX', ARGV[5])
  redis.call('SADD', KEYS[9], ARGV[9])
  redis.call('EXPIRE', KEYS[9], ARGV[5])
end
if ARGV[3] ~= '' then
  redis.call('LPUSH', KEYS[3], ARGV[3])
  redis.call('EXPIRE', KEYS[3], ARGV[5])
else
  release(KEYS[1], KEYS[2], KEYS[3], KEYS[5], ARGV[6], 0, ARGV[7])
end
return 1
"""
)
"""A post is settled: it leaves the outbox, what follows takes its place. Nothing follows: the lease ends.
`reason`: Slack will never take it, and it is kept as a dead letter. `place`: what is written in this thread belongs
to the conversation from now on."""

DEFER = (
    NOW
    + RELEASE
    + FENCED
    + """
-- KEYS lease inbox outbox ready unsent pause tries
-- ARGV token conversation delay_ms unsent pause_ms wake keep_s most_ms
if ARGV[4] == '1' then redis.call('SET', KEYS[5], '1', 'EX', ARGV[7]) end
if tonumber(ARGV[5]) > 0 then redis.call('SET', KEYS[6], '1', 'PX', ARGV[5]) end
local delay = tonumber(ARGV[3])
if tonumber(ARGV[8]) > delay then
  local failures = redis.call('INCR', KEYS[7])
  redis.call('EXPIRE', KEYS[7], ARGV[7])
  delay = math.min(delay * 2 ^ (failures - 1), tonumber(ARGV[8]))
end
release(KEYS[1], KEYS[2], KEYS[3], KEYS[4], ARGV[2], math.floor(delay), ARGV[6])
return 1
"""
)
"""Give a conversation back, to be taken again after a delay. `pause`: for every conversation of its channel.
`most_ms`: the delay doubles with every failure, up to this; 0 leaves it as it is."""
