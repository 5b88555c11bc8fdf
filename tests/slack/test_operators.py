"""Operators are told of what they must mend, and what people want forgotten is gone."""

import asyncio
from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot import operation
from bot.workspace.state import BOT, TEAM
from tests.edge import TRIAGE, Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")
MENTION = f"<@{BOT}>"


async def test_a_channel_that_refuses_the_bot_is_told_of_in_triage_once(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} hi")
    await bot.said("C1", ts)
    bot.slack.channels["C1"].archived = True
    for _ in range(3):
        await bot.people.say("C1", "the aubergine question", thread=ts)
    (alarm,) = await bot.said(TRIAGE, "")
    assert "is_archived" in alarm["text"]
    assert "<#C1>" in alarm["text"]
    assert "aubergine" not in str(alarm)
    await until_told(bot, "renewal_desk_dead_letters 3.0")


async def until_told(bot: Bot, line: str) -> None:
    """Wait until /metrics has a line."""
    for _ in range(1000):
        async with bot.people.session.get(f"{bot.url}/metrics") as page:
            if line in await page.text():
                return
        await asyncio.sleep(0.02)
    raise AssertionError(line)


async def test_every_key_has_a_time_to_live(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} hi")
    (first,) = await bot.said("C1", ts)
    await bot.people.click(first, "human")
    await bot.said(TRIAGE, "")
    await bot.people.say("D1", "break it")
    await asyncio.sleep(1.5)
    lasting = [key for key in await bot.redis.keys("*") if await bot.redis.ttl(key) < 0]
    assert lasting == []


def written(folder: Path) -> bytes:
    """The append-only file as it is now."""
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*.aof")))


async def gone(redis: Redis, folder: Path, what: bytes) -> bool:
    """Whether something is no longer in the append-only file, a little later."""
    for _ in range(100):
        told = await redis.info("persistence")
        if not told["aof_rewrite_in_progress"] and what not in written(folder):
            return True
        await asyncio.sleep(0.05)
    return False


@pytest.mark.parametrize("words", ["forget me", "Please forget me!", "私のデータを削除してください。"])
async def test_whoever_wants_to_be_forgotten_is(bot: Bot, redis_folder: Path, words: str) -> None:
    user = f"U{abs(hash(words)) % 10**8}"
    ts = await bot.people.say("C1", f"{MENTION} my aubergine license", user=user)
    await bot.said("C1", ts)
    other = await bot.people.say("C1", f"{MENTION} hi", user="U2")
    await bot.said("C1", other)
    await bot.people.say("D1", words, user=user)
    (told,) = await bot.said("D1", "")
    assert told["text"]
    for _ in range(100):
        if not await bot.redis.keys(f"*{user}*"):
            break
        await asyncio.sleep(0.02)
    left = [key for key in await bot.redis.keys("*") if ":seen:" not in key and (ts in key or user in key)]
    assert left == []
    assert await bot.redis.keys(f"*state*{other}")
    assert await gone(bot.redis, redis_folder, user.encode())


async def test_an_operator_removes_a_person(bot: Bot, redis_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ts = await bot.people.say("C1", f"{MENTION} hi", user="U77777777")
    await bot.said("C1", ts)
    assert await asyncio.to_thread(operation.erase, bot.settings, TEAM, "U77777777") == 0
    assert "1 conversations erased" in capsys.readouterr().out
    assert await gone(bot.redis, redis_folder, b"U77777777")
