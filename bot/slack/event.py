"""Slack's event envelopes, read: which messages are for the bot, and which conversation they belong to.

Source: docs.slack.dev, "Events API", events `message` and `app_mention`. Both come for one mention, with different
event ids but the same channel and ts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.entry import PASSED_ON, Entry, Kind, Malformed, identifier, unreached, written

_MENTIONS = re.compile(r"<@[^<>\n]{1,80}>")
_SPOKEN = (None, "file_share", "thread_broadcast")
"""Subtypes of a message that a person wrote. All others are edits, deletions, joins, topics, other bots."""

AT_ONCE = frozenset({"app_home_opened"})
"""Events that go to Bolt instead of the inbox."""


@dataclass(frozen=True, slots=True)
class Channels:
    """Channels with a meaning: in `support` no mention is needed; what is written in a thread of `triage` is a reply to
    somebody who was handed over, if that thread is one of a ticket's card."""

    support: str | None = None
    triage: str | None = None


def needs_no_storing(envelope: Mapping[str, Any]) -> bool:
    """Whether an envelope tells of something that is over with what is shown at once: nothing is lost if it is."""
    event = envelope.get("event")
    return isinstance(event, Mapping) and event.get("type") in AT_ONCE


def read(envelope: Mapping[str, Any], bot: str, channels: Channels) -> Entry | None:
    """What an event envelope asks of the bot; None for what is not for it. Raises Malformed.

    bot: the bot's own user id as far as it is known, or empty.
    """
    event = envelope.get("event")
    if not isinstance(event, Mapping):
        raise Malformed("an event was expected")
    bot = _bot(envelope) or bot
    if not _is_spoken(event, bot):
        return None
    team = identifier(envelope.get("team_id") or event.get("team"))
    return _placed(event, team, bot, channels)


def _bot(envelope: Mapping[str, Any]) -> str:
    """The bot's user id, which Slack tells with every event."""
    told = envelope.get("authorizations")
    first = told[0] if isinstance(told, list) and told else None
    if isinstance(first, Mapping) and first.get("is_bot") and isinstance(first.get("user_id"), str):
        return str(first["user_id"])
    return ""


def _is_spoken(event: Mapping[str, Any], bot: str) -> bool:
    if event.get("type") not in ("message", "app_mention") or event.get("subtype") not in _SPOKEN:
        return False
    from_a_bot = event.get("bot_id") or event.get("bot_profile") or event.get("user") in ("USLACKBOT", bot)
    return bool(event.get("user")) and not from_a_bot and not event.get("hidden")


def _names(event: Mapping[str, Any], bot: str) -> bool:
    """Whether the text mentions the bot: `<@U1>`, or `<@U1|name>` in older clients."""
    text = str(event.get("text"))
    return bool(bot) and (f"<@{bot}>" in text or f"<@{bot}|" in text)


def _placed(event: Mapping[str, Any], team: str, bot: str, channels: Channels) -> Entry | None:
    channel, ts = identifier(event.get("channel")), identifier(event.get("ts"))
    threaded = identifier(event["thread_ts"]) if event.get("thread_ts") else ""
    direct = event.get("channel_type") == "im" or (not event.get("channel_type") and channel.startswith("D"))
    mentioned = event["type"] == "app_mention" or _names(event, bot)
    addressed = direct or mentioned
    if not (addressed or threaded or channel == channels.support):
        return None
    kind: Kind = "reply" if channel == channels.triage and not addressed else "message"
    whole, sensitive = written(event.get("text"))
    text = whole if kind == "reply" else unreached(whole)
    ours = bool(bot) and event.get("parent_user_id") == bot
    return Entry(
        kind=kind if kind == "reply" or _MENTIONS.sub("", text).strip() else "help",
        team=team,
        channel=channel,
        user=identifier(event.get("user")),
        name=f"{channel}:{ts}",
        ts=ts,
        thread=threaded or ("" if direct and not _in_agent_view(event) else ts),
        text=text,
        addressed=addressed,
        follows=bool(threaded) and not addressed and not ours and kind != "reply",
        sensitive=sensitive,
        cut=text != whole or len(whole) >= PASSED_ON,
        public=event.get("channel_type") == "channel" or channel == channels.support,
    )


def _in_agent_view(event: Mapping[str, Any]) -> bool:
    """Whether a direct message was written where Slack shows every one as a thread of its own.

    Source: docs.slack.dev, "Developing agents": with the agent view, Slack tells what the person was looking at
    (`app_context`), and the answer belongs into the message's thread. Without it, an answer stands beside the message.
    """
    return event.get("app_context") is not None
