"""Ends tasks for certain."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from typing import Any

AGAIN = 0.1
"""Seconds after which a task that goes on is cancelled again."""


async def end(*tasks: asyncio.Future[Any]) -> None:
    """Cancel tasks until they have ended; what they raised stays with them.

    Once may not be enough: redis-py swallows a cancellation that comes while it connects.
    """
    while going := [task for task in tasks if not task.done()]:
        for task in going:
            task.cancel()
        await asyncio.wait(going, timeout=AGAIN)


@contextlib.asynccontextmanager
async def alongside(work: Coroutine[Any, Any, object]) -> AsyncIterator[None]:
    """Something that goes on meanwhile and is cancelled at the end. Raises at the end what it failed with."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        await end(task)
        if not task.cancelled():
            task.result()
