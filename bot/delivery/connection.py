"""Connections to Redis: the one that is set, or the embedded one, kept running meanwhile."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from bot.delivery.embedded import Embedded, NoServer

WATCH = 0.5
"""Seconds between two looks at the embedded server."""


def connect(url: str) -> Redis:
    """A client of the Redis at an address. A command is repeated once at most: all our scripts may be."""
    return Redis.from_url(
        url,
        decode_responses=True,
        max_connections=200,
        socket_connect_timeout=2,
        socket_timeout=5,
        retry=Retry(NoBackoff(), 1),
    )


@contextlib.asynccontextmanager
async def opened(url: str | None, folder: Path) -> AsyncIterator[Redis]:
    """A client of the Redis at an address; without one, of the embedded server whose data is in the folder.

    Raises embedded.NoServer when that cannot be had.
    """
    if url is not None:
        try:
            made = connect(url)
        except ValueError as cause:
            raise NoServer(f"REDIS_URL is wrong: {cause}.") from None
        async with made as redis:
            yield redis
        return
    embedded = Embedded(folder)
    try:
        where = await asyncio.to_thread(embedded.start)
        keeping = asyncio.create_task(_keep(embedded))
        async with connect(where) as redis:
            yield redis
        keeping.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await keeping
    finally:
        embedded.stop()


async def _keep(embedded: Embedded) -> None:
    """Start the server again whenever the process that had it is gone."""
    while True:
        await asyncio.sleep(WATCH)
        try:
            await asyncio.to_thread(embedded.start)
        except (NoServer, OSError) as cause:
            structlog.get_logger().error("embedded_redis_gone", error=type(cause).__name__)
