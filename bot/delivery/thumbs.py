"""Thumbs: what people think of answers, one a person and answer, changeable; and how many of each there were lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from redis.asyncio import Redis

from bot.delivery import keys, looking, scripts

KEPT = 40 * 24 * 3600
"""Seconds a thumb and the counts of a day are kept: more than the month over which they are counted."""

Thumb = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many thumbs of each kind."""

    up: int = 0
    down: int = 0


class Thumbs:
    """The thumbs in one Redis. All methods raise redis.RedisError."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._give = redis.register_script(scripts.THUMB)

    async def give(self, team: str, user: str, answer: str, thumb: Thumb, today: date) -> bool:
        """Keep what somebody thinks of an answer (an id), in place of what they thought before; whether it is news."""
        named, day = keys.Keys(team), today.isoformat()
        where = [named.given(user), named.thumbs(day)]
        return bool(await self._give(keys=where, args=[answer, thumb, day, named.thumbs(""), KEPT]))

    async def count(self, team: str, today: date, periods: Sequence[int]) -> list[Counted]:
        """The thumbs of each of the periods: the last so many days, today included."""
        found = await looking.totals(self._redis, keys.Keys(team).thumbs, today, periods)
        return [Counted(total["up"], total["down"]) for total in found]
