"""Settles what a conversation in hand has to do: has its entry answered, or its post carried to Slack.

The order never changes: answer, store the answer, post it, note that it landed. Whatever breaks in between, the next
worker sees from the outbox that an answer was stored, and looks whether it landed before posting it again.
"""

import contextlib
import time
from collections.abc import Awaitable, Callable

import structlog

from bot.delivery import post
from bot.delivery.post import Busy, Carrier, Landing, Post, Refused, Step, Uncertain
from bot.delivery.queue import LeaseLost, Queue, Taken
from bot.delivery.tally import Tally

Answer = Callable[[str, str, int], Awaitable[Step]]
"""An entry, the stored state (empty: none) and how often the entry was taken → what it leads to. May raise Busy."""
Alarm = Callable[[Post, str], Post | None]
"""A post and why Slack refused it → what tells the operators."""
Note = Callable[[str, Landing, str], str]
"""What a post is remembered as (`Post.lands`), where it landed, the state → the state that knows it."""

RETRY = 1.0
"""Seconds until a conversation is taken again after a failure; after failures to post, doubled up to MOST."""
MOST = 30.0
ALARM = 3600
"""Seconds in which the operators are told only once of the same fault in the same place."""

log = structlog.get_logger()


class Settling:
    """Settles conversations in hand, one call each."""

    def __init__(
        self,
        queue: Queue,
        answer: Answer,
        carrier: Carrier,
        alarm: Alarm,
        tally: Tally,
        note: Note = lambda lands, landing, state: state,
    ) -> None:
        self._queue = queue
        self._answer = answer
        self._carrier = carrier
        self._alarm = alarm
        self._tally = tally
        self._note = note

    async def settle(self, taken: Taken) -> None:
        """Answer or post. Raises LeaseLost, redis.RedisError, or whatever a fault of ours raises."""
        if taken.post:
            await self._deliver(taken, post.load(taken.post), taken.post, taken.state, fresh=taken.unsent)
        elif taken.entry:
            try:
                step = await self._answer(taken.entry, taken.state, taken.tries)
            except Busy as busy:
                await self._queue.defer(taken, busy.seconds)
                return
            text = post.dump(step.post)
            await self._queue.commit(taken, step, text)
            self._tally.count(f"entries:{'dead' if step.dead else 'answered' if step.post else 'left'}")
            if step.trouble:
                await self._queue.trouble(taken.team, step.trouble)
            if step.post is not None:
                await self._deliver(taken, step.post, text, step.state or taken.state, fresh=True)
        else:
            await self._queue.defer(taken, 0)

    async def _deliver(self, taken: Taken, first: Post, text: str, state: str, *, fresh: bool) -> None:
        """Post it and what follows it. text: the first post as it is stored. fresh: it was certainly not posted yet."""
        current: Post | None = first
        while current is not None:
            try:
                landing, refused = await self._carry(taken, current, fresh=fresh)
            except Busy as busy:
                self._tally.count("posts:busy")
                await self._queue.defer(taken, busy.seconds, unsent=fresh, pause=_is_at_home(taken, current))
                return
            except Uncertain as cause:
                self._tally.count("posts:uncertain")
                log.warning("uncertain", team=taken.team, conversation=taken.conversation, error=str(cause))
                await self._queue.defer(taken, RETRY, most=MOST)
                return
            if landing is None:
                following, dead = await self._instead(taken, current, refused)
                kept = leads = ""
            else:
                following, dead = current.then, ""
                kept, leads = self._kept(current, landing, state), _leads(current, landing)
            after = post.dump(following)
            await self._queue.confirm(taken, text, after, kept, dead, leads)
            self._count(current, dead)
            current, text, fresh, state = following, after, True, kept or state

    async def _carry(self, taken: Taken, current: Post, *, fresh: bool) -> tuple[Landing | None, str]:
        """Where the post landed; or None and why Slack will never take it."""
        try:
            landing = None if fresh else await self._carrier.landed(current)
            if landing is None:
                if not self._queue.holds(taken):
                    raise LeaseLost
                landing = await self._carrier.send(current)
        except Refused as cause:
            log.error("refused", team=taken.team, conversation=taken.conversation, error=str(cause), key=current.key)
            return None, str(cause)
        return landing, ""

    def _kept(self, current: Post, landing: Landing, state: str) -> str:
        """The state to store now that a post has landed; empty: as it was."""
        if not current.lands:
            return current.keeps
        return self._note(current.lands, landing, current.keeps or state)

    async def _instead(self, taken: Taken, refused: Post, error: str) -> tuple[Post | None, str]:
        """What is posted instead of a refused post, and why that one is given up, unless something stands in for it."""
        if channel := refused.args.get("channel"):
            await self._queue.trouble(taken.team, f"{channel}:{error}")
        if refused.otherwise is not None:
            return refused.otherwise, ""
        return await self._told(taken, refused, error), error

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


def _leads(landed: Post, landing: Landing) -> str:
    """The thread that belongs to the conversation from now on, empty for none."""
    return f"{landing.channel}:{landing.thread}" if landed.leads else ""


def _is_at_home(taken: Taken, post: Post) -> bool:
    """Whether a post goes to its conversation's own channel: Slack limits each channel by itself."""
    return post.args.get("channel") in (None, taken.conversation.partition(":")[0])
