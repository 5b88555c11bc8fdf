"""The inbox: an entry is stored with its deduplication mark in one step, and only then acknowledged to Slack."""

import time
from dataclasses import dataclass
from typing import Any, Literal, cast

from redis.asyncio import Redis

from bot.delivery import keys, scripts

KEPT_SEEN = 48 * 3600
"""Seconds an entry is remembered. Slack repeats an event for up to 24 hours (Events API, "Delayed Events")."""
KEPT = 30 * 24 * 3600
"""Seconds a conversation, and whatever waits in it, is kept after its last message."""

Stored = Literal["stored", "seen", "foreign", "limited"]


@dataclass(frozen=True, slots=True)
class Limit:
    """How many entries of a user and of a channel are stored a minute (0: any number), and the notice that is stored
    instead of the first that is one too many."""

    user: str
    channel: str
    of_user: int
    of_channel: int
    notice: str


@dataclass(frozen=True, slots=True)
class Once:
    """A name under which nothing more is stored for some seconds, whatever its own name: two clicks are one."""

    name: str
    seconds: int


_NONE = Limit("", "", 0, 0, "")
_ANY = Once("", 0)


class Inbox:
    """Stores what came in. Safe to use from any number of processes."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._store = redis.register_script(scripts.STORE)
        self._teams: dict[str, float] = {}

    async def store(
        self,
        team: str,
        conversation: str,
        name: str,
        entry: str,
        *,
        known_only: bool = False,
        limit: Limit = _NONE,
        once: Once = _ANY,
    ) -> Stored:
        """Store an entry (a text) of a conversation under a name that is its own within the team.

        known_only: only if the bot is in the conversation already; else nothing is kept and the answer is "foreign".
        Raises redis.RedisError when it could not be stored; the caller must not acknowledge then.
        """
        named = keys.Keys(team)
        await self._know(team)
        where = [named.seen(name), named.inbox(conversation), named.state(conversation), named.ready]
        where += [named.rate(limit.user), named.rate(limit.channel), named.once(once.name), named.person(limit.user)]
        where.append(named.places)
        told: list[str | int] = [entry, conversation, KEPT_SEEN, KEPT, int(known_only), keys.WAKE]
        told += [limit.of_user, limit.of_channel, limit.notice, once.seconds]
        return cast(Stored, await self._store(keys=where, args=told))

    async def _know(self, team: str) -> None:
        """Make the team known to the workers; again every minute, for a Redis may have lost what it knew."""
        now = time.monotonic()
        if now < self._teams.get(team, 0):
            return
        async with self._redis.pipeline(transaction=False) as both:
            both.sadd(keys.TEAMS, team)
            both.expire(keys.TEAMS, KEPT)
            await both.execute()
        self._teams[team] = now + 60

    async def depth(self) -> int:
        """How many conversations have something to do."""
        return sum([int(await self._redis.zcard(keys.Keys(team).ready)) for team in await self._known()])

    async def age(self) -> float:
        """Seconds for which the next conversation could have been taken but was not; 0 when all is in hand."""
        told: Any = await self._redis.time()
        now, oldest = told[0] * 1000 + told[1] / 1000, 0.0
        for team in await self._known():
            first: Any = await self._redis.zrange(keys.Keys(team).ready, 0, 0, withscores=True)
            oldest = max([oldest, *(now - float(due) for _, due in first)])
        return oldest / 1000

    async def _known(self) -> list[str]:
        return sorted(map(str, await self._redis.smembers(keys.TEAMS)))
