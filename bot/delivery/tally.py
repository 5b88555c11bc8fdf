"""The tally: what the workers count, added up in Redis, so that one page can show it whichever process serves it.

A crash loses at most what was counted in the last second. Names are fixed words, never ids or texts.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.delivery import keys

BUCKETS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300)
"""Upper bounds, in seconds, of what is measured."""
KEPT = 90 * 24 * 3600
_EVERY = 1.0


class Tally:
    """Counts in memory until `flush`."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()

    def count(self, name: str) -> None:
        """One more of something, for instance "posts:landed"."""
        self._counted[name] += 1

    def observe(self, name: str, seconds: float) -> None:
        """One more that took so long: counts it, its bucket and its milliseconds."""
        bound = next((str(bound) for bound in BUCKETS if seconds <= bound), "+Inf")
        self._counted.update({f"{name}:le:{bound}": 1, f"{name}:ms": int(seconds * 1000)})

    async def flush(self, redis: Redis) -> None:
        """Add what was counted to Redis; what cannot be added is kept for the next time."""
        counted, self._counted = self._counted, Counter()
        if not counted:
            return
        try:
            async with redis.pipeline(transaction=False) as many:
                for name, number in counted.items():
                    many.hincrby(keys.TALLY, name, number)
                many.expire(keys.TALLY, KEPT)
                await many.execute()
        except (RedisError, OSError):
            self._counted += counted

    async def keep(self, redis: Redis) -> None:
        """Flush every second until cancelled."""
        while True:
            await asyncio.sleep(_EVERY)
            try:
                await self.flush(redis)
            except Exception as cause:
                structlog.get_logger().warning("not_counted", error=type(cause).__name__)


async def read(redis: Redis) -> Mapping[str, int]:
    """Everything counted so far, by name. Raises redis.RedisError."""
    told = await redis.hgetall(keys.TALLY)
    return {str(name): int(number) for name, number in told.items()}
