"""The inbox: an entry is stored with its deduplication mark in one step, and only then acknowledged to Slack."""

from dataclasses import dataclass
from typing import Literal, cast

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


_NONE = Limit("", "", 0, 0, "")


class Inbox:
    """Stores what came in. Safe to use from any number of processes."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._store = redis.register_script(scripts.STORE)
        self._teams: set[str] = set()

    async def store(
        self, team: str, conversation: str, name: str, entry: str, *, known_only: bool = False, limit: Limit = _NONE
    ) -> Stored:
        """Store an entry (a text) of a conversation under a name that is its own within the team.

        known_only: only if the bot is in the conversation already; else nothing is kept and the answer is "foreign".
        Raises redis.RedisError when it could not be stored; the caller must not acknowledge then.
        """
        named = keys.Keys(team)
        if team not in self._teams:
            await self._redis.sadd(keys.TEAMS, team)
            self._teams.add(team)
        where = [named.seen(name), named.inbox(conversation), named.state(conversation), named.ready]
        where += [named.rate(limit.user), named.rate(limit.channel)]
        told: list[str | int] = [entry, conversation, KEPT_SEEN, KEPT, int(known_only), keys.WAKE]
        told += [limit.of_user, limit.of_channel, limit.notice]
        return cast(Stored, await self._store(keys=where, args=told))

    async def depth(self) -> int:
        """How many conversations have something to do."""
        teams = sorted(map(str, await self._redis.smembers(keys.TEAMS)))
        return sum([int(await self._redis.zcard(keys.Keys(team).ready)) for team in teams])
