"""The worker against a Slack that fails in every way: nothing is lost, nothing is posted twice."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot.delivery import connection
from bot.delivery import settling as settlings
from bot.delivery.inbox import Inbox
from bot.delivery.post import Busy, Landing, Post, Refused, Step, Uncertain
from bot.delivery.queue import Queue
from bot.delivery.settling import Settling
from bot.delivery.tally import Tally
from bot.delivery.worker import HANDS, Worker

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Slack:
    """Takes posts. `fates`: what becomes of the next ones; "+" lands, an exception is raised after."""

    def __init__(self) -> None:
        self.posts: list[str] = []
        self.looks = 0
        self.fates: list[Callable[[], Exception] | str] = []

    async def send(self, post: Post) -> Landing:
        fate = self.fates.pop(0) if self.fates else "+"
        if fate == "landed, then failed":
            self.posts.append(post.key)
            raise Uncertain("500")
        if fate == "hang":
            await asyncio.sleep(60)
        if callable(fate):
            raise fate()
        self.posts.append(post.key)
        return self.where(post)

    async def landed(self, post: Post) -> Landing | None:
        self.looks += 1
        return self.where(post) if post.key in self.posts else None

    def where(self, post: Post) -> Landing:
        ts = str(len(self.posts))
        return Landing("C1", ts, ts)


async def echo(entry: str, state: str, tries: int) -> Step:
    return Step(state + entry, Post(entry, "chat.postMessage", {}))


@pytest.fixture
def slack() -> Slack:
    return Slack()


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def quick(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settlings, "RETRY", 0.02)
    await redis.flushall()


def made(redis: Redis, slack: Slack, answer: Any, lease: float, hands: int = HANDS) -> Worker:
    queue = Queue(redis, lease)
    return Worker(redis, queue, Settling(queue, answer, slack, lambda post, error: None, Tally()), hands)


@contextlib.asynccontextmanager
async def working(
    redis: Redis, slack: Slack, answer: Any = echo, lease: float = 8.0, hands: int = HANDS
) -> AsyncIterator[Worker]:
    worker = made(redis, slack, answer, lease, hands)
    task = asyncio.create_task(worker.run())
    yield worker
    worker.stop()
    await asyncio.wait_for(task, 5)


async def until(seen: Callable[[], object]) -> None:
    for _ in range(500):
        if seen():
            break
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)


async def test_posts_come_in_order(redis: Redis, slack: Slack) -> None:
    inbox = Inbox(redis)
    async with working(redis, slack):
        for number in range(20):
            await inbox.store("T1", "C1:1", str(number), f"{number:02}")
        await until(lambda: len(slack.posts) == 20)
    assert slack.posts == [f"{number:02}" for number in range(20)]
    assert slack.looks == 0


@pytest.mark.parametrize("fate", ["landed, then failed", lambda: Uncertain("500")])
async def test_after_an_uncertain_failure_it_looks_before_posting_again(redis: Redis, slack: Slack, fate: Any) -> None:
    slack.fates = [fate]
    await Inbox(redis).store("T1", "C1:1", "1", "one")
    async with working(redis, slack):
        await until(lambda: slack.looks)
    assert slack.posts == ["one"]
    assert slack.looks == 1


async def test_when_slack_is_busy_it_waits_and_posts_without_looking(redis: Redis, slack: Slack) -> None:
    slack.fates = [lambda: Busy(0.1), lambda: Busy(0.1)]
    await Inbox(redis).store("T1", "C1:1", "1", "one")
    async with working(redis, slack):
        await until(lambda: slack.posts)
    assert slack.posts == ["one"]
    assert slack.looks == 0


async def test_a_busy_channel_does_not_hold_up_another(redis: Redis, slack: Slack) -> None:
    slack.fates = [lambda: Busy(0.3)]
    inbox = Inbox(redis)
    await inbox.store("T1", "C1:1", "1", "slow")
    await asyncio.sleep(0.01)
    async with working(redis, slack):
        await asyncio.sleep(0.05)
        await inbox.store("T1", "C2:1", "2", "quick")
        await until(lambda: len(slack.posts) == 2)
    assert slack.posts == ["quick", "slow"]


async def test_a_busy_triage_channel_does_not_hold_up_the_channel_of_the_asker(redis: Redis, slack: Slack) -> None:
    async def answer(entry: str, state: str, tries: int) -> Step:
        return Step("", Post(entry, "chat.postMessage", {"channel": "C9" if entry == "card" else "C1"}))

    slack.fates = [lambda: Busy(0.3)]
    inbox = Inbox(redis)
    await inbox.store("T1", "C1:1", "1", "card")
    async with working(redis, slack, answer):
        await until(lambda: not slack.fates)
        await inbox.store("T1", "C1:2", "2", "answer")
        await until(lambda: len(slack.posts) == 2)
    assert slack.posts == ["answer", "card"]


async def test_a_refused_post_is_given_up_for_what_was_meant_instead(redis: Redis, slack: Slack) -> None:
    async def answer(entry: str, state: str, tries: int) -> Step:
        other = Post("otherwise", "chat.postMessage", {})
        then = Post("then", "chat.postMessage", {})
        return Step("", Post(entry, "chat.postMessage", {}, keeps="handed over", then=then, otherwise=other))

    slack.fates = [lambda: Refused("channel_not_found")]
    inbox = Inbox(redis)
    async with working(redis, slack, answer):
        await inbox.store("T1", "C1:1", "1", "first")
        await until(lambda: slack.posts)
        assert not await redis.exists("renewal-desk:{T1}:state:C1:1")
        await inbox.store("T1", "C1:1", "2", "second")
        await until(lambda: len(slack.posts) == 3)
    assert slack.posts == ["otherwise", "second", "then"]
    assert await redis.get("renewal-desk:{T1}:state:C1:1") == "handed over"


async def test_a_failure_of_ours_is_tried_again(redis: Redis, slack: Slack) -> None:
    seen: list[int] = []

    async def answer(entry: str, state: str, tries: int) -> Step:
        seen.append(tries)
        if tries < 3:
            raise KeyError(entry)
        return await echo(entry, state, tries)

    await Inbox(redis).store("T1", "C1:1", "1", "one")
    async with working(redis, slack, answer):
        await until(lambda: slack.posts)
    assert seen == [1, 2, 3]


async def test_a_worker_that_dies_while_posting_is_followed_by_one_that_looks(redis: Redis, slack: Slack) -> None:
    slack.fates = ["hang"]
    await Inbox(redis).store("T1", "C1:1", "1", "one")
    dying = made(redis, slack, echo, 0.3)
    task = asyncio.create_task(dying.run())
    await until(lambda: not slack.fates)
    for one in (task, *dying._tasks):
        one.cancel()
    await asyncio.gather(task, *dying._tasks, return_exceptions=True)
    assert slack.posts == []
    async with working(redis, slack):
        await until(lambda: slack.posts)
    assert slack.posts == ["one"]
    assert slack.looks == 1


async def test_many_workers_share_the_work(redis: Redis, slack: Slack) -> None:
    inbox = Inbox(redis)
    async with contextlib.AsyncExitStack() as stack:
        for _ in range(4):
            await stack.enter_async_context(working(redis, slack))
        for number in range(100):
            await inbox.store("T1", f"C{number % 10}:1", str(number), f"{number:03}")
        await until(lambda: len(slack.posts) == 100)
    for channel in range(10):
        ours = [key for key in slack.posts if int(key) % 10 == channel]
        assert ours == sorted(ours)
        assert len(ours) == 10


async def test_a_worker_has_no_more_in_hand_than_it_has_hands(redis: Redis, slack: Slack) -> None:
    in_hand: list[str] = []
    seen: list[int] = []

    async def slowly(entry: str, state: str, tries: int) -> Step:
        in_hand.append(entry)
        seen.append(len(in_hand))
        await asyncio.sleep(0.02)
        in_hand.remove(entry)
        return await echo(entry, state, tries)

    for number in range(12):
        await Inbox(redis).store("T1", f"C{number}:1", str(number), str(number))
    async with working(redis, slack, slowly, hands=3):
        await until(lambda: len(slack.posts) == 12)
    assert max(seen) == 3


async def test_what_takes_longer_than_a_lease_is_held(redis: Redis, slack: Slack) -> None:
    async def slowly(entry: str, state: str, tries: int) -> Step:
        await asyncio.sleep(0.7)
        return await echo(entry, state, tries)

    await Inbox(redis).store("T1", "C1:1", "1", "one")
    async with working(redis, slack, slowly, lease=0.3), working(redis, slack, slowly, lease=0.3):
        await until(lambda: slack.posts)
    assert slack.posts == ["one"]
    assert slack.looks == 0


@pytest.mark.parametrize("seed", range(5))
async def test_whatever_fails_answers_come_in_the_order_of_the_acknowledgements(
    redis: Redis, slack: Slack, seed: int
) -> None:
    """An entry is in its list before it is acknowledged, so nothing acknowledged later can stand before it; only the
    first of the list is answered, by whoever holds the lease, and leaves it together with its answer being stored; and
    no entry is looked at while an answer is stored that is not known to have landed."""
    dice, inbox, broken = random.Random(seed), Inbox(redis), set[str]()

    async def answer(entry: str, state: str, tries: int) -> Step:
        if entry not in broken and dice.random() < 0.2:
            broken.add(entry)
            raise KeyError(entry)
        return await echo(entry, state, tries)

    failures: list[Callable[[], Exception] | str] = [
        lambda: Busy(0.02),
        lambda: Uncertain("500"),
        "landed, then failed",
        "+",
        "+",
    ]
    slack.fates = dice.choices(failures, k=120)
    async with contextlib.AsyncExitStack() as stack:
        for _ in range(4):
            await stack.enter_async_context(working(redis, slack, answer))
        for number in range(60):
            await inbox.store("T1", f"C{number % 3}:1", str(number), f"{number:02}")
        await until(lambda: len(slack.posts) >= 60)
    for channel in range(3):
        ours = [key for key in slack.posts if int(key) % 3 == channel]
        assert ours == [f"{number:02}" for number in range(channel, 60, 3)]


async def test_stopping_finishes_what_is_in_hand(redis: Redis, slack: Slack) -> None:
    async def slowly(entry: str, state: str, tries: int) -> Step:
        await asyncio.sleep(0.1)
        return await echo(entry, state, tries)

    await Inbox(redis).store("T1", "C1:1", "1", "one")
    async with working(redis, slack, slowly):
        await asyncio.sleep(0.05)
    assert slack.posts == ["one"]


@pytest.mark.parametrize("steps", range(0, 60, 2))
async def test_it_ends_whenever_it_is_stopped(redis_url: str, slack: Slack, steps: int) -> None:
    async with connection.closing(connection.connect(redis_url)) as fresh:  # so that it has to connect first
        worker = made(fresh, slack, echo, 5)
        task = asyncio.create_task(worker.run())
        for _ in range(steps):
            await asyncio.sleep(0)
        worker.stop()
        ended, _ = await asyncio.wait([task], timeout=5)
        task.cancel()
        assert ended
