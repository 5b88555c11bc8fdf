"""Troubles: what the operators must mend, as long as it is news. Ids and error codes, no text that a person typed."""

from redis.asyncio import Redis

from bot.delivery import keys

NEWS = 7 * 24 * 3600
"""Seconds for which a trouble is told of after it showed for the last time."""


async def note(redis: Redis, team: str, what: str, at: float) -> None:
    """Remember a trouble such as "C1:is_archived". at: seconds since 1970. Raises redis.RedisError."""
    key = keys.Keys(team).troubles
    async with redis.pipeline(transaction=False) as both:
        both.hset(key, what, f"{at:.0f}")
        both.expire(key, NEWS)
        await both.execute()


async def since(redis: Redis, team: str, at: float) -> dict[str, float]:
    """The troubles that showed after `at`, by the second when they last did. Raises redis.RedisError."""
    told = await redis.hgetall(keys.Keys(team).troubles)
    return {str(what): float(last) for what, last in told.items() if float(last) > at}
