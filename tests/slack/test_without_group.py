"""Without a support group whoever is in the triage channel may act."""

import pytest
from redis.asyncio import Redis

from bot.workspace.person import Person
from bot.workspace.server import Server
from bot.workspace.state import BOT
from tests.edge import TRIAGE, running, settled

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_everybody_there_may_act_but_no_guest(slack: Server, redis: Redis, redis_url: str) -> None:
    async with running(slack, redis, redis_url, SUPPORT_GROUP="") as bot:
        bot.slack.people["U5"] = Person("U5", "Guest", guest=True, single_channel=True)
        await bot.people.say("C1", f"<@{BOT}> a human please")
        (card,) = await bot.said(TRIAGE, "")
        await bot.people.click(card, "ticket-claim", TRIAGE, "U5")
        assert "Guests" in (await bot.responses())[0]["text"]
        await bot.people.click(card, "ticket-claim", TRIAGE, "U6")
        await settled(lambda: ["claimed"] * ("Claimed by <@U6>" in str(card["blocks"])), 1)
