"""What is looked up in Slack: by POST alone, which whatever stands in for Slack knows too, and with failures empty."""

from typing import Any, cast

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.identity import Identity
from bot.slack.sight import SlackSight


class Client:
    """Tells what it was told to tell, by POST."""

    def __init__(self, told: Any) -> None:
        self.told = told
        self.asked: list[tuple[str, dict[str, str]]] = []

    async def api_call(self, method: str, *, data: dict[str, str]) -> Any:
        self.asked.append((method, data))
        if isinstance(self.told, Exception):
            raise self.told
        return self.told


def looking(client: Client) -> SlackSight:
    identity = Identity()
    identity.user = "UBOT"
    return SlackSight(cast(AsyncWebClient, client), identity)


async def test_a_thread_is_what_people_wrote_without_the_bots_and_our_own_words() -> None:
    messages = [
        {"user": "U1", "text": "question"},
        {"user": "UBOT", "text": "answer, from a Slack that tells no bot_id"},
        {"user": "U2", "bot_id": "B2", "text": "another bot"},
        {"text": "nobody"},
        {"user": "U2"},
    ]
    client = Client({"messages": messages})
    assert await looking(client).thread("C1", "1.1") == [("U1", "question"), ("U2", "")]
    assert client.asked == [("conversations.replies", {"channel": "C1", "ts": "1.1", "limit": "50"})]


async def test_what_slack_does_not_tell_is_empty() -> None:
    away = looking(Client(aiohttp.ClientConnectionError()))
    assert await away.thread("C1", "1.1") == []
    assert await away.permalink("C1", "1.1") == ""
    assert await away.direct("U1") == ""
