"""The page's own requests: whoever looks sees what is theirs, and no other site can act through the browser."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.workspace.sample import GENERAL, TRIAGE
from bot.workspace.site import PAGE
from tests.workspace.app import Try


@asynccontextmanager
async def watching(tried: Try, who: str) -> AsyncIterator[aiohttp.StreamReader]:
    """The stream of changes that a person gets."""
    async with tried.session.get(f"{tried.url}/changes?as={who}") as answer:
        assert answer.content_type == "text/event-stream"
        yield answer.content


async def change(stream: aiohttp.StreamReader) -> dict[str, Any]:
    """The next change of a stream."""
    while True:
        line = await asyncio.wait_for(stream.readline(), 5)
        if line.startswith(b"data: "):
            return dict(json.loads(line.removeprefix(b"data: ")))


async def test_changes_are_told_to_those_who_may_see_them(tried: Try) -> None:
    async with watching(tried, "U0EMMA") as emma, watching(tried, "U0KEN") as ken:
        await tried.client.chat_postMessage(channel=TRIAGE, text="a card")
        await tried.client.chat_postEphemeral(channel=GENERAL, user="U0KEN", text="psst")
        await tried.client.chat_postMessage(channel=GENERAL, text="all")
        assert (await change(emma))["message"]["text"] == "all"
        assert [(await change(ken))["message"]["text"] for _ in range(3)] == ["a card", "psst", "all"]


async def test_what_slack_refused_is_told_to_everyone(tried: Try) -> None:
    async with watching(tried, "U0EMMA") as emma:
        with pytest.raises(SlackApiError):
            await tried.client.chat_postMessage(channel="C0NOWHERE", text="x")
        told = await change(emma)
        assert (told["kind"], told["method"], told["error"]) == ("refused", "chat.postMessage", "channel_not_found")


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"}], ids=str
)
async def test_other_sites_cannot_act_through_the_browser(tried: Try, headers: dict[str, str]) -> None:
    for method, path in (("GET", "/state"), ("GET", "/changes"), ("POST", "/act/say")):
        async with tried.session.request(method, f"{tried.url}{path}?as=U0EMMA", headers=headers) as answer:
            assert answer.status == 403


async def test_nobody_who_is_not_there_can_look_or_act(tried: Try) -> None:
    for path in ("/state?as=U0NOBODY", "/state", "/act/say?as=U0EMMA", "/act/fly?as=U0EMMA"):
        method = "POST" if path.startswith("/act") else "GET"
        async with tried.session.request(method, f"{tried.url}{path}", data="{}") as answer:
            assert answer.status == 404


async def test_the_page_needs_nothing_from_elsewhere(tried: Try) -> None:
    async with tried.session.get(f"{tried.url}/") as answer:
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    for path in PAGE.iterdir():
        assert not [line for line in path.read_text("utf-8").splitlines() if "https://" in line and "import" in line]
        async with tried.session.get(f"{tried.url}/page/{path.name}") as answer:
            assert answer.status == 200
