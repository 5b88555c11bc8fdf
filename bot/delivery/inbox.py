"""The inbox: an entry is stored with its deduplication mark in one step, and only then acknowledged to Slack."""

from typing import Literal, cast

from redis.asyncio import Redis

from bot.delivery import keys, scripts

KEPT_SEEN = 48 * 3600
"""Seconds an entry is remembered. Slack repeats an event for up to 24 hours (Events API, "Delayed Events")."""
KEPT = 30 * 24 * 3600
"""Seconds a conversation, and whatever waits in it, is kept after its last message."""

Stored = Literal["stored", "seen", "foreign"]


class Inbox:
    """Stores what came in. Safe to use from any number of processes."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._store = redis.register_script(scripts.STORE)
        self._teams: set[str] = set()

    async def store(self, team: str, conversation: str, name: str, entry: str, *, known_only: bool = False) -> Stored:
        """Store an entry (a text) of a conversation under a name that is its own within the team.

        known_only: only if the bot is in the conversation already; else nothing is kept and the answer is "foreign".
        Raises redis.RedisError when it could not be stored; the caller must not acknowledge then.
        """
        named = keys.Keys(team)
        if team not in self._teams:
            await self._redis.sadd(keys.TEAMS, team)
            self._teams.add(team)
        where = [named.seen(name), named.inbox(conversation), named.state(conversation), named.ready]
        told: list[str | int] = [entry, conversation, KEPT_SEEN, KEPT, int(known_only), keys.WAKE]
        return cast(Stored, await self._store(keys=where, args=told))

    async def depth(self) -> int:
        """How many conversations have something to do."""
        teams = sorted(map(str, await self._redis.smembers(keys.TEAMS)))
        return sum([int(await self._redis.zcard(keys.Keys(team).ready)) for team in teams])
