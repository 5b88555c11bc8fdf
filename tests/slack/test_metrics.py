"""What operators can see: counts and times on the page for Prometheus, readiness, and logs without texts."""

import asyncio
import re

import pytest
from redis.asyncio import Redis

from bot import app
from bot.workspace.server import Server
from bot.workspace.state import BOT
from tests.edge import SUPPORT, TRIAGE, Bot, fresh, running

pytestmark = pytest.mark.asyncio(loop_scope="module")
MENTION = f"<@{BOT}>"


async def metrics(bot: Bot) -> dict[str, float]:
    """The page as {name with labels: value}."""
    async with bot.people.session.get(f"{bot.url}/metrics") as page:
        lines = (await page.text()).splitlines()
    return {name: float(value) for name, value in (one.rsplit(" ", 1) for one in lines if not one.startswith("#"))}


async def seen(bot: Bot, name: str, least: float = 1) -> dict[str, float]:
    """The page once a number on it is large enough: the workers' counts come once a second."""
    for _ in range(200):
        page = await metrics(bot)
        if page.get(f"renewal_desk_{name}", 0) >= least:
            return page
        await asyncio.sleep(0.05)
    raise AssertionError(f"{name} stayed below {least}: {page}")


async def test_the_time_to_acknowledge_and_to_answer_and_every_outcome_are_told(bot: Bot) -> None:
    before = await metrics(bot)
    ts = await bot.people.say("C1", f"{MENTION} hi")
    (first,) = await bot.said("C1", ts)
    await bot.people.click(first, "human")
    await bot.said(TRIAGE, "")
    await bot.people.say(SUPPORT, "chatter")
    page = await seen(bot, 'entries_total{outcome="left"}')
    assert page['renewal_desk_entries_total{outcome="answered"}'] == 2
    assert page['renewal_desk_posts_total{outcome="landed"}'] == 3
    assert page["renewal_desk_answer_seconds_count"] >= 2
    assert page['renewal_desk_answer_seconds_bucket{le="+Inf"}'] == page["renewal_desk_answer_seconds_count"]
    acks = "renewal_desk_ack_seconds_count"
    assert page[acks] - before.get(acks, 0) == 4
    assert page['renewal_desk_requests_total{status="200"}'] >= 4
    assert page['renewal_desk_events_total{outcome="stored"}'] >= 2
    assert page['renewal_desk_events_total{outcome="seen"}'] >= 1
    assert page["renewal_desk_conversations_waiting"] == 0
    assert page["renewal_desk_dead_letters"] == 0


async def test_a_busy_a_failing_and_a_refusing_slack_are_counted(bot: Bot) -> None:
    bot.slack.retry_after = 0.05
    bot.slack.fates["chat.postMessage"].extend(["429", "500"])
    ts = await bot.people.say("C1", f"{MENTION} hi")
    await bot.said("C1", ts)
    bot.slack.channels["C1"].archived = True
    await bot.people.say("C1", f"{MENTION} hi", thread=ts)
    page = await seen(bot, 'posts_total{outcome="refused"}')
    assert page['renewal_desk_posts_total{outcome="busy"}'] == 1
    assert page['renewal_desk_posts_total{outcome="uncertain"}'] == 1
    assert page["renewal_desk_dead_letters"] == 1


async def test_what_nobody_takes_grows_old(slack: Server, redis: Redis, redis_url: str) -> None:
    slack.workspace = fresh()
    async with running(slack, redis, f"{redis_url}?db=1", parts=(app._web,)) as bot:
        await bot.people.say("C1", f"{MENTION} hi")
        page = await seen(bot, "queue_age_seconds", 0.1)
        assert page["renewal_desk_conversations_waiting"] == 1


async def test_labels_and_logs_hold_ids_and_fixed_words_only(bot: Bot, capsys: pytest.CaptureFixture[str]) -> None:
    ts = await bot.people.say("C1", f"{MENTION} my aubergine license EAV-0123456789")
    await bot.said("C1", ts)
    await bot.people.command("aubergine")
    await bot.people.say("D1", "break the aubergine")
    async with bot.people.session.get(f"{bot.url}/metrics") as page:
        told = await page.text()
    assert "renewal_desk_ack_seconds" in told
    assert not re.search(r"aubergine|0123456789|U1|C1:", told)
    assert "aubergine" not in str(capsys.readouterr())
