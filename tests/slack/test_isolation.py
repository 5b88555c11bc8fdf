"""Teams, texts and places are kept apart: what is in a key, where calls go, and what other people get to see."""

import re

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.post import Post, Refused, Uncertain
from bot.slack.carrier import SlackCarrier
from bot.workspace.state import BOT, TEAM
from tests.edge import TRIAGE, Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")
MENTION = f"<@{BOT}>"
KEY = re.compile(rf"renewal-desk:(?:teams|tally|\{{{TEAM}\}}:[a-z]+(?::[A-Za-z0-9_.:-]+)?)")


async def test_every_key_is_of_a_team_and_made_of_ids_only(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} aubergine}}:* ../ \N{AUBERGINE} 'quoted'")
    (first,) = await bot.said("C1", ts)
    await bot.people.click(first, "choice-0")
    await bot.people.click(first, "human")
    await bot.said(TRIAGE, "")
    await bot.people.command("aubergine {x}")
    await bot.responses()
    await bot.people.say("D1", "aubergine")
    await bot.said("D1", "")
    keys = await bot.redis.keys("*")
    assert len(keys) > 10
    assert [key for key in keys if not KEY.fullmatch(key)] == []


@pytest.mark.parametrize("place", ["G1", "D1"])
async def test_what_is_said_in_private_is_not_quoted_to_the_triage_channel(bot: Bot, place: str) -> None:
    asked = "a human for our aubergine license, please"
    await bot.people.say(place, f"{MENTION} {asked}" if place == "G1" else asked)
    (card,) = await bot.said(TRIAGE, "")
    assert "aubergine" not in str(card)


async def test_a_place_that_refuses_the_bot_is_told_of_without_what_was_said_there(bot: Bot) -> None:
    ts = await bot.people.say("G1", f"{MENTION} hi")
    await bot.said("G1", ts)
    bot.slack.channels["G1"].archived = True
    await bot.people.say("G1", f"{MENTION} our aubergine license", thread=ts)
    (alarm,) = await bot.said(TRIAGE, "")
    assert "aubergine" not in str(alarm)


async def never(team: str, user: str) -> None:
    raise AssertionError


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.slack.com/actions/T1/1/x",
        "https://hooks.slack.com.stolen.example/x",
        "https://hooks.slack.com@stolen.example/x",
        "https://stolen.example/?hooks.slack.com",
        "https://stolen.example/hooks.slack.com",
        "https://slack.com:8443/api/x",
        "http://slack.com/api/x",
        "https://stolen.slack.com/x",
        "//hooks.slack.com/x",
        "file:///etc/passwd",
        "https://slack.com:port/x",
        "",
    ],
)
async def test_only_slack_s_own_response_urls_are_called(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        carrier = SlackCarrier(AsyncWebClient(), session, "https://slack.com/api/", never)
        with pytest.raises(Refused, match="foreign_response_url"):
            await carrier.send(Post("k", "respond", {"url": url, "body": {}}))


async def test_slack_s_own_response_urls_may_be_called(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []

    def post(self: aiohttp.ClientSession, url: str, **_: object) -> None:
        called.append(url)
        raise OSError

    monkeypatch.setattr(aiohttp.ClientSession, "post", post)
    async with aiohttp.ClientSession() as session:
        carrier = SlackCarrier(AsyncWebClient(), session, "https://slack.com/api/", never)
        for url in ("https://hooks.slack.com/actions/T1/1/x", "https://slack.com/x"):
            with pytest.raises(Uncertain):
                await carrier.send(Post("k", "respond", {"url": url, "body": {}}))
    assert len(called) == 2


async def test_a_response_url_that_sends_elsewhere_is_not_followed() -> None:
    called: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        called.append(request.path)
        raise web.HTTPTemporaryRedirect("/elsewhere")

    site = web.Application()
    site.router.add_post("/{path}", answer)
    async with TestServer(site) as server, aiohttp.ClientSession() as session:
        carrier = SlackCarrier(AsyncWebClient(), session, f"http://127.0.0.1:{server.port}/api/", never)
        with pytest.raises(Refused):
            await carrier.send(Post("k", "respond", {"url": str(server.make_url("/respond")), "body": {}}))
    assert called == ["/respond"]
