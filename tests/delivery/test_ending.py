"""Tasks end even if they swallow a cancellation."""

import asyncio

from bot.delivery.ending import end


async def stubborn(swallowed: int) -> None:
    while True:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            if not swallowed:
                raise
            swallowed -= 1


async def test_a_task_that_swallows_cancellations_ends() -> None:
    task = asyncio.create_task(stubborn(2))
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await end(task)
    assert task.cancelled()


async def test_a_task_that_has_failed_keeps_what_it_raised() -> None:
    async def failing() -> None:
        raise ValueError("why")

    task = asyncio.create_task(failing())
    await asyncio.sleep(0)
    await end(task)
    assert isinstance(task.exception(), ValueError)


async def test_nothing_to_end_is_no_wait() -> None:
    await end()
