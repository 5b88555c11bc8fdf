"""The agenda: what is due becomes an entry once; where a post landed is remembered, and threads are led home."""

import asyncio
from typing import Any

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot.delivery import keys, troubles
from bot.delivery import settling as settlings
from bot.delivery.agenda import Agenda
from bot.delivery.inbox import Inbox
from bot.delivery.post import Landing, Post, Step, Times, Uncertain
from bot.delivery.queue import Queue
from bot.delivery.settling import Settling
from bot.delivery.tally import Tally
from tests.delivery.test_worker import Slack

pytestmark = pytest.mark.asyncio(loop_scope="module")
NAMED = keys.Keys("T1")


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def quick(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settlings, "RETRY", 0.02)
    await redis.flushall()


def entry(team: str, conversation: str, due: float) -> str:
    return f"due {conversation} {due}"


async def settle(redis: Redis, answer: Any, slack: Slack, note: Any = lambda lands, landing, state: state) -> None:
    """Whatever there is to do, done by one worker's hand."""
    queue = Queue(redis, 1.0)
    settling = Settling(queue, answer, slack, lambda post, error: None, Tally(), note)
    while not isinstance(taken := await queue.take("T1"), float | None):
        await settling.settle(taken)
        await asyncio.sleep(0.05)


async def scheduled(redis: Redis, times: Times) -> None:
    async def answer(entry: str, state: str, tries: int) -> Step:
        return Step("state", times=times)

    await Inbox(redis).store("T1", "C1:1", str(times), "one")
    await settle(redis, answer, Slack())


async def test_what_is_due_becomes_an_entry_once_however_many_look(redis: Redis) -> None:
    await scheduled(redis, Times(due=100.5, waits=50))
    assert await Agenda(redis).wake(100.4, entry) == 0
    woken = await asyncio.gather(*(Agenda(redis).wake(100.5, entry) for _ in range(20)))
    assert sum(woken) == 1
    assert await redis.lrange(NAMED.inbox("C1:1"), 0, -1) == ["due C1:1 100.5"]
    assert await redis.zcard(NAMED.ready) == 1


async def test_what_was_put_off_meanwhile_is_not_woken(redis: Redis) -> None:
    await scheduled(redis, Times(due=100))
    await scheduled(redis, Times(due=200))
    assert await Agenda(redis).wake(150, entry) == 0


async def test_who_waits_is_listed_until_nobody_does(redis: Redis) -> None:
    await scheduled(redis, Times(due=100, waits=50))
    assert await Agenda(redis).waiting("T1") == {"C1:1": "state"}
    await Inbox(redis).store("T1", "C1:1", "2", "two")
    await settle(redis, lambda *_: answered(Step(times=Times())), Slack())
    assert await Agenda(redis).waiting("T1") == {}
    assert await redis.zcard(NAMED.due) == 0


async def answered(step: Step) -> Step:
    return step


@pytest.mark.parametrize("fate", ["+", "landed, then failed", lambda: Uncertain("500")])
async def test_where_a_post_landed_is_in_the_state_and_its_thread_leads_home(redis: Redis, fate: Any) -> None:
    post = Post("card", "chat.postMessage", {"channel": "C1"}, keeps="kept", lands="card", leads=True)
    slack = Slack()
    slack.fates = [fate]

    def note(lands: str, landing: Landing, state: str) -> str:
        return f"{state}, {lands} at {landing.ts}"

    inbox = Inbox(redis)
    await inbox.store("T1", "C9:9", "1", "one")
    for _ in range(3):
        await settle(redis, lambda *_: answered(Step("state", post)), slack, note)
        await asyncio.sleep(0.05)
    assert await redis.get(NAMED.state("C9:9")) == "kept, card at 1"
    assert await inbox.led("T1", "C1:1") == "C9:9"
    assert await inbox.led("T1", "C1:2") == ""
    assert slack.posts == ["card"]


async def test_a_trouble_is_told_of_as_long_as_it_is_news(redis: Redis) -> None:
    await troubles.note(redis, "T1", "C1:is_archived", 100)
    await troubles.note(redis, "T1", "C1:is_archived", 200)
    assert await troubles.since(redis, "T1", 150) == {"C1:is_archived": 200}
    assert await troubles.since(redis, "T1", 200) == {}
    assert await redis.ttl(NAMED.troubles) > 0
