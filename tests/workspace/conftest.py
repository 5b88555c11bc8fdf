"""Fixtures of the stand-in: a workspace with its page, and an app that says what a test tells it to."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.workspace.app import Try, trying


@pytest_asyncio.fixture
async def tried() -> AsyncIterator[Try]:
    """The page, its workspace, and the app behind it."""
    async with trying() as one:
        yield one
