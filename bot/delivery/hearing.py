"""Until when everything that Slack sent was heard, and where people talk with the bot: what a sweep needs to know."""

from redis.asyncio import Redis

from bot.delivery import keys
from bot.delivery.inbox import KEPT

PLACES = 20
"""Channels that are looked into: those in which somebody talked with the bot last."""


class Hearing:
    """What is remembered of one team's hearing. All methods raise redis.RedisError."""

    def __init__(self, redis: Redis, team: str) -> None:
        self._redis = redis
        self._keys = keys.Keys(team)

    async def until(self) -> float | None:
        """Seconds since 1970 up to which nothing was missed; None if nobody has ever listened."""
        told = await self._redis.get(self._keys.heard)
        return float(told) if told else None

    async def heard(self, until: float) -> None:
        """Nothing was missed up to then."""
        await self._redis.set(self._keys.heard, f"{until:.6f}", ex=KEPT)

    async def places(self) -> list[str]:
        """Channels where people talked with the bot, the latest first."""
        told = await self._redis.zrange(self._keys.places, 0, PLACES - 1, desc=True)
        return [str(channel) for channel in told]
