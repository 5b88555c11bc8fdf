"""Reminders: once, in working time only, however many workers look, and also after a restart."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot import app, clock
from bot.workspace.server import Server
from bot.workspace.state import BOT
from tests.edge import TRIAGE, Bot, fresh, running, settled

pytestmark = pytest.mark.asyncio(loop_scope="module")
WORKERS = (app._web, app._worker, app._worker, app._worker)


class Clock:
    """Stands still until it is set: a day and hour in Tokyo."""

    def __init__(self) -> None:
        self.now = 0.0

    def set(self, text: str) -> None:
        self.now = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Tokyo")).timestamp()

    def seconds(self) -> float:
        return self.now


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    made.set("2018-05-01 17:20")
    monkeypatch.setattr(clock, "seconds", made.seconds)
    monkeypatch.setattr(app, "REMIND", 0.02)
    return made


@pytest_asyncio.fixture(loop_scope="module")
async def bot(slack: Server, redis: Redis, redis_url: str, time: Clock) -> AsyncIterator[Bot]:
    await redis.flushall()
    slack.workspace = fresh()
    async with running(slack, redis, redis_url, WORKERS) as one:
        yield one


async def called(bot: Bot) -> tuple[str, dict[str, Any]]:
    ts = await bot.people.say("C1", f"<@{BOT}> a human please")
    await bot.said("C1", ts)
    return ts, (await bot.said(TRIAGE, ""))[0]


async def reminders(bot: Bot, card: dict[str, Any], count: int) -> list[str]:
    """What the card's thread was told, card left out; a while later, so that every worker has looked."""
    await asyncio.sleep(0.2)
    told = await bot.said(TRIAGE, card["ts"], count + 1)
    return [str(one["text"]) for one in told[1:]]


async def test_a_card_that_nobody_claims_is_told_of_once_after_a_quarter_of_an_hour_of_work(
    bot: Bot, time: Clock
) -> None:
    _, card = await called(bot)
    time.set("2018-05-02 09:04")
    assert await reminders(bot, card, 0) == []
    time.set("2018-05-02 09:06")
    (told,) = await reminders(bot, card, 1)
    assert (
        told
        == "Nobody has claimed this yet: <@U1> has been waiting for 15 minutes of working time. <!subteam^S0SUPPORT>"
    )
    assert bot.slack.said(TRIAGE, card["ts"])[1]["subtype"] == "thread_broadcast"
    time.set("2018-05-04 12:00")
    assert len(await reminders(bot, card, 1)) == 1


async def test_a_card_that_was_claimed_in_time_is_not_told_of(bot: Bot, time: Clock) -> None:
    ts, card = await called(bot)
    await bot.people.click(card, "ticket-claim", TRIAGE, "U8")
    await bot.said("C1", ts, 2)
    time.set("2018-05-02 10:00")
    assert await reminders(bot, card, 0) == []


async def test_an_owner_who_is_silent_for_four_hours_of_work_is_reminded_once_a_silence(bot: Bot, time: Clock) -> None:
    ts, card = await called(bot)
    await bot.people.click(card, "ticket-claim", TRIAGE, "U8")
    await bot.said("C1", ts, 2)
    time.set("2018-05-02 12:49")
    assert await reminders(bot, card, 0) == []
    time.set("2018-05-02 12:51")
    assert await reminders(bot, card, 1) == ["<@U8>: nothing has been written to <@U1> for 4 working hours."]
    time.set("2018-05-02 17:30")
    assert len(await reminders(bot, card, 1)) == 1
    await bot.people.say(TRIAGE, "I am looking into it", "U8", card["ts"])
    await bot.said("C1", ts, 3)
    time.set("2018-05-07 12:59")
    assert len(await reminders(bot, card, 1)) == 1
    time.set("2018-05-07 13:01")
    assert len(await reminders(bot, card, 2)) == 2


async def test_what_has_ended_is_told_of_no_more_and_is_removed_after_a_week(bot: Bot, time: Clock) -> None:
    ts, card = await called(bot)
    await bot.people.click(card, "ticket-claim", TRIAGE, "U8")
    await bot.said("C1", ts, 2)
    await bot.people.click(card, "ticket-resolve", TRIAGE, "U8")
    question = (await bot.said("C1", ts, 3))[2]
    time.set("2018-05-08 17:19")
    assert await reminders(bot, card, 0) == []
    assert "ticket-reopen" in str(card["blocks"])
    time.set("2018-05-08 17:21")
    await settled(lambda: ["no button"] * ("ticket-" not in str(card["blocks"])), 1)
    await bot.people.click(question, "ticket-unsolved")
    (told,) = await bot.responses()
    assert "do not know this request" in told["text"]
    assert not any([await bot.redis.keys(f"*:{name}") for name in ("due", "waiting")])


async def test_a_reminder_that_fell_due_while_nobody_worked_comes_once(
    slack: Server, redis: Redis, redis_url: str, time: Clock
) -> None:
    await redis.flushall()
    slack.workspace = fresh()
    async with running(slack, redis, redis_url) as bot:
        _, card = await called(bot)
    time.set("2018-05-02 09:30")
    async with running(slack, redis, redis_url, WORKERS) as bot:
        assert len(await reminders(bot, card, 1)) == 1
    async with running(slack, redis, redis_url, WORKERS) as bot:
        assert len(await reminders(bot, card, 1)) == 1
