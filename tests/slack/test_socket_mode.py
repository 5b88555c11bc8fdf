"""Socket Mode goes through the same door: stored, then acknowledged."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot import app
from bot.workspace.people import envelope
from bot.workspace.server import Server
from bot.workspace.state import APP_TOKEN, BOT
from tests.edge import Bot, forget, free_port, fresh, running

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def connected(slack: Server, redis: Redis, redis_url: str) -> AsyncIterator[Bot]:
    async with running(slack, redis, redis_url, (app._sockets, app._worker), SLACK_APP_TOKEN=APP_TOKEN) as one:
        yield one


@pytest_asyncio.fixture(loop_scope="module")
async def bot(connected: Bot) -> Bot:
    await forget(connected.redis)
    connected.server.workspace = fresh()
    return connected


async def test_an_event_is_stored_acknowledged_and_answered(bot: Bot) -> None:
    ts = bot.slack.add("C1", {"user": "U1", "text": "hi"})["ts"]
    event = {"type": "app_mention", "user": "U1", "text": "hi", "channel": "C1", "ts": ts}
    for _ in range(2):
        assert await bot.server.push("events_api", envelope(event)) == {}
    await bot.said("C1", ts, 1)


async def test_a_command_and_a_button_are_acknowledged_and_answered(bot: Bot) -> None:
    assert await bot.server.push("slash_commands", bot.people.typed_command("can I renew?")) == {}
    (answer,) = await bot.responses()
    assert await bot.server.push("interactive", bot.people.pressed(answer, "choice-0")) == {}
    assert (await bot.responses(2))[1]["text"] == "Answer 2"


async def test_a_malformed_event_is_acknowledged_and_breaks_nothing(bot: Bot) -> None:
    assert await bot.server.push("events_api", {"type": "event_callback", "event": 7}) == {}
    ts = bot.slack.add("C1", {"user": "U1", "text": f"<@{BOT}> hi"})["ts"]
    event = {"type": "app_mention", "user": "U1", "text": "hi", "channel": "C1", "ts": ts}
    await bot.server.push("events_api", envelope(event))
    await bot.said("C1", ts, 1)


async def test_an_event_that_cannot_be_stored_is_not_acknowledged(slack: Server, redis: Redis) -> None:
    away = f"redis://127.0.0.1:{free_port()}"
    async with running(slack, redis, away, (app._sockets,), SLACK_APP_TOKEN=APP_TOKEN) as bot:
        while len(bot.server._sockets) < 2:  # the module's own connection is the first
            await asyncio.sleep(0.01)
        event = {"type": "app_mention", "user": "U1", "text": "hi", "channel": "C1", "ts": "1700000000.000100"}
        with pytest.raises(TimeoutError):
            await bot.server.push("events_api", envelope(event), patience=0.5)
