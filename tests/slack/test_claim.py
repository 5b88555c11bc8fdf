"""Many claim at once, and several workers answer: one has it."""

import asyncio
import copy
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot import app
from bot.workspace.server import Server
from bot.workspace.state import BOT
from tests.edge import GROUP, TRIAGE, Bot, fresh, running

pytestmark = pytest.mark.asyncio(loop_scope="module")
CROWD = [f"U{number}" for number in range(100, 120)]


@pytest_asyncio.fixture(loop_scope="module")
async def bot(slack: Server, redis: Redis, redis_url: str) -> AsyncIterator[Bot]:
    await redis.flushall()
    slack.workspace = fresh()
    slack.workspace.set_members(GROUP, CROWD)
    async with running(slack, redis, redis_url, (app._web, *[app._worker] * 4)) as one:
        yield one


@pytest.mark.parametrize("language", ["en", "ja"])
async def test_of_twenty_clicks_at_once_one_has_it_and_the_others_are_told_who(bot: Bot, language: str) -> None:
    typed = {"en": "a human please", "ja": "human をお願いします"}[language]
    ts = await bot.people.say("C1", f"<@{BOT}> {typed}")
    await bot.said("C1", ts)
    (card,) = await bot.said(TRIAGE, "")
    seen = copy.deepcopy(card)
    clicks = [bot.people.click(seen, "ticket-claim", TRIAGE, user) for user in CROWD]
    assert set(await asyncio.gather(*clicks)) == {200}
    answers = await bot.responses(19)
    assert len({answer["text"] for answer in answers}) == 1
    (owner,) = {user for user in CROWD if f"<@{user}>" in answers[0]["text"]}
    assert answers[0]["text"] == f"<@{owner}> already has this."
    assert f"<@{owner}>" in str(card["blocks"])
    assert f"Person {owner}" in (await bot.said("C1", ts, 2))[1]["text"]
