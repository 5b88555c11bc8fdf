"""Bots in many workspaces that are set up in one way or another; each has its Redis to itself."""

import asyncio
import json

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot import app
from bot.delivery import keys
from bot.slack.install.exchange import ENDED
from bot.workspace.installing import Installing
from bot.workspace.state import TOKEN
from tests.edge import free_port, settled
from tests.slack.many import ONE, TWO, sharing, tenants

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def _empty(redis: Redis) -> None:
    await redis.flushall()


async def test_what_waits_for_a_workspace_whose_token_is_gone_becomes_a_dead_letter(
    redis: Redis, redis_url: str
) -> None:
    slack = Installing(*tenants())
    one = slack.tenants[0]
    async with sharing(redis, redis_url, slack, parts=(app._web,)) as bot:
        await bot.install(one)
        await bot.ask(one)
        await redis.delete(keys.Keys(ONE).installation)
    async with sharing(redis, redis_url, slack) as bot:
        dead: list[str] = []
        while not dead:
            dead = list((await redis.hgetall(keys.Keys(ONE).dead)).values())
            await asyncio.sleep(0.02)
        assert json.loads(dead[0])["reason"] in ENDED
    await slack.stop()


async def test_the_workspace_of_the_bots_own_token_needs_no_install(redis: Redis, redis_url: str) -> None:
    one, two = tenants()
    one.tokens[TOKEN] = 0
    slack = Installing(one, two)
    async with sharing(redis, redis_url, slack, SLACK_BOT_TOKEN=TOKEN) as bot:
        await bot.install(two)
        ts = ""
        while not await bot.kept(ONE):  # Until Slack has told the bot where it is, nobody there is heard.
            ts = await bot.ask(one)
        await bot.answered(one, ts)
        await bot.answered(two, await bot.ask(two))
    await slack.stop()


async def test_a_command_is_answered_in_words_while_redis_is_away(redis: Redis) -> None:
    async with sharing(redis, f"redis://127.0.0.1:{free_port()}", parts=(app._web,)) as bot:
        status, told = await bot.command(bot.slack.tenants[0], "can I renew?")
    assert status == 200
    assert "cannot answer right now" in told


async def test_each_workspace_may_have_channels_of_its_own(redis: Redis, redis_url: str) -> None:
    named = {"SUPPORT_CHANNEL": f"{ONE}=C1", "TRIAGE_CHANNEL": f"{ONE}=C0TRIAGE,{TWO}=G1"}
    async with sharing(redis, redis_url, **named) as bot:
        for tenant, triage in zip(list(bot.slack.tenants), ("C0TRIAGE", "G1"), strict=True):
            await bot.install(tenant)
            await bot.ask(tenant, "I want to talk to a human")
            await settled(lambda tenant=tenant, triage=triage: tenant.workspace.said(triage), 1)
        one, two = sorted(bot.slack.tenants, key=lambda tenant: tenant.team)
        for tenant in (two, one):
            message = tenant.workspace.add("C1", {"user": "U1", "text": "can I renew?"})
            await bot.event(tenant, {**message, "channel": "C1", "channel_type": "channel"})
        await bot.answered(one, message["ts"])
        assert not [said for said in two.workspace.said("C1") if said["text"].startswith("Answer")]
