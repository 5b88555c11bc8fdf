"""What is kept of the workspaces that have installed the bot: one sealed text each, and installs that have begun.

Nothing here knows what a text says: whoever puts it in has encrypted it.
"""

import time
from typing import Any, cast

from redis.asyncio import Redis
from redis.asyncio.lock import Lock

from bot.delivery import inbox, keys, scripts

KEPT = 400 * 24 * 3600
"""Seconds for which a workspace's text is kept after it was last used."""
HELD = 15.0
"""Seconds after which somebody else may do what one process has begun: longer than a call to Slack may take."""
_USED = 24 * 3600
"""Seconds until a text that is in use is kept longer again."""


class Installs:
    """Keeps the texts in one Redis. All methods raise redis.RedisError."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._swap = redis.register_script(scripts.SWAP)
        self._used: dict[str, float] = {}

    async def teams(self) -> list[str]:
        """The teams that have a text, or had one until lately."""
        return sorted(map(str, await self._redis.smembers(keys.INSTALLED)))

    async def text(self, team: str) -> str:
        """The text of a team, empty if there is none."""
        return str(await self._redis.get(keys.Keys(team).installation) or "")

    async def use(self, team: str) -> None:
        """Keep the text of a team for as long as if it had been put there now."""
        if time.monotonic() < self._used.get(team, 0):
            return
        async with self._redis.pipeline(transaction=False) as all_of_it:
            all_of_it.expire(keys.Keys(team).installation, KEPT)
            all_of_it.sadd(keys.INSTALLED, team)
            all_of_it.expire(keys.INSTALLED, KEPT)
            await all_of_it.execute()
        self._used[team] = time.monotonic() + _USED

    async def put(self, team: str, text: str) -> None:
        """Keep a text in the place of any other; the team is known to the workers again, should it have been erased."""
        async with self._redis.pipeline(transaction=False) as all_of_it:
            all_of_it.set(keys.Keys(team).installation, text, ex=KEPT)
            all_of_it.sadd(keys.INSTALLED, team)
            all_of_it.expire(keys.INSTALLED, KEPT)
            all_of_it.sadd(keys.TEAMS, team)
            all_of_it.expire(keys.TEAMS, inbox.KEPT)
            await all_of_it.execute()

    async def swap(self, team: str, old: str, new: str) -> bool:
        """Keep a text in the place of another one, if that is still there, and no longer than that; also true if that
        has been done before."""
        return bool(await self._swap(keys=[keys.Keys(team).installation], args=[old, new]))

    async def drop(self, team: str) -> bool:
        """Keep nothing of a team here any more; whether there was anything."""
        found = await self._redis.delete(keys.Keys(team).installation)
        await self.forget(team)
        return bool(found)

    async def forget(self, team: str) -> None:
        """Leave out a team that has no text any more."""
        await self._redis.srem(keys.INSTALLED, team)

    def alone(self, team: str, patience: float) -> Lock:
        """To be entered by one process at a time. patience: seconds to wait for others; then LockError is raised."""
        redis: Any = self._redis
        name = keys.Keys(team).renewing
        return cast(Lock, redis.lock(name, timeout=HELD, blocking_timeout=patience, blocking=patience > 0))

    async def begin(self, name: str, seconds: int) -> None:
        """Remember for a while that an install has begun under a name."""
        await self._redis.set(keys.begun(name), "1", ex=seconds)

    async def end(self, name: str) -> bool:
        """Whether an install has begun under a name: true once, never again."""
        return await self._redis.getdel(keys.begun(name)) is not None
