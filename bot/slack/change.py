"""Edits and deletions of questions, read from Slack's envelopes.

Source: docs.slack.dev, `message_changed`, `message_deleted`. A message that is deleted while it has replies leaves a
"tombstone" in its place, which comes as a change. Slack also sends changes that no person made (previews of links, the
language it found); those have no `edited` of the moment and leave the text as it was.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.slack.entry import Entry, Malformed, identifier, spoken

WINDOW = 300.0
"""Seconds after a question in which its edit changes the answer."""


def read(envelope: Mapping[str, Any], bot: str) -> Entry | None:
    """What an edit or a deletion asks of the bot; None for anything else. Raises Malformed.

    bot: the bot's own user id as far as it is known, or empty.
    """
    event = envelope.get("event")
    if not isinstance(event, Mapping) or event.get("type") != "message":
        return None
    subtype, before, after = event.get("subtype"), event.get("previous_message"), event.get("message")
    if subtype == "message_deleted" and isinstance(before, Mapping):
        return _deleted(envelope, event, before, bot)
    if subtype != "message_changed" or not isinstance(after, Mapping) or not isinstance(before, Mapping):
        return None
    if after.get("subtype") == "tombstone":
        return _deleted(envelope, event, before, bot)
    return _edited(envelope, event, before, after, bot)


def _deleted(
    envelope: Mapping[str, Any], event: Mapping[str, Any], message: Mapping[str, Any], bot: str
) -> Entry | None:
    if not _by_a_person(message, bot):
        return None
    return replace(_of(envelope, event, message, "deleted"), kind="deleted")


def _edited(
    envelope: Mapping[str, Any],
    event: Mapping[str, Any],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    bot: str,
) -> Entry | None:
    edited = after.get("edited")
    if not isinstance(edited, Mapping) or not _by_a_person(after, bot) or before.get("text") == after.get("text"):
        return None
    at = identifier(edited.get("ts"))
    one = _of(envelope, event, after, f"edited:{at}")
    if _seconds(at) - _seconds(one.ts) > WINDOW:
        return None
    text, sensitive = spoken(after.get("text"))
    return replace(one, text=text, sensitive=sensitive)


def _of(envelope: Mapping[str, Any], event: Mapping[str, Any], message: Mapping[str, Any], change: str) -> Entry:
    """The entry of a change to a message, as far as every change has one."""
    channel, ts = identifier(event.get("channel")), identifier(message.get("ts"))
    return Entry(
        kind="edited",
        team=identifier(envelope.get("team_id")),
        channel=channel,
        user=identifier(message.get("user")),
        name=f"{channel}:{ts}:{change}",
        ts=ts,
        thread=_thread(event, message, channel, ts),
        follows=True,
    )


def _by_a_person(message: Mapping[str, Any], bot: str) -> bool:
    return bool(message.get("user")) and not message.get("bot_id") and message.get("user") not in ("USLACKBOT", bot)


def _thread(event: Mapping[str, Any], message: Mapping[str, Any], channel: str, ts: str) -> str:
    """The thread in which the message was answered."""
    if message.get("thread_ts"):
        return identifier(message["thread_ts"])
    direct = event.get("channel_type") == "im" or channel.startswith("D")
    return "" if direct else ts


def _seconds(ts: str) -> float:
    try:
        return float(ts)
    except ValueError:
        raise Malformed("a ts was expected") from None
