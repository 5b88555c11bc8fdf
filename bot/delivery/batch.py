"""Scripts that are called at the same time go to Redis together, and share one write to its disk.

A server that writes its append-only file through (`appendfsync always`) does so once for everything that it has read
together, and answers only then; what is asked meanwhile waits here, and not in the server's socket, so it costs nobody
anything. Each script stands by itself: that of one fails without the others.
"""

import asyncio
import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from redis.asyncio import Redis
from redis.asyncio.cluster import RedisCluster
from redis.exceptions import NoScriptError

Arg = str | int


@dataclass(frozen=True, slots=True)
class _Call:
    script: str
    rest: tuple[Arg, ...]
    """The number of keys, the keys, the arguments."""
    answer: "asyncio.Future[Any]"


class Batch:
    """Runs scripts on one Redis. To be used in one event loop."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._apart = isinstance(redis, RedisCluster)  # its keys, and so the scripts, live on several nodes
        self._waiting: list[_Call] = []
        self._sending: asyncio.Task[None] | None = None

    async def run(self, script: str, keys: list[str], args: list[Arg]) -> Any:
        """What a script answers. It may run twice, should an answer be lost. Raises redis.RedisError and OSError."""
        call = _Call(script, (len(keys), *keys, *args), asyncio.get_running_loop().create_future())
        if self._apart:
            return await self._alone(call)
        self._waiting.append(call)
        if self._sending is None:
            self._sending = asyncio.create_task(self._send())
        return await call.answer

    async def _send(self) -> None:
        """Send what waits, and what has come to wait meanwhile, until nothing does."""
        sent: list[_Call] = []
        try:
            while self._waiting:
                sent, self._waiting = self._waiting, []
                try:
                    await self._together(sent)
                except Exception as cause:
                    _fail(sent, cause)
        finally:
            self._sending = None
            for call in (*sent, *self._waiting):
                call.answer.cancel()  # Nothing, unless this was cancelled itself.

    async def _together(self, calls: list[_Call]) -> None:
        pipe = self._redis.pipeline(transaction=False)
        for call in calls:
            pipe.execute_command("EVALSHA", _sha(call.script), *call.rest)
        unknown = []
        for call, answer in zip(calls, await pipe.execute(raise_on_error=False), strict=True):
            if isinstance(answer, NoScriptError):
                unknown.append(call)
            elif isinstance(answer, Exception):
                _fail([call], answer)
            else:
                _tell(call, answer)
        if unknown:
            # One tells the server its script; then the others, which are likely to want the same, go together again.
            self._waiting = unknown[1:] + self._waiting
            try:
                _tell(unknown[0], await self._whole(unknown[0]))
            except Exception as cause:
                _fail(unknown[:1], cause)

    async def _alone(self, call: _Call) -> Any:
        try:
            return await cast(Any, self._redis).evalsha(_sha(call.script), *call.rest)
        except NoScriptError:
            return await self._whole(call)

    async def _whole(self, call: _Call) -> Any:
        return await cast(Any, self._redis).eval(call.script, *call.rest)


def _tell(call: _Call, answer: Any) -> None:
    if not call.answer.done():  # whoever asked may have gone
        call.answer.set_result(answer)


def _fail(calls: list[_Call], cause: Exception) -> None:
    for call in calls:
        if not call.answer.done():
            call.answer.set_exception(cause)


@cache
def _sha(script: str) -> str:
    return hashlib.sha1(script.encode(), usedforsecurity=False).hexdigest()
