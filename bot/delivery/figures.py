"""Figures: how many questions were answered, asked back about, handed over or not understood, by day; and in which
conversations there are questions that were not understood. Counted by the script that stores an answer, so once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from redis.asyncio import Redis

from bot.delivery import keys, looking
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


async def count(redis: Redis, team: str, today: date, periods: Sequence[int]) -> list[Figures]:
    """The figures of each of the periods: the last so many days, today included. Raises redis.RedisError."""
    found = await looking.totals(redis, keys.Keys(team).figures, today, periods)
    return [Figures(**{name: total[name] for name in Figures.__slots__}) for total in found]


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
    return await looking.states(redis, team, found)
