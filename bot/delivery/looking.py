"""Looks up many things of one team in Redis at once, each kind in one round trip."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from redis.asyncio import Redis

from bot.delivery import keys


async def totals(redis: Redis, key: Callable[[str], str], today: date, periods: Sequence[int]) -> list[Counter[str]]:
    """What the hashes of days hold, added up over the last so many days, today included, for each of the periods.

    key: of a day (ISO). today: a day in Asia/Tokyo. Raises redis.RedisError.
    """
    async with redis.pipeline(transaction=False) as many:
        for back in range(max(periods)):
            many.hgetall(key((today - timedelta(days=back)).isoformat()))
        days: Any = await many.execute()
    counted = [Counter({str(name): int(number) for name, number in day.items()}) for day in days]
    return [sum(counted[:period], Counter()) for period in periods]


async def states(redis: Redis, team: str, conversations: Sequence[str]) -> dict[str, str]:
    """The state of each conversation that has one, by its id, in the same order. Raises redis.RedisError."""
    if not conversations:
        return {}
    named = keys.Keys(team)
    found = await redis.mget([named.state(one) for one in conversations])
    return {one: str(state) for one, state in zip(conversations, found, strict=True) if state}
