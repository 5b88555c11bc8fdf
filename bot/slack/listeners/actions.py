"""Buttons: a click becomes an entry in the inbox, so that it is answered in its turn like a typed message."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.door import Door
from bot.slack.entry import Entry, Kind, identifier, spoken
from bot.slack.views.answer import CHOICE, HUMAN, SHARE


def register(app: AsyncApp, door: Door) -> None:
    """The buttons that answers have."""

    async def pressed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await door.store(entry(body, action))
        await ack()

    for name in (re.compile(rf"^{re.escape(CHOICE)}\d+$"), HUMAN, SHARE):
        app.action(name)(pressed)


def entry(body: Mapping[str, Any], action: Mapping[str, Any]) -> Entry:
    """The entry that a click stands for (payload `block_actions`). Raises Malformed."""
    container, message = body.get("container") or {}, body.get("message") or {}
    channel = identifier((body.get("channel") or {}).get("id") or container.get("channel_id"))
    own = container.get("message_ts") or message.get("ts") or ""
    threaded = message.get("thread_ts") or container.get("thread_ts") or ""
    private = bool(container.get("is_ephemeral"))
    ts = identifier(action.get("action_ts"))
    text, sensitive = spoken(action.get("value"))
    user = identifier((body.get("user") or {}).get("id"))
    button = f"{channel}:{identifier(own or ts)}:{identifier(action.get('action_id'))}"
    return Entry(
        kind=_kind(str(action.get("action_id"))),
        team=identifier((body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id")),
        channel=channel,
        user=user,
        name=f"{button}:{ts}",
        once=f"{button}:{user}",
        ts=ts,
        thread="" if private else _thread(channel, threaded, own),
        text=text,
        sensitive=sensitive,
        respond=str(body.get("response_url") or "") if private else "",
    )


def _thread(channel: str, threaded: str, own: str) -> str:
    if threaded:
        return identifier(threaded)
    return "" if channel.startswith("D") else identifier(own)


def _kind(action: str) -> Kind:
    kinds: dict[str, Kind] = {HUMAN: "human", SHARE: "share"}
    return kinds.get(action, "message")
