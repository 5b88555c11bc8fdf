"""Figures: how many questions were answered, asked back about, handed over or not understood, by day; and in which
conversations there are questions that were not understood. Counted by the script that stores an answer, so once."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from redis.asyncio import Redis

from bot.delivery import keys
from bot.delivery.inbox import KEPT

Sort = Literal["answered", "asked", "handed", "unclear"]
"""What a question came to."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How many questions came to what."""

    answered: int = 0
    asked: int = 0
    handed: int = 0
    unclear: int = 0


async def count(redis: Redis, team: str, today: date, days: int) -> Figures:
    """The figures of the last so many days, today included. Raises redis.RedisError."""
    named, total = keys.Keys(team), dict.fromkeys(Figures.__slots__, 0)
    for back in range(days):
        told: Any = await redis.hgetall(named.figures((today - timedelta(days=back)).isoformat()))
        for name in total:
            total[name] += int(told.get(name, 0))
    return Figures(**total)


async def add(redis: Redis, team: str, what: Sort, today: date) -> None:
    """Count what no worker answered: an answer that was given at once. Raises redis.RedisError."""
    key = keys.Keys(team).figures(today.isoformat())
    async with redis.pipeline(transaction=False) as both:
        both.hincrby(key, what, 1)
        both.expire(key, KEPT)
        await both.execute()


async def unclear(redis: Redis, team: str) -> dict[str, str]:
    """The state of every conversation in which a question was not understood, by its id, the latest first.

    A conversation that has ended since, or was erased, is not among them. Raises redis.RedisError.
    """
    named = keys.Keys(team)
    found = [str(one) for one in await redis.zrange(named.unclear, 0, -1, desc=True)]
    states = [await redis.get(named.state(one)) for one in found]
    return {one: str(state) for one, state in zip(found, states, strict=True) if state}
