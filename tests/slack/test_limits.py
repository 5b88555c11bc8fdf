"""Limits a minute: one notice, then quiet; calling a human is never limited."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot.workspace.server import Server
from bot.workspace.state import BOT
from tests.edge import TRIAGE, Bot, forget, fresh, running

pytestmark = pytest.mark.asyncio(loop_scope="module")
MENTION = f"<@{BOT}>"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def limited(slack: Server, redis: Redis, redis_url: str) -> AsyncIterator[Bot]:
    async with running(slack, redis, redis_url, USER_LIMIT="3", CHANNEL_LIMIT="5") as one:
        yield one


@pytest_asyncio.fixture(loop_scope="module")
async def bot(limited: Bot) -> Bot:
    await forget(limited.redis)
    limited.server.workspace = fresh()
    return limited


async def test_a_user_gets_one_notice_and_can_still_call_a_human(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} 0")
    for number in range(1, 6):
        await bot.people.say("C1", f"{MENTION} {number}", thread=ts)
    answers = await bot.said("C1", ts, 4)
    assert "a lot of questions" in answers[3]["text"]
    await bot.people.click(answers[0], "human")
    await bot.said(TRIAGE, "", 1)


async def test_another_user_is_not_held_up(bot: Bot) -> None:
    for _ in range(5):
        await bot.people.say("D1", "hi", user="U1")
    await bot.said("D1", "", 4)
    ts = await bot.people.say("C1", f"{MENTION} hi", user="U2")
    await bot.said("C1", ts, 1)


async def test_a_channel_gets_one_notice(bot: Bot) -> None:
    stamps = [await bot.people.say("C1", f"{MENTION} hi", user=f"U{number}") for number in range(8)]
    answered = [answer["text"] for ts in stamps for answer in bot.slack.said("C1", ts) or await late(bot, ts)]
    assert answered[:5] == ["Answer 1"] * 5
    assert "a lot of questions" in answered[5]
    assert len(answered) == 6


async def late(bot: Bot, ts: str) -> list[dict[str, str]]:
    """What was said in a thread a little later."""

    await asyncio.sleep(0.2)
    return bot.slack.said("C1", ts)


async def test_a_repeated_event_counts_once(bot: Bot) -> None:
    ts = bot.slack.add("C1", {"user": "U1", "text": "hi"})["ts"]
    for _ in range(6):
        await bot.people.event({"type": "app_mention", "user": "U1", "text": "hi", "channel": "C1", "ts": ts})
    again = await bot.people.say("C1", f"{MENTION} hi")
    assert (await bot.said("C1", again))[0]["text"] == "Answer 1"
