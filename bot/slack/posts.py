"""Posts to where an entry came from, to everyone there, and to the triage channel."""

from dataclasses import replace
from typing import Any

from bot.delivery.post import Post
from bot.slack.entry import Entry
from bot.slack.views.text import Block

FORGET = "forget"
"""Stands in a method's place."""


def reply(entry: Entry, part: str, fallback: str, shown: list[Block]) -> Post:
    """A message to where the entry came from: into its thread, or to the asker alone. part: unique within the entry."""
    key = f"{entry.name}:{part}"
    if entry.respond:
        body = {"response_type": "ephemeral", "replace_original": False, "text": fallback, "blocks": shown}
        return Post(key, "respond", {"url": entry.respond, "body": body})
    args = _message(entry.channel, fallback, thread_ts=entry.thread)
    post = Post(key, "chat.postMessage", args | {"blocks": shown}, since=entry.ts)
    # Should Slack refuse the blocks, the point of the answer still gets through.
    return replace(post, otherwise=Post(f"{key}:plain", "chat.postMessage", args, since=entry.ts))


def share(entry: Entry, fallback: str, shown: list[Block]) -> Post:
    """A message to everyone in the channel, in place of the one that only the asker saw."""
    body = {"response_type": "in_channel", "replace_original": False, "delete_original": True}
    return Post(f"{entry.name}:share", "respond", {"url": entry.respond, "body": body | _shown(fallback, shown)})


def card(entry: Entry, channel: str, fallback: str, shown: list[Block]) -> Post:
    """A message to another channel about the entry."""
    args = _message(channel, fallback) | {"blocks": shown}
    return Post(f"{entry.name}:card", "chat.postMessage", args, since=entry.ts)


def warning(entry: Entry, told: str, shown: list[Block]) -> Post:
    """A message in a shared place that only the asker sees."""
    args = _message(entry.channel, told, thread_ts=entry.thread) | {"user": entry.user, "blocks": shown}
    return Post(f"{entry.name}:warning", "chat.postEphemeral", args, since=entry.ts)


def alarm(refused: Post, triage: str, told: str) -> Post | None:
    """A message to the triage channel about a post that Slack refused; none if it was itself meant for there."""
    if not triage or refused.args.get("channel") == triage:
        return None
    return Post(f"{refused.key}:alarm", "chat.postMessage", _message(triage, told), since=refused.since)


def forget(entry: Entry) -> Post:
    """Not a post: everything that is kept of the asker is removed."""
    return Post(f"{entry.name}:forget", FORGET, {"team": entry.team, "user": entry.user})


def _shown(fallback: str, shown: list[Block]) -> dict[str, Any]:
    return {"text": fallback, "blocks": shown}


def _message(channel: str, fallback: str, thread_ts: str = "") -> dict[str, Any]:
    """Arguments of a post whose links are not unfolded into previews."""
    where = {"thread_ts": thread_ts} if thread_ts else {}
    return {"channel": channel, "text": fallback, "unfurl_links": False, "unfurl_media": False, **where}
