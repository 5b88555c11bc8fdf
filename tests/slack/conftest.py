"""Fixtures of Slack's edge."""

from collections.abc import AsyncIterator

import pytest_asyncio
from redis.asyncio import Redis

from bot.workspace.server import Server
from tests.edge import Bot, forget, fresh, redis, redis_folder, redis_url, running, slack

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
