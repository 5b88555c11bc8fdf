"""Connections to Redis: the one that is set, or the embedded one, kept running meanwhile."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote

import structlog
from redis.asyncio import Redis
from redis.asyncio.cluster import RedisCluster
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import Sentinel
from redis.backoff import NoBackoff

from bot.delivery.embedded import Embedded, NoServer

WATCH = 0.5
"""Seconds between two looks at the embedded server."""


_OPTIONS: dict[str, Any] = {
    "decode_responses": True,
    "max_connections": 200,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
}


def connect(url: str) -> Redis:
    """A client of the Redis at an address. A command is repeated once at most: all our scripts may be.

    redis://, rediss:// (TLS) or unix://; redis+sentinel://host:26379,host:26379/name/0 asks sentinels where the primary
    is; redis+cluster://host:6379 is any node of a cluster. rediss+sentinel:// and rediss+cluster:// are those with TLS.
    Raises ValueError for an address that is none.
    """
    scheme, _, rest = url.partition("://")
    secure, _, kind = scheme.partition("+")
    retry = Retry(NoBackoff(), 1)
    if kind == "sentinel":
        return _by_sentinels(rest, ssl=secure == "rediss", retry=retry)
    if kind == "cluster":
        # A cluster's client has the same methods, without being a kind of the other.
        return cast(Redis, RedisCluster.from_url(f"{secure}://{rest}", retry=retry, **_OPTIONS))
    return Redis.from_url(url, retry=retry, **_OPTIONS)


def _by_sentinels(rest: str, **more: Any) -> Redis:
    """rest: [user:password@]host:port,…/name[/database]"""
    login, _, places = rest.rpartition("@")
    hosts, _, path = places.partition("/")
    name, _, database = path.partition("/")
    if not name:
        raise ValueError("the name of the primary is missing after the sentinels")
    user, _, password = login.partition(":")
    who: dict[str, Any] = {"username": unquote(user) or None, "password": unquote(password) or None} if login else {}
    ports = [(host, int(port or 26379)) for host, _, port in (one.partition(":") for one in hosts.split(","))]
    asked = {"socket_timeout": 2, "ssl": more["ssl"]}
    sentinel: Any = Sentinel(ports, sentinel_kwargs=asked, **_OPTIONS, **more)  # type: ignore[no-untyped-call]
    primary: Redis = sentinel.master_for(name, db=int(database or 0), **who)
    return primary


@contextlib.asynccontextmanager
async def closing(redis: Redis) -> AsyncIterator[Redis]:
    """The client, closed at the end with the sentinels that were asked for it: redis-py leaves those open."""
    async with redis:
        try:
            yield redis
        finally:
            pool = getattr(redis, "connection_pool", None)
            manager = getattr(pool, "sentinel_manager", None)
            for sentinel in manager.sentinels if manager else ():
                await sentinel.aclose()


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
        async with closing(made) as redis:
            yield redis
        return
    embedded = Embedded(folder)
    try:
        where = await asyncio.to_thread(embedded.start)
        keeping = asyncio.create_task(_keep(embedded))
        async with closing(connect(where)) as redis:
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
