"""Settles what a conversation in hand has to do: has its entry answered, or its post carried to Slack.

The order never changes: answer, store the answer, post it, note that it landed. Whatever breaks in between, the next
worker sees from the outbox that an answer was stored, and looks whether it landed before posting it again.
"""

import contextlib
import time
from collections.abc import Awaitable, Callable

import structlog

from bot.delivery import post
from bot.delivery.post import Busy, Carrier, Post, Refused, Step, Uncertain
from bot.delivery.queue import LeaseLost, Queue, Taken
from bot.delivery.tally import Tally

Answer = Callable[[str, str, int], Awaitable[Step]]
"""An entry, the stored state (empty: none) and how often the entry was taken → what it leads to."""
Alarm = Callable[[Post, str], Post | None]
"""A post and why Slack refused it → what tells the operators."""

RETRY = 1.0
"""Seconds until a conversation is taken again after a failure; after failures to post, doubled up to MOST."""
MOST = 30.0
ALARM = 3600
"""Seconds in which the operators are told only once of the same fault in the same place."""

log = structlog.get_logger()


class Settling:
    """Settles conversations in hand, one call each."""

    def __init__(self, queue: Queue, answer: Answer, carrier: Carrier, alarm: Alarm, tally: Tally) -> None:
        self._queue = queue
        self._answer = answer
        self._carrier = carrier
        self._alarm = alarm
        self._tally = tally

    async def settle(self, taken: Taken) -> None:
        """Answer or post. Raises LeaseLost, redis.RedisError, or whatever a fault of ours raises."""
        if taken.post:
            await self._deliver(taken, post.load(taken.post), taken.post, fresh=taken.unsent)
        elif taken.entry:
            step = await self._answer(taken.entry, taken.state, taken.tries)
            text = post.dump(step.post)
            await self._queue.commit(taken, step.state, text, step.dead)
            self._tally.count(f"entries:{'dead' if step.dead else 'answered' if step.post else 'left'}")
            if step.post is not None:
                await self._deliver(taken, step.post, text, fresh=True)
        else:
            await self._queue.defer(taken, 0)

    async def _deliver(self, taken: Taken, first: Post, text: str, *, fresh: bool) -> None:
        current: Post | None = first
        while current is not None:
            try:
                following, state, refused = await self._carry(taken, current, fresh=fresh)
            except Busy as busy:
                self._tally.count("posts:busy")
                await self._queue.defer(taken, busy.seconds, unsent=fresh, pause=True)
                return
            except Uncertain as cause:
                self._tally.count("posts:uncertain")
                log.warning("uncertain", team=taken.team, conversation=taken.conversation, error=str(cause))
                await self._queue.defer(taken, RETRY, most=MOST)
                return
            after = post.dump(following)
            await self._queue.confirm(taken, text, after, state, refused)
            self._count(current, refused)
            current, text, fresh = following, after, True

    async def _carry(self, taken: Taken, current: Post, *, fresh: bool) -> tuple[Post | None, str, str]:
        """What follows the post, the state to store, and why it is given up (empty: it landed)."""
        try:
            if fresh or not await self._carrier.landed(current):
                if not self._queue.holds(taken):
                    raise LeaseLost
                await self._carrier.send(current)
        except Refused as cause:
            log.error("refused", team=taken.team, conversation=taken.conversation, error=str(cause), key=current.key)
            if current.otherwise is not None:
                return current.otherwise, "", ""
            return await self._told(taken, current, str(cause)), "", str(cause)
        return current.then, current.keeps, ""

    async def _told(self, taken: Taken, refused: Post, error: str) -> Post | None:
        """What tells the operators of a refused post, if nothing did so lately."""
        alarm = self._alarm(refused, error)
        channel = taken.conversation.partition(":")[0]
        if alarm and await self._queue.first(taken.team, f"{channel}:{error}", alarm.key, ALARM):
            return alarm
        return None

    def _count(self, settled: Post, refused: str) -> None:
        self._tally.count("posts:refused" if refused else "posts:landed")
        if settled.since and not refused:
            with contextlib.suppress(ValueError):
                self._tally.observe("answer", max(0.0, time.time() - float(settled.since)))
