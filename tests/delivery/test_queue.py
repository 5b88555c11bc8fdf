"""One conversation is in one worker's hands, and a worker that comes back too late changes nothing."""

import asyncio
from datetime import date, timedelta

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot.delivery import figures
from bot.delivery.figures import Figures
from bot.delivery.inbox import Inbox
from bot.delivery.keys import Keys
from bot.delivery.post import Step
from bot.delivery.queue import Found, LeaseLost, Queue, Taken

pytestmark = pytest.mark.asyncio(loop_scope="module")
KEYS = Keys("T1")


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def stored(redis: Redis) -> None:
    await redis.flushall()
    await Inbox(redis).store("T1", "C1:1", "C1:1", "one")


async def take(queue: Queue) -> Taken:
    (taken,) = (await queue.take("T1")).taken
    return taken


async def test_a_conversation_is_taken_by_one_only(redis: Redis) -> None:
    found = await asyncio.gather(*(Queue(redis).take("T1") for _ in range(10)))
    assert [one.entry for each in found for one in each.taken] == ["one"]


async def test_several_are_taken_at_once_those_first_that_have_waited_longest(redis: Redis) -> None:
    inbox, queue = Inbox(redis), Queue(redis)
    for number in range(2, 5):
        await asyncio.sleep(0.002)
        await inbox.store("T1", f"C{number}:1", str(number), str(number))
    found = await queue.take("T1", 3)
    assert [one.entry for one in found.taken] == ["one", "2", "3"]
    assert len({one.token for one in found.taken}) == 3
    assert [one.entry for one in (await queue.take("T1", 3)).taken] == ["4"]


async def test_what_comes_in_meanwhile_waits_for_its_turn(redis: Redis) -> None:
    queue = Queue(redis)
    first = await take(queue)
    await Inbox(redis).store("T1", "C1:1", "C1:2", "two")
    assert not (await queue.take("T1")).taken
    await queue.commit(first, Step("state"), "")
    second = await take(queue)
    assert (second.entry, second.state, second.tries) == ("two", "state", 1)


async def test_a_dead_worker_gives_its_conversation_back(redis: Redis) -> None:
    queue = Queue(redis, lease=0.05)
    first = await take(queue)
    await asyncio.sleep(0.06)
    second = await take(queue)
    assert (second.entry, second.tries) == ("one", 2)
    assert int(second.token) > int(first.token)


async def test_a_worker_that_comes_back_too_late_changes_nothing(redis: Redis) -> None:
    queue = Queue(redis, lease=0.05)
    late = await take(queue)
    await asyncio.sleep(0.06)
    assert not queue.holds(late)
    other = await take(Queue(redis))
    for change in (queue.commit(late, Step("wrong"), "wrong"), queue.defer(late, 0), queue.extend(late)):
        with pytest.raises(LeaseLost):
            await change
    await Queue(redis).commit(other, Step("right"), "post")
    assert await redis.get(KEYS.state("C1:1")) == "right"
    assert await redis.lrange(KEYS.outbox("C1:1"), 0, -1) == ["post"]


async def test_state_and_post_are_stored_with_the_entry_leaving(redis: Redis) -> None:
    queue = Queue(redis)
    await queue.commit(await take(queue), Step("state"), "post")
    assert await redis.llen(KEYS.inbox("C1:1")) == 0
    assert await redis.get(KEYS.state("C1:1")) == "state"
    with pytest.raises(LeaseLost):
        await queue.commit(Taken("T1", "C1:1", "1", 1, "one", "", "", False), Step("again"), "again")


async def test_what_is_done_again_because_its_answer_was_lost_is_done_once_and_well(redis: Redis) -> None:
    queue = Queue(redis)
    taken = await take(queue)
    for _ in range(2):
        await queue.commit(taken, Step("state"), "post")
    assert await redis.lrange(KEYS.outbox("C1:1"), 0, -1) == ["post"]
    for _ in range(2):
        await queue.confirm(taken, "post", "following", "")
    assert await redis.lrange(KEYS.outbox("C1:1"), 0, -1) == ["following"]
    with pytest.raises(LeaseLost):
        await queue.commit(taken, Step("state"), "another")


async def test_a_stored_post_is_found_before_the_next_entry(redis: Redis) -> None:
    queue = Queue(redis, lease=0.05)
    await queue.commit(await take(queue), Step(""), "post")
    await Inbox(redis).store("T1", "C1:1", "C1:2", "two")
    await asyncio.sleep(0.06)
    found = await take(queue)
    assert (found.post, found.unsent) == ("post", False)
    await queue.confirm(found, "post", "following", "kept")
    assert await redis.get(KEYS.state("C1:1")) == "kept"
    await queue.confirm(found, "following", "", "")
    assert (await take(queue)).entry == "two"


async def test_a_settled_conversation_leaves_the_queue(redis: Redis) -> None:
    queue = Queue(redis)
    await queue.commit(await take(queue), Step(""), "")
    assert await queue.take("T1") == Found((), None)
    assert await redis.zcard(KEYS.ready) == 0


async def test_a_deferred_conversation_waits_and_its_channel_with_it(redis: Redis) -> None:
    queue, inbox = Queue(redis), Inbox(redis)
    await inbox.store("T1", "C1:9", "C1:9", "same channel")
    await inbox.store("T1", "C2:1", "C2:1", "other channel")
    first = await take(queue)
    await queue.commit(first, Step(""), "post")
    await queue.defer(first, 0.2, unsent=True, pause=True)
    assert (await take(queue)).entry == "other channel"
    wait = (await queue.take("T1")).wait
    assert wait is not None
    assert 0 < wait <= 0.21
    await asyncio.sleep(0.25)
    again = {one.conversation: one for one in (await take(queue), await take(queue))}
    assert again["C1:1"].unsent
    assert again["C1:9"].entry == "same channel"


async def test_a_lease_can_be_held_longer(redis: Redis) -> None:
    queue = Queue(redis, lease=0.1)
    held = await take(queue)
    for _ in range(4):
        await asyncio.sleep(0.05)
        await queue.extend(held)
        assert not (await queue.take("T1")).taken
    assert queue.holds(held)


async def test_what_is_counted_is_counted_once_however_often_it_is_stored(redis: Redis) -> None:
    queue, today = Queue(redis), date(2026, 11, 24)
    taken = await take(queue)
    for _ in range(2):
        await queue.commit(taken, Step("state", counts="unclear", day="2026-11-24", unclear=True), "post")
    assert await figures.count(redis, "T1", today, [1]) == [Figures(unclear=1)]
    assert await figures.count(redis, "T1", today + timedelta(days=6), [7, 1]) == [Figures(unclear=1), Figures()]
    assert await figures.count(redis, "T1", today + timedelta(days=7), [7]) == [Figures()]
    assert await figures.unclear(redis, "T1") == {"C1:1": "state"}
    await redis.delete(KEYS.state("C1:1"))
    assert await figures.unclear(redis, "T1") == {}
