"""What is given up is kept for the operator, who can try it again."""

import asyncio
from itertools import pairwise

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot import operation, settings
from bot.delivery import settling
from bot.delivery.inbox import Inbox
from bot.delivery.keys import Keys
from bot.delivery.letters import Letters
from bot.delivery.post import Post, Refused, Step, Uncertain
from bot.delivery.queue import Queue
from tests.delivery.test_worker import Slack, echo, until, working

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def empty(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "RETRY", 0.02)
    await redis.flushall()


async def hopeless(entry: str, state: str, tries: int) -> Step:
    if tries > 5:
        return Step("", Post(f"{entry} sorry", "chat.postMessage", {}), dead="failed too often")
    raise KeyError(entry)


async def test_an_entry_that_fails_too_often_is_kept_and_can_be_tried_again(redis: Redis) -> None:
    slack, letters = Slack(), Letters(redis)
    await Inbox(redis).store("T1", "C1:1", "1", "one")
    async with working(redis, slack, hopeless):
        await until(lambda: slack.posts)
    (letter,) = await letters.all()
    assert (letter.kind, letter.text, letter.reason) == ("entry", "one", "failed too often")
    assert await letters.requeue(letter)
    assert not await letters.requeue(letter)
    async with working(redis, slack):
        await until(lambda: len(slack.posts) == 2)
    assert slack.posts == ["one sorry", "one"]
    assert await letters.count() == 0


async def test_a_post_that_slack_refuses_is_kept_and_posted_once_when_tried_again(redis: Redis) -> None:
    slack, letters = Slack(), Letters(redis)
    slack.fates = [lambda: Refused("not_in_channel")]
    await Inbox(redis).store("T1", "C1:1", "1", "one")
    async with working(redis, slack):
        await until(lambda: not slack.fates)
        (letter,) = await letters.all()
        assert (letter.kind, letter.reason) == ("post", "not_in_channel")
        assert await letters.requeue(letter)
        await until(lambda: slack.posts)
    assert slack.posts == ["one"]


async def test_a_slack_that_stays_down_is_asked_less_and_less_often(redis: Redis) -> None:
    slack, at = Slack(), []

    def down() -> Exception:
        at.append(asyncio.get_running_loop().time())
        return Uncertain("500")

    slack.fates = [down] * 5
    await Inbox(redis).store("T1", "C1:1", "1", "one")
    async with working(redis, slack):
        await until(lambda: slack.posts)
    gaps = [two - one for one, two in pairwise(at)]
    assert gaps[-1] > 3 * gaps[0]
    assert slack.posts == ["one"]
    assert not await redis.exists(Keys("T1").tries("C1:1"))


async def test_operators_are_told_once_an_hour_of_the_same_fault(redis: Redis) -> None:
    queue = Queue(redis)
    assert await queue.first("T1", "C1:is_archived", "post 1", 60)
    assert await queue.first("T1", "C1:is_archived", "post 1", 60)
    assert not await queue.first("T1", "C1:is_archived", "post 2", 60)
    assert await queue.first("T1", "C2:is_archived", "post 3", 60)


async def test_the_operator_lists_shows_and_requeues(
    redis: Redis, redis_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    slack, read = Slack(), settings.read({"REDIS_URL": redis_url})
    for number in range(2):
        await Inbox(redis).store("T1", f"C1:{number}", str(number), f"entry {number}")
    async with working(redis, slack, hopeless):
        await until(lambda: len(slack.posts) == 2)
    capsys.readouterr()
    assert await asyncio.to_thread(operation.dead, read, "", "") == 0
    listed = capsys.readouterr().out.splitlines()
    assert len(listed) == 2
    assert "entry" not in "".join(line.replace("  entry  ", "") for line in listed)
    name = listed[0].split()[0]
    assert await asyncio.to_thread(operation.dead, read, name, "") == 0
    assert "entry 0" in capsys.readouterr().out
    assert await asyncio.to_thread(operation.dead, read, "T1/none", "") == 1
    assert await asyncio.to_thread(operation.dead, read, "", "all") == 0
    async with working(redis, slack, echo):
        await until(lambda: len(slack.posts) == 4)
    assert sorted(slack.posts[2:]) == ["entry 0", "entry 1"]
