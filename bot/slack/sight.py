"""What is looked up in Slack while something is decided. What Slack does not tell is empty."""

from collections.abc import Awaitable
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import look
from bot.slack.failure import BROKEN
from bot.slack.identity import Identity

_MOST = 50
"""Messages of a thread that are looked at."""


class SlackSight:
    """Looks into one Slack."""

    def __init__(self, client: AsyncWebClient, identity: Identity) -> None:
        self._client = client
        self._identity = identity

    async def permalink(self, channel: str, ts: str) -> str:
        """The address of a message."""
        told = await _asked(look(self._client, "chat.getPermalink", channel=channel, message_ts=ts))
        return str(told.get("permalink") or "")

    async def thread(self, channel: str, ts: str) -> list[tuple[str, str]]:
        """What people wrote in a thread, as user and text, the first first."""
        told = await _asked(look(self._client, "conversations.replies", channel=channel, ts=ts, limit=str(_MOST)))
        return [
            (str(message.get("user")), str(message.get("text") or ""))
            for message in told.get("messages") or []
            if message.get("user") not in (None, "", self._identity.user) and not message.get("bot_id")
        ]

    async def direct(self, user: str) -> str:
        """The channel of the direct message between the bot and a person."""
        told = await _asked(look(self._client, "conversations.open", users=user))
        return str((told.get("channel") or {}).get("id") or "")

    @property
    def signs(self) -> bool | None:
        """Whether the bot may post under another name; None if that is not known."""
        scopes = self._identity.scopes
        return None if scopes is None else "chat:write.customize" in scopes


async def _asked(call: Awaitable[Any]) -> Any:
    """What Slack answers, nothing if it fails."""
    try:
        return await call
    except BROKEN:
        return {}
