"""The worker: takes conversations from the queue, many at a time, and has each settled under its lease."""

import asyncio
import contextlib
from typing import Protocol

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.delivery import keys, settling
from bot.delivery.queue import LeaseLost, Queue, Taken

HANDS = 64
"""Conversations one worker has in hand at a time; nearly all of them wait for Slack."""
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
        elif isinstance(found, Taken):
            await self._defer(found, 0)
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
            await self._settling.settle(taken)
        except LeaseLost:
            noted.warning("lease_lost")
        except (RedisError, OSError) as cause:
            noted.warning("redis_away", error=type(cause).__name__)
        except Exception as cause:
            # A fault of ours: the entry is taken again, and given up after a few times (see `settling.Answer`).
            noted.error("failed", error=type(cause).__name__, tries=taken.tries, where=_place(cause))
            await self._defer(taken, settling.RETRY)
        finally:
            holding.cancel()
            self._queue.forget(taken)

    async def _hold(self, taken: Taken) -> None:
        with contextlib.suppress(LeaseLost):
            while True:
                await asyncio.sleep(self._queue.lease / 3)
                with contextlib.suppress(RedisError, OSError):
                    await self._queue.extend(taken)

    async def _defer(self, taken: Taken, delay: float) -> None:
        with contextlib.suppress(LeaseLost, RedisError, OSError):
            await self._queue.defer(taken, delay)


def _place(cause: BaseException) -> str:
    """Where an exception was raised, as file:line. Its text may hold what a person typed, so it is not logged."""
    trace = cause.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else ""
