"""What a team's installation becomes when its token is renewed."""

SWAP = """
-- KEYS installation   ARGV old new
local kept = redis.call('GET', KEYS[1])
if kept == ARGV[2] then return 1 end
if kept ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return 1
"""
"""Only what was read is replaced: a newer installation, and a team that is gone, stay as they are."""
