"""The queue: conversations that have something to do, taken one at a time under a lease.

A conversation is in one worker's hands at a time, so that its messages are answered in order. The lease ends by
itself when the worker dies; a token fences off a worker that comes back too late.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, cast

from redis.asyncio import Redis

from bot.delivery import keys, scripts
from bot.delivery.inbox import KEPT

LEASE = 6.0
"""Seconds a conversation is held without a sign of life. Longer than a call to Slack may take (see slack/client.py)."""


Told = list[str | int]


class LeaseLost(Exception):
    """Another worker has the conversation, or the entry was settled before: stop and change nothing."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A conversation in hand. `entry` is the first of the inbox, `post` the first of the outbox (empty: none).

    tries: how often the entry has been taken, this time included. unsent: `post` has certainly not been posted before.
    """

    team: str
    conversation: str
    token: str
    tries: int
    entry: str
    post: str
    state: str
    unsent: bool


class Queue:
    """Takes conversations and gives them back. Safe to use from any number of processes."""

    def __init__(self, redis: Redis, lease: float = LEASE, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = redis
        self._lease = int(lease * 1000)
        self._clock = clock
        self._take = redis.register_script(scripts.TAKE)
        self._commit = redis.register_script(scripts.COMMIT)
        self._confirm = redis.register_script(scripts.CONFIRM)
        self._defer = redis.register_script(scripts.DEFER)
        self._extend = redis.register_script(scripts.EXTEND)
        self._until: dict[str, float] = {}

    @property
    def lease(self) -> float:
        """Seconds a lease lasts."""
        return self._lease / 1000

    async def teams(self) -> list[str]:
        """The teams that have ever stored something."""
        return sorted(map(str, await self._redis.smembers(keys.TEAMS)))

    async def take(self, team: str) -> Taken | float | None:
        """A conversation of the team; or the seconds until one is due; or None."""
        named = keys.Keys(team)
        began = self._clock()
        found = await self._take(keys=[named.ready, named.fence], args=[self._lease, named.prefix, KEPT])
        if len(found) < 2:
            return float(found[0]) / 1000 if found else None
        conversation, token, tries, entry, post, state, unsent = found
        self._until[token] = began + self.lease
        return Taken(team, conversation, token, int(tries), entry, post, state, bool(unsent))

    def holds(self, taken: Taken) -> bool:
        """Whether the lease is certainly still ours, by our own clock: asked right before each call to Slack."""
        return self._clock() < self._until.get(taken.token, 0)

    def forget(self, taken: Taken) -> None:
        """Nothing more will be asked of this lease."""
        self._until.pop(taken.token, None)

    async def extend(self, taken: Taken) -> None:
        """Hold the conversation longer. Raises LeaseLost."""
        named, began = keys.Keys(taken.team), self._clock()
        where = [named.lease(taken.conversation), named.ready]
        await self._fenced(self._extend(keys=where, args=[taken.token, taken.conversation, self._lease]))
        self._until[taken.token] = began + self.lease

    async def commit(self, taken: Taken, state: str, post: str, dead: str = "") -> None:
        """The entry is answered: store the state (empty: as it was) and the post, both or neither. Raises LeaseLost.

        Without a post the conversation is given back. dead: why the entry is given up; it becomes a dead letter.
        """
        named, conversation = keys.Keys(taken.team), taken.conversation
        where = [named.lease(conversation), named.inbox(conversation), named.outbox(conversation)]
        where += [named.state(conversation), named.tries(conversation), named.ready, named.dead]
        told: Told = [taken.token, taken.entry, state, post, KEPT, conversation, keys.WAKE, dead]
        await self._fenced(self._commit(keys=where, args=told))

    async def confirm(self, taken: Taken, post: str, following: str, state: str, dead: str = "") -> None:
        """A post is settled: store the state (empty: as it was) and what is posted next (empty: nothing, and the
        conversation is given back). dead: why the post is given up; it becomes a dead letter. Raises LeaseLost."""
        named, conversation = keys.Keys(taken.team), taken.conversation
        where = [named.lease(conversation), named.inbox(conversation), named.outbox(conversation)]
        where += [named.state(conversation), named.ready, named.tries(conversation), named.dead]
        told: Told = [taken.token, post, following, state, KEPT, conversation, keys.WAKE, dead]
        await self._fenced(self._confirm(keys=where, args=told))

    async def defer(
        self, taken: Taken, delay: float, *, unsent: bool = False, pause: bool = False, most: float = 0
    ) -> None:
        """Give the conversation back, to be taken again after `delay` seconds. Raises LeaseLost.

        unsent: the first of the outbox has certainly not been posted. pause: its whole channel waits as long.
        most: it is a failure to post; the delay doubles with every one in a row, up to so many seconds.
        """
        named, conversation, wait = keys.Keys(taken.team), taken.conversation, int(delay * 1000)
        channel = conversation.partition(":")[0]
        where = [named.lease(conversation), named.inbox(conversation), named.outbox(conversation), named.ready]
        where += [named.unsent(conversation), named.pause(channel), named.tries(conversation)]
        told: Told = [
            taken.token,
            conversation,
            wait,
            int(unsent),
            wait if pause else 0,
            keys.WAKE,
            KEPT,
            int(most * 1000),
        ]
        await self._fenced(self._defer(keys=where, args=told))

    async def first(self, team: str, what: str, post: str, seconds: int) -> bool:
        """Whether a post is the first within so many seconds to tell of something; true again for the same post."""
        key = keys.Keys(team).alarm(what)
        if await self._redis.set(key, post, nx=True, ex=seconds):
            return True
        return bool(await self._redis.get(key) == post)

    async def _fenced(self, call: Awaitable[Any]) -> None:
        if not cast(int, await call):
            raise LeaseLost
