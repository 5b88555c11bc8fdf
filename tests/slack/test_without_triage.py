"""Without a triage channel nobody is left waiting for a human who was never told."""

import pytest
from redis.asyncio import Redis

from bot.workspace.server import Server
from bot.workspace.state import BOT
from tests.edge import running

pytestmark = pytest.mark.asyncio(loop_scope="module")
MENTION = f"<@{BOT}>"


async def test_the_asker_is_told_and_the_bot_goes_on(slack: Server, redis: Redis, redis_url: str) -> None:
    async with running(slack, redis, redis_url, TRIAGE_CHANNEL="") as bot:
        ts = await bot.people.say("G1", f"{MENTION} a human please")
        (told,) = await bot.said("G1", ts)
        assert "could not reach" in told["text"]
        await bot.people.say("G1", f"{MENTION} then you", thread=ts)
        await bot.said("G1", ts, 2)
