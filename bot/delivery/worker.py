"""The worker: takes conversations from the queue, has each entry answered, and carries the posts to Slack.

The order never changes: answer, store the answer, post it, note that it landed. Whatever breaks in between, the next
worker sees from the outbox that an answer was stored, and looks whether it landed before posting it again.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.delivery import keys, post
from bot.delivery.post import Busy, Carrier, Post, Refused, Step, Uncertain
from bot.delivery.queue import LeaseLost, Queue, Taken

Answer = Callable[[str, str, int], Awaitable[Step]]
"""An entry, the stored state (empty: none) and how often the entry was taken → what it leads to."""

HANDS = 64
"""Conversations one worker has in hand at a time; nearly all of them wait for Slack."""
PATIENCE = 0.5
"""Seconds after which a worker looks for itself, should it not hear of something stored."""
RETRY = 1.0
"""Seconds until a conversation is taken again after a failure."""

log = structlog.get_logger()


class Worker:
    """Answers what the inbox holds until it is told to stop."""

    def __init__(self, redis: Redis, queue: Queue, answer: Answer, carrier: Carrier, hands: int = HANDS) -> None:
        self._redis = redis
        self._queue = queue
        self._answer = answer
        self._carrier = carrier
        self._hands = asyncio.Semaphore(hands)
        self._tasks: set[asyncio.Task[None]] = set()
        self._woken = asyncio.Event()
        self._teams: list[str] = []
        self._stopping = False

    def stop(self) -> None:
        """Take nothing more; `run` returns when what is in hand is finished."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Work until stopped, through any outage of Redis."""
        listening = asyncio.create_task(self._listen())
        try:
            while not self._stopping:
                await self._turn()
            await asyncio.gather(*self._tasks, return_exceptions=True)
        finally:
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listening

    async def _turn(self) -> None:
        await self._hands.acquire()
        self._woken.clear()
        try:
            found = await self._take()
        except (RedisError, OSError) as cause:
            self._hands.release()
            log.warning("redis_away", error=type(cause).__name__)
            await self._wait(PATIENCE)
            return
        if isinstance(found, Taken) and not self._stopping:
            self._start(found)
        else:
            self._hands.release()
            await self._wait(found if isinstance(found, float) else PATIENCE)

    async def _take(self) -> Taken | float | None:
        found = await self._take_of_known()
        if isinstance(found, Taken):
            return found
        teams = await self._queue.teams()
        if teams == sorted(self._teams):
            return found
        self._teams = teams
        return await self._take_of_known()

    async def _take_of_known(self) -> Taken | float | None:
        """Something of any team, each time another one first, so that a busy team does not hold up a quiet one."""
        self._teams = self._teams[1:] + self._teams[:1]
        soonest: float | None = None
        for team in self._teams:
            found = await self._queue.take(team)
            if isinstance(found, Taken):
                return found
            soonest = min(filter(None, (soonest, found)), default=None)
        return soonest

    def _start(self, taken: Taken) -> None:
        task = asyncio.create_task(self._handle(taken))
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._hands.release()
        self._woken.set()  # It may have given its conversation back, to be taken sooner than we would look.

    async def _wait(self, seconds: float) -> None:
        if self._stopping:
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), min(seconds, PATIENCE))

    async def _listen(self) -> None:
        while True:
            try:
                async with self._redis.pubsub() as heard:
                    await heard.subscribe(keys.WAKE)
                    async for _ in heard.listen():
                        self._woken.set()
            except (RedisError, OSError):
                await asyncio.sleep(PATIENCE)

    async def _handle(self, taken: Taken) -> None:
        holding = asyncio.create_task(self._hold(taken))
        noted = log.bind(team=taken.team, conversation=taken.conversation)
        try:
            await self._settle(taken)
        except LeaseLost:
            noted.warning("lease_lost")
        except (RedisError, OSError) as cause:
            noted.warning("redis_away", error=type(cause).__name__)
        except Exception as cause:
            # A fault of ours: the entry is taken again, and given up after a few times (see `Answer`).
            noted.error("failed", error=type(cause).__name__, tries=taken.tries, where=_place(cause))
            await self._defer(taken, RETRY)
        finally:
            holding.cancel()
            self._queue.forget(taken)

    async def _hold(self, taken: Taken) -> None:
        with contextlib.suppress(LeaseLost):
            while True:
                await asyncio.sleep(self._queue.lease / 3)
                with contextlib.suppress(RedisError, OSError):
                    await self._queue.extend(taken)

    async def _settle(self, taken: Taken) -> None:
        if taken.post:
            await self._deliver(taken, post.load(taken.post), taken.post, fresh=taken.unsent)
        elif taken.entry:
            step = await self._answer(taken.entry, taken.state, taken.tries)
            text = post.dump(step.post)
            await self._queue.commit(taken, step.state, text)
            if step.post is not None:
                await self._deliver(taken, step.post, text, fresh=True)
        else:
            await self._queue.defer(taken, 0)

    async def _deliver(self, taken: Taken, first: Post, text: str, *, fresh: bool) -> None:
        current: Post | None = first
        while current is not None:
            try:
                following, state = await self._carry(taken, current, fresh=fresh)
            except Busy as busy:
                await self._queue.defer(taken, busy.seconds, unsent=fresh, pause=True)
                return
            except Uncertain as cause:
                log.warning("uncertain", team=taken.team, conversation=taken.conversation, error=str(cause))
                await self._queue.defer(taken, RETRY)
                return
            after = post.dump(following)
            await self._queue.confirm(taken, text, after, state)
            current, text, fresh = following, after, True

    async def _carry(self, taken: Taken, current: Post, *, fresh: bool) -> tuple[Post | None, str]:
        """What follows the post, and the state to store."""
        try:
            if fresh or not await self._carrier.landed(current):
                if not self._queue.holds(taken):
                    raise LeaseLost
                await self._carrier.send(current)
        except Refused as cause:
            log.error("refused", team=taken.team, conversation=taken.conversation, error=str(cause), key=current.key)
            return current.otherwise, ""
        return current.then, current.keeps

    async def _defer(self, taken: Taken, delay: float) -> None:
        with contextlib.suppress(LeaseLost, RedisError, OSError):
            await self._queue.defer(taken, delay)


def _place(cause: BaseException) -> str:
    """Where an exception was raised, as file:line. Its text may hold what a person typed, so it is not logged."""
    trace = cause.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else ""
