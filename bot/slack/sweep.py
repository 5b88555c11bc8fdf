"""The sweep: messages that Slack has shown but never told us of go through the same door as everything else.

Source: docs.slack.dev, conversations.history and conversations.replies (both Tier 3: 50 calls a minute).
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.post import Refused
from bot.slack import failure
from bot.slack.client import look
from bot.slack.door import Door
from bot.slack.entry import Malformed
from bot.slack.identity import Identity

FARTHEST = 24 * 3600.0
"""Seconds a sweep looks back at the most; threads that began so long before it are looked into too."""
_PAGES = 5

log = structlog.get_logger()
Message = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Span:
    """After one second and up to another, both since 1970."""

    since: float
    until: float

    def holds(self, stamp: object) -> bool:
        """Whether a ts of Slack's lies within."""
        return self.since < float(str(stamp or 0)) <= self.until


@dataclass(frozen=True, slots=True)
class Swept:
    """How many messages were news to us; and whether every channel was seen, save those that Slack will never show."""

    missed: int
    whole: bool


async def sweep(client: AsyncWebClient, door: Door, identity: Identity, channels: Iterable[str], span: Span) -> Swept:
    """Let in what was written in the channels within the span. Raises redis.RedisError."""
    missed, whole = 0, True
    for channel in channels:
        try:
            async for message in _messages(client, channel, span):
                missed += await _admit(door, identity, channel, message)
        except failure.BROKEN as cause:
            meant = failure.told(cause) if isinstance(cause, SlackApiError) else cause
            log.warning("not_swept", channel=channel, error=f"{type(meant).__name__} {meant}".strip())
            whole = whole and isinstance(meant, Refused)
    return Swept(missed, whole)


async def _admit(door: Door, identity: Identity, channel: str, message: Message) -> bool:
    event = {**message, "type": "message", "channel": channel}
    who = [{"user_id": identity.user, "is_bot": True}]
    try:
        outcome = await door.admit({"team_id": identity.team, "authorizations": who, "event": event})
    except Malformed:
        return False
    return outcome == "stored"


async def _messages(client: AsyncWebClient, channel: str, span: Span) -> AsyncIterator[Message]:
    """Everything written then, threads included, the oldest first."""
    found: list[Message] = []
    async for message in _paged(
        client, "conversations.history", channel=channel, oldest=f"{span.since - FARTHEST:.6f}"
    ):
        if span.holds(message.get("ts")):
            found.append(message)
        if float(message.get("latest_reply") or 0) > span.since:
            thread = {"channel": channel, "ts": message["ts"], "oldest": f"{span.since:.6f}"}
            replies = [reply async for reply in _paged(client, "conversations.replies", **thread)]
            found += [one for one in replies if span.holds(one.get("ts")) and one["ts"] != message["ts"]]
    for message in sorted(found, key=lambda one: float(one["ts"])):
        yield message


async def _paged(client: AsyncWebClient, method: str, **asked: str) -> AsyncIterator[Message]:
    cursor: dict[str, str] = {}
    for _ in range(_PAGES):
        page = await _call(client, method, {**asked, **cursor, "limit": "200"})
        for message in page.get("messages") or []:
            yield message
        following = (page.get("response_metadata") or {}).get("next_cursor")
        if not following:
            return
        cursor = {"cursor": following}


async def _call(client: AsyncWebClient, method: str, asked: dict[str, str]) -> Any:
    """One call; when Slack is busy, once more after the time it asks for."""
    try:
        return await look(client, method, **asked)
    except SlackApiError as cause:
        if cause.response.status_code != 429:
            raise
        await asyncio.sleep(float(cause.response.headers.get("Retry-After") or 1))
    return await look(client, method, **asked)
