"""What is looked up in Slack while something is decided. What Slack does not tell is empty."""

from typing import Any

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.identity import Identity

_BROKEN = (aiohttp.ClientError, TimeoutError, SlackClientError, OSError, ValueError)
_MOST = 50
"""Messages of a thread that are looked at."""


class SlackSight:
    """Looks into one Slack."""

    def __init__(self, client: AsyncWebClient, identity: Identity) -> None:
        self._client = client
        self._identity = identity

    async def permalink(self, channel: str, ts: str) -> str:
        """The address of a message."""
        return str((await self._ask("chat.getPermalink", channel=channel, message_ts=ts)).get("permalink") or "")

    async def thread(self, channel: str, ts: str) -> list[tuple[str, str]]:
        """What people wrote in a thread, as user and text, the first first."""
        told = await self._ask("conversations.replies", channel=channel, ts=ts, limit=str(_MOST))
        return [
            (str(message.get("user")), str(message.get("text") or ""))
            for message in told.get("messages") or []
            if message.get("user") and not message.get("bot_id")
        ]

    async def direct(self, user: str) -> str:
        """The channel of the direct message between the bot and a person."""
        told = await self._ask("conversations.open", users=user)
        return str((told.get("channel") or {}).get("id") or "")

    @property
    def signs(self) -> bool | None:
        """Whether the bot may post under another name; None if that is not known."""
        scopes = self._identity.scopes
        return None if scopes is None else "chat:write.customize" in scopes

    async def _ask(self, method: str, **asked: str) -> Any:
        try:
            return await self._client.api_call(method, params=asked)
        except _BROKEN:
            return {}
