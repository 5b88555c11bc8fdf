"""Ends tasks for certain."""

import asyncio
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
