"""The worker: takes conversations from the queue, many at a time, and has each settled under its lease."""

import asyncio
import contextlib
from typing import Protocol

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.delivery import keys, settling
from bot.delivery.ending import end
from bot.delivery.queue import LeaseLost, Queue, Taken

HANDS = 128
"""Conversations one worker has in hand at a time; nearly all of them wait for Slack."""
GRASP = 16
"""Conversations taken at once, so that what waits is shared among the workers."""
PATIENCE = 0.5
"""Seconds after which a worker looks for itself, should it not hear of something stored."""

log = structlog.get_logger()


class Settles(Protocol):
    """Whoever settles conversations in hand, as `settling.Settling` does."""

    async def settle(self, taken: Taken) -> None:
        """Answer or post."""
        ...


class Worker:
    """Answers what the inbox holds until it is told to stop."""

    def __init__(self, redis: Redis, queue: Queue, settled: Settles, hands: int = HANDS) -> None:
        self._redis = redis
        self._queue = queue
        self._settling = settled
        self._hands = hands
        self._tasks: dict[asyncio.Task[None], Taken] = {}
        self._woken = asyncio.Event()
        self._freed = asyncio.Event()
        self._teams: list[str] = []
        self._looked = 0.0
        self._stopping = False

    def stop(self) -> None:
        """Take nothing more; `run` returns when what is in hand is finished."""
        self._stopping = True
        self._woken.set()
        self._freed.set()

    async def run(self) -> None:
        """Work until stopped, through any outage of Redis."""
        alongside = [asyncio.create_task(self._listen()), asyncio.create_task(self._hold())]
        try:
            while not self._stopping:
                await self._turn()
            log.info("finishing", conversations=len(self._tasks))
            await asyncio.gather(*self._tasks, return_exceptions=True)
        finally:
            await end(*alongside)

    async def _turn(self) -> None:
        while len(self._tasks) >= self._hands and not self._stopping:
            self._freed.clear()
            await self._freed.wait()
        if self._stopping:
            return
        self._woken.clear()
        try:
            wait = await self._take(min(GRASP, self._hands - len(self._tasks)))
        except (RedisError, OSError) as cause:
            log.warning("redis_away", error=type(cause).__name__)
            wait = PATIENCE
        if wait and not self._stopping:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), wait)

    async def _take(self, most: int) -> float:
        """Begin with so many conversations at the most; the seconds until there may be more.

        Each time another team comes first, so that a busy one does not hold up a quiet one.
        """
        await self._know()
        self._teams = self._teams[1:] + self._teams[:1]
        soonest = PATIENCE
        for team in self._teams:
            found = await self._queue.take(team, most)
            for taken in found.taken:
                self._start(taken)
            most -= len(found.taken)
            if not most:
                return 0
            soonest = min(soonest, PATIENCE if found.wait is None else found.wait)
        return soonest

    async def _know(self) -> None:
        """Learn now and then which teams there are."""
        now = asyncio.get_running_loop().time()
        if now - self._looked >= PATIENCE or not self._teams:
            self._teams = await self._queue.teams()
            self._looked = now

    def _start(self, taken: Taken) -> None:
        task = asyncio.create_task(self._handle(taken))
        self._tasks[task] = taken
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._queue.forget(self._tasks.pop(task))
        self._freed.set()

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
        which = {"team": taken.team, "conversation": taken.conversation}
        try:
            await self._settling.settle(taken)
        except LeaseLost:
            log.warning("lease_lost", **which)
        except (RedisError, OSError) as cause:
            log.warning("redis_away", error=type(cause).__name__, **which)
        except Exception as cause:
            # A fault of ours: the entry is taken again, and given up after a few times (see `settling.Answer`).
            log.error("failed", error=type(cause).__name__, tries=taken.tries, where=_place(cause), **which)
            await self._defer(taken, settling.RETRY)

    async def _hold(self) -> None:
        """Hold on to whatever takes long: two thirds of a lease are left at any time, and no call takes longer."""
        while True:
            await asyncio.sleep(self._queue.lease / 12)
            long = [taken for taken in self._tasks.values() if self._queue.left(taken) < self._queue.lease * 3 / 4]
            for ended in await asyncio.gather(*map(self._queue.extend, long), return_exceptions=True):
                if isinstance(ended, Exception) and not isinstance(ended, (LeaseLost, RedisError, OSError)):
                    log.error("failed", error=type(ended).__name__, where=_place(ended))

    async def _defer(self, taken: Taken, delay: float) -> None:
        with contextlib.suppress(LeaseLost, RedisError, OSError):
            await self._queue.defer(taken, delay)


def _place(cause: BaseException) -> str:
    """Where an exception was raised, as file:line. Its text may hold what a person typed, so it is not logged."""
    trace = cause.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else ""
