"""Dead letters and a person's data by the commands that an operator types."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot.delivery import settling
from bot.delivery.inbox import Inbox, Limit
from tests.delivery.test_letters import hopeless
from tests.delivery.test_worker import Slack, until, working

pytestmark = pytest.mark.asyncio(loop_scope="module")
ROOT = Path(__file__).parent.parent.parent


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def empty(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "RETRY", 0.02)
    await redis.flushall()


def bot(redis_url: str, *words: str) -> tuple[int, list[str], str]:
    """`python -m bot …`: its exit code, the lines it printed, and what it complained of."""
    command = [sys.executable, "-m", "bot", *words]
    told = {"PATH": os.environ["PATH"], "REDIS_URL": redis_url}
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines(), done.stderr


async def test_dead_letters_are_listed_shown_and_tried_again(redis: Redis, redis_url: str) -> None:
    slack = Slack()
    await Inbox(redis).store("T1", "C1:1", "1", "what was asked")
    async with working(redis, slack, hopeless):
        await until(lambda: slack.posts)

    code, (line,), _ = bot(redis_url, "dead")
    assert code == 0
    name = line.split()[0]
    assert "what was asked" not in line
    assert bot(redis_url, "dead", "--show", name)[1] == [line, "what was asked"]
    code, lines, complaint = bot(redis_url, "dead", "--requeue", "T1/none")
    assert (code, lines) == (1, [])
    assert complaint == "There is no dead letter T1/none.\n"
    assert bot(redis_url, "dead", "--requeue", name)[0] == 0
    assert bot(redis_url, "dead") == (0, [], "")
    async with working(redis, slack):
        await until(lambda: len(slack.posts) == 2)
    assert slack.posts[1] == "what was asked"


async def test_a_person_is_erased(redis: Redis, redis_url: str) -> None:
    await Inbox(redis).store("T1", "C1:1", "1", "text", limit=Limit("U1", "C1", 0, 0, ""))
    assert bot(redis_url, "erase", "T1", "U1")[:2] == (0, ["1 conversations erased"])
    assert await redis.keys("*inbox*") == []
    assert await redis.keys("*U1*") == []


async def test_without_redis_it_is_one_sentence() -> None:
    code, lines, complaint = bot("redis://127.0.0.1:1", "dead")
    assert (code, lines) == (2, [])
    assert complaint.startswith("Redis cannot be used: ")
    assert complaint.count("\n") == 1
