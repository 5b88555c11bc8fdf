"""Fixtures of Slack's edge."""

from collections.abc import AsyncIterator

import pytest_asyncio
from redis.asyncio import Redis

from bot.workspace.server import Server
from tests.edge import Bot, redis, redis_url, running, slack

__all__ = ["redis", "redis_url", "slack"]


@pytest_asyncio.fixture
async def bot(slack: Server, redis: Redis, redis_url: str) -> AsyncIterator[Bot]:
    """A bot with everything set."""
    async with running(slack, redis, redis_url) as one:
        yield one
