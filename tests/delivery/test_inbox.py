"""The inbox stores once, and says what became of an entry."""

import asyncio

import pytest
import pytest_asyncio
from redis.asyncio import Redis
from redis.asyncio.client import PubSub

from bot.delivery.inbox import Inbox
from bot.delivery.keys import WAKE, Keys
from bot.delivery.queue import Queue

pytestmark = pytest.mark.asyncio(loop_scope="module")
KEYS = Keys("T1")


@pytest.fixture
def inbox(redis: Redis) -> Inbox:
    return Inbox(redis)


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def empty(redis: Redis) -> None:
    await redis.flushall()


async def test_an_entry_is_stored_once_however_often_it_comes(inbox: Inbox, redis: Redis) -> None:
    outcomes = await asyncio.gather(*(inbox.store("T1", "C1:1", "C1:1", "text") for _ in range(20)))
    assert sorted(outcomes) == ["seen"] * 19 + ["stored"]
    assert await redis.lrange(KEYS.inbox("C1:1"), 0, -1) == ["text"]


async def test_a_thousand_at_once_are_all_stored(inbox: Inbox) -> None:
    outcomes = await asyncio.gather(*(inbox.store("T1", f"C{n}:1", str(n), "text") for n in range(1000)))
    assert set(outcomes) == {"stored"}


async def test_entries_keep_their_order(inbox: Inbox, redis: Redis) -> None:
    for number in range(5):
        await inbox.store("T1", "C1:1", f"C1:{number}", str(number))
    assert await redis.lrange(KEYS.inbox("C1:1"), 0, -1) == ["0", "1", "2", "3", "4"]


async def test_a_follow_up_in_an_unknown_conversation_leaves_no_trace(inbox: Inbox, redis: Redis) -> None:
    assert await inbox.store("T1", "C1:1", "C1:2", "text", known_only=True) == "foreign"
    assert await redis.keys("*C1*") == []


async def test_a_follow_up_right_behind_a_question_is_stored(inbox: Inbox) -> None:
    await inbox.store("T1", "C1:1", "C1:1", "question")
    assert await inbox.store("T1", "C1:1", "C1:2", "follow-up", known_only=True) == "stored"


async def test_the_twin_of_a_follow_up_that_was_left_alone_is_stored(inbox: Inbox) -> None:
    await inbox.store("T1", "C1:1", "C1:2", "text", known_only=True)
    assert await inbox.store("T1", "C1:1", "C1:2", "text") == "stored"


async def test_teams_are_apart(inbox: Inbox) -> None:
    assert await inbox.store("T1", "C1:1", "C1:1", "text") == "stored"
    assert await inbox.store("T2", "C1:1", "C1:1", "text") == "stored"
    assert await inbox.depth() == 2


async def test_workers_are_woken_once_for_what_they_will_find_together(inbox: Inbox, redis: Redis) -> None:
    async with redis.pubsub() as heard:
        await heard.subscribe(WAKE)
        for number in range(3):
            await inbox.store("T1", f"C{number}:1", str(number), "text")
        assert await _woken(heard) == 1
        await Queue(redis).take("T1", 3)
        await inbox.store("T1", "C4:1", "4", "text")
        assert await _woken(heard) == 1


async def _woken(heard: PubSub) -> int:
    """How often, until it has been quiet for a moment."""
    count = 0
    while (message := await heard.get_message(timeout=0.1)) is not None:
        count += message["type"] == "message"
    return count
