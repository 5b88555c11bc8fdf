"""Fixtures of Slack's edge."""

from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot.desk import Desk
from bot.slack import client
from bot.workspace.server import Server
from tests.edge import Bot, forget, fresh, redis, redis_folder, redis_url, running, slack
from tests.slack.many import Shared, sharing

__all__ = ["redis", "redis_folder", "redis_url", "slack"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def started(slack: Server, redis: Redis, redis_url: str) -> AsyncIterator[Bot]:
    """A bot with everything set, for all tests of a module."""
    async with running(slack, redis, redis_url) as one:
        yield one


@pytest_asyncio.fixture(loop_scope="module")
async def bot(started: Bot) -> Bot:
    """A bot to which nothing has happened yet."""
    await forget(started.redis)
    started.server.workspace = fresh()
    return started


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def knowing(slack: Server, redis: Redis, redis_url: str, desk: Desk) -> AsyncIterator[Bot]:
    """A bot with the shipped knowledge, on 1 May 2018, for all tests of a module."""
    async with running(slack, redis, redis_url, desk=desk, TODAY="2018-05-01") as one:
        yield one


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared(redis: Redis, redis_url: str) -> AsyncIterator[Shared]:
    """A bot that workspaces install by themselves, for all tests of a module."""
    async with sharing(redis, redis_url) as one:
        yield one


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed is tried again soon."""
    monkeypatch.setattr("bot.delivery.settling.RETRY", 0.05)


@pytest.fixture(scope="module")
def impatient() -> Iterator[None]:
    """A bot that waits for Slack for half a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "TIMEOUT", aiohttp.ClientTimeout(total=0.5))
        yield
