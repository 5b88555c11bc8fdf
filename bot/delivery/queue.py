"""The queue: conversations that have something to do, taken one at a time under a lease.

A conversation is in one worker's hands at a time, so that its messages are answered in order. The lease ends by
itself when the worker dies; a token fences off a worker that comes back too late.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from redis.asyncio import Redis

from bot.delivery import keys, scripts, troubles
from bot.delivery.batch import Arg, Batch
from bot.delivery.inbox import KEPT
from bot.delivery.post import Step

LEASE = 6.0
"""Seconds a conversation is held without a sign of life. Longer than a call to Slack may take (see slack/client.py)."""


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


@dataclass(frozen=True, slots=True)
class Found:
    """What could be taken, and the seconds until one more conversation is due (None: nothing else is waiting)."""

    taken: tuple[Taken, ...]
    wait: float | None


class Queue:
    """Takes conversations and gives them back. Safe to use from any number of processes."""

    def __init__(self, redis: Redis, lease: float = LEASE, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = redis
        self._lease = int(lease * 1000)
        self._clock = clock
        self._batch = Batch(redis)
        self._until: dict[tuple[str, str], float] = {}

    @property
    def lease(self) -> float:
        """Seconds a lease lasts."""
        return self._lease / 1000

    async def teams(self) -> list[str]:
        """The teams that have ever stored something."""
        return sorted(map(str, await self._redis.smembers(keys.TEAMS)))

    async def take(self, team: str, most: int = 1) -> Found:
        """So many conversations of the team at the most, those first that have waited longest."""
        named, began = keys.Keys(team), self._clock()
        told: list[Arg] = [self._lease, named.prefix, KEPT, most]
        wait, *found = await self._batch.run(scripts.TAKE, [named.ready, named.fence], told)
        taken = []
        for conversation, token, tries, entry, post, state, unsent in found:
            self._until[team, token] = began + self.lease
            taken.append(Taken(team, conversation, token, int(tries), entry, post, state, bool(unsent)))
        return Found(tuple(taken), None if wait < 0 else wait / 1000)

    def holds(self, taken: Taken) -> bool:
        """Whether the lease is certainly still ours, by our own clock: asked right before each call to Slack."""
        return self.left(taken) > 0

    def left(self, taken: Taken) -> float:
        """Seconds for which the lease is certainly still ours, by our own clock."""
        return self._until.get((taken.team, taken.token), 0) - self._clock()

    def forget(self, taken: Taken) -> None:
        """Nothing more will be asked of this lease."""
        self._until.pop((taken.team, taken.token), None)

    async def extend(self, taken: Taken) -> None:
        """Hold the conversation longer. Raises LeaseLost."""
        named, began = keys.Keys(taken.team), self._clock()
        where = [named.lease(taken.conversation), named.ready]
        await self._fenced(scripts.EXTEND, where, [taken.token, taken.conversation, self._lease])
        self._until[taken.team, taken.token] = began + self.lease

    async def commit(self, taken: Taken, step: Step, post: str) -> None:
        """The entry is answered: store what the step says and its post (as text), all or nothing. Raises LeaseLost.

        Without a post the conversation is given back. What is given up becomes a dead letter.
        """
        named, conversation = keys.Keys(taken.team), taken.conversation
        where = [named.lease(conversation), named.inbox(conversation), named.outbox(conversation)]
        where += [named.state(conversation), named.tries(conversation), named.ready, named.dead]
        where += [named.due, named.waiting, named.led(conversation), named.figures(step.day), named.unclear]
        told: list[Arg] = [taken.token, taken.entry, step.state, post, KEPT, conversation, keys.WAKE, step.dead]
        told += ["", ""] if step.times is None else [int(step.times.due * 1000), int(step.times.waits * 1000)]
        told += [named.prefix, step.counts, int(step.unclear)]
        await self._fenced(scripts.COMMIT, where, told)

    async def confirm(
        self, taken: Taken, post: str, following: str, state: str, dead: str = "", leads: str = ""
    ) -> None:
        """A post is settled: store the state (empty: as it was) and what is posted next (empty: nothing, and the
        conversation is given back). dead: why the post is given up; it becomes a dead letter. leads: the thread
        ("channel:ts") that belongs to the conversation from now on. Raises LeaseLost."""
        named, conversation = keys.Keys(taken.team), taken.conversation
        where = [named.lease(conversation), named.inbox(conversation), named.outbox(conversation)]
        where += [named.state(conversation), named.ready, named.tries(conversation), named.dead]
        where += [named.leads(leads), named.led(conversation)]
        told: list[Arg] = [taken.token, post, following, state, KEPT, conversation, keys.WAKE, dead, leads]
        await self._fenced(scripts.CONFIRM, where, told)

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
        told: list[Arg] = [
            taken.token,
            conversation,
            wait,
            int(unsent),
            wait if pause else 0,
            keys.WAKE,
            KEPT,
            int(most * 1000),
        ]
        await self._fenced(scripts.DEFER, where, told)

    async def first(self, team: str, what: str, post: str, seconds: int) -> bool:
        """Whether a post is the first within so many seconds to tell of something; true again for the same post."""
        key = keys.Keys(team).alarm(what)
        if await self._redis.set(key, post, nx=True, ex=seconds):
            return True
        return bool(await self._redis.get(key) == post)

    async def trouble(self, team: str, what: str) -> None:
        """Remember what the operators must mend."""
        await troubles.note(self._redis, team, what, time.time())

    async def _fenced(self, script: str, where: list[str], told: list[Arg]) -> None:
        if not await self._batch.run(script, where, told):
            raise LeaseLost
