"""A socket that has gone deaf: what was said meanwhile is found, the connection is rebuilt, or the process ends."""

import asyncio

import pytest
from redis.asyncio import Redis

from bot import app
from bot.slack import socket_mode
from bot.workspace.server import Server
from bot.workspace.state import APP_TOKEN, BOT
from tests.edge import SUPPORT, forget, fresh, running

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_mode, "LOOK", 0.05)
    monkeypatch.setattr(socket_mode, "SWEEP", 0.2)
    monkeypatch.setattr(socket_mode, "DEAF", 0.3)
    monkeypatch.setattr(app, "OVERLAP", 0.2)


async def test_what_a_deaf_connection_did_not_tell_is_answered_once_and_it_is_rebuilt(
    slack: Server, redis: Redis, redis_url: str
) -> None:
    await forget(redis)
    slack.workspace = fresh()
    parts = (app._sockets, app._worker)
    async with running(slack, redis, redis_url, parts, SLACK_APP_TOKEN=APP_TOKEN) as bot:
        while not slack._sockets or not await redis.exists("renewal-desk:{T0RENEW}:heard"):
            await asyncio.sleep(0.01)
        first = slack._sockets[-1]
        asked = [bot.slack.add(SUPPORT, {"user": "U1", "text": f"<@{BOT}> {number}"})["ts"] for number in range(3)]
        for ts in asked:
            await bot.said(SUPPORT, ts)
        bot.slack.add(SUPPORT, {"user": "U1", "text": "and in the thread?", "thread_ts": asked[0]})
        await bot.said(SUPPORT, asked[0], 2)
        while not slack._sockets or slack._sockets[-1] is first:
            await asyncio.sleep(0.01)


async def test_without_any_connection_the_process_gives_up(
    slack: Server, redis: Redis, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_mode, "GIVE_UP", 0.5)
    with pytest.raises(socket_mode.Deaf):  # noqa: PT012
        async with running(slack, redis, redis_url, (app._sockets,), SLACK_APP_TOKEN="xapp-wrong") as bot:
            await asyncio.sleep(1.5)
            assert bot.stopping.is_set()
