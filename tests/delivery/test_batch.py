"""Scripts called at the same time reach Redis together, and each of them stands by itself."""

import asyncio

import pytest
import pytest_asyncio
from redis.asyncio import Redis
from redis.exceptions import RedisError, ResponseError

from bot.delivery import connection
from bot.delivery.batch import Batch

pytestmark = pytest.mark.asyncio(loop_scope="module")
COUNT = "return redis.call('INCR', KEYS[1])"
FAIL = "return redis.call('LPUSH', KEYS[1], '1')"


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def empty(redis: Redis) -> None:
    await redis.flushall()


async def test_scripts_called_at_the_same_time_go_together(redis: Redis) -> None:
    batch = Batch(redis)
    await batch.run(COUNT, ["count"], [])
    before = (await redis.info("stats"))["total_reads_processed"]
    answers = await asyncio.gather(*(batch.run(COUNT, ["count"], []) for _ in range(20)))
    after = (await redis.info("stats"))["total_reads_processed"]
    assert answers == list(range(2, 22))
    assert after - before <= 3


async def test_what_is_called_while_others_are_on_their_way_follows(redis: Redis) -> None:
    batch = Batch(redis)
    first = asyncio.create_task(batch.run(COUNT, ["count"], []))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert await batch.run(COUNT, ["count"], []) == 2
    assert await first == 1


async def test_one_that_fails_fails_alone(redis: Redis) -> None:
    batch = Batch(redis)
    calls = [(COUNT, "count"), (FAIL, "count"), (COUNT, "count")]
    answers = await asyncio.gather(*(batch.run(what, [key], []) for what, key in calls), return_exceptions=True)
    assert (answers[0], answers[2]) == (1, 2)
    assert isinstance(answers[1], ResponseError)


async def test_a_server_that_has_forgotten_the_scripts_is_told_them_again(redis: Redis) -> None:
    batch = Batch(redis)
    await batch.run(COUNT, ["count"], [])
    await redis.script_flush()
    assert sorted(await asyncio.gather(*(batch.run(COUNT, ["count"], []) for _ in range(3)))) == [2, 3, 4]


async def test_without_a_server_everyone_hears_of_it_and_later_calls_are_not_held_up() -> None:
    async with connection.closing(connection.connect("unix:///nowhere/redis.sock")) as away:
        batch = Batch(away)
        answers = await asyncio.gather(*(batch.run(COUNT, ["count"], []) for _ in range(3)), return_exceptions=True)
        assert all(isinstance(one, RedisError) for one in answers)
        with pytest.raises(RedisError):
            await batch.run(COUNT, ["count"], [])


async def test_who_does_not_wait_any_more_holds_nobody_up(redis: Redis) -> None:
    batch = Batch(redis)
    gone = asyncio.create_task(batch.run(COUNT, ["count"], []))
    await asyncio.sleep(0)
    gone.cancel()
    assert await batch.run(COUNT, ["count"], []) == 2
