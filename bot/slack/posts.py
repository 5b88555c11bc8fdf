"""Posts to where an entry came from, to everyone there, and to the triage channel."""

from dataclasses import replace
from typing import Any

from bot.core.ticket import Place
from bot.delivery.post import Post
from bot.slack.entry import Entry
from bot.slack.views import text
from bot.slack.views.text import Block

EVENT_TYPE = "renewal_desk_post"
"""The type of the metadata that goes with every post."""
FORGET = "forget"
"""Stands in a method's place."""


REDUCED = ("bare", "plain")
"""How a post with less in it is called, by the last part of its key."""


def reply(entry: Entry, part: str, fallback: str, shown: list[Block], newest: Block | None = None) -> Post:
    """A message to where the entry came from: into its thread, or to the asker alone. part: unique within the entry.

    newest: a last block that not every Slack may know yet. Should Slack refuse the blocks, they are posted without it;
    should it refuse those too, the point of the answer still gets through.
    """
    post = _reply(entry, f"{entry.name}:{part}", fallback, shown)
    if newest is None:
        return post
    fuller = _reply(entry, post.key, fallback, [*shown, newest])
    return replace(fuller, otherwise=replace(post, key=f"{post.key}:bare"))


def _reply(entry: Entry, key: str, fallback: str, shown: list[Block]) -> Post:
    if entry.respond:
        body = {"response_type": "ephemeral", "replace_original": False} | _shown(fallback, shown)
        return Post(key, "respond", {"url": entry.respond, "body": body})
    args = _message(entry.channel, fallback, thread_ts=entry.thread)
    plain = Post(f"{key}:plain", "chat.postMessage", args, since=entry.ts)
    return Post(key, "chat.postMessage", args | {"blocks": shown}, since=entry.ts, otherwise=plain)


def anew(entry: Entry, of: str, fallback: str, shown: list[Block], newest: Block | None = None) -> Post:
    """The post with the key `of`, said anew in its place; it keeps its key.

    Source: docs.slack.dev, chat.update.
    """
    args = {"channel": entry.channel, "thread_ts": entry.thread, "metadata": keyed(of)} | _shown(fallback, shown)
    post = Post(f"{entry.name}:update", "chat.update", args, since=entry.ts, of=of)
    if newest is None:
        return post
    return replace(post, args=args | {"blocks": [*shown, newest]}, otherwise=replace(post, key=f"{post.key}:bare"))


def removal(entry: Entry, of: str) -> Post:
    """The post with the key `of`, removed. Source: docs.slack.dev, chat.delete."""
    args = {"channel": entry.channel, "thread_ts": entry.thread}
    return Post(f"{entry.name}:removal", "chat.delete", args, since=entry.ts, of=of)


def keyed(key: str) -> dict[str, Any]:
    """The metadata by which a post is found again (docs.slack.dev, "Message metadata")."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": key}}


def in_session(post: Post, title: str, asks: bool) -> Post:
    """The post, and whatever takes its place, as part of a conversation that Slack shows with its title and state."""
    instead = in_session(post.otherwise, title, asks) if post.otherwise else None
    return replace(post, title=title, asks=asks, otherwise=instead)


def share(entry: Entry, fallback: str, shown: list[Block]) -> Post:
    """A message to everyone in the channel, in place of the one that only the asker saw."""
    body = {"response_type": "in_channel", "replace_original": False, "delete_original": True}
    return Post(f"{entry.name}:share", "respond", {"url": entry.respond, "body": body | _shown(fallback, shown)})


def replaced(entry: Entry, fallback: str, shown: list[Block]) -> Post:
    """The message that only the asker sees, in the place of the one whose button was pressed."""
    body = {"response_type": "ephemeral", "replace_original": True}
    return Post(f"{entry.name}:replaced", "respond", {"url": entry.respond, "body": body | _shown(fallback, shown)})


def into(place: Place, key: str, since: str, told: str, shown: list[Block] | None = None) -> Post:
    """A message into a thread, or into a channel where the place has no ts. key: its own; since: an entry's ts."""
    blocks = {"blocks": shown} if shown else {}
    return Post(key, "chat.postMessage", _message(place.channel, told, place.ts) | blocks, since=since)


def remembered(post: Post, lands: str) -> Post:
    """The post; the ticket remembers where it landed as this."""
    return replace(post, lands=lands)


def update(place: Place, key: str, told: str, shown: list[Block]) -> Post:
    """Another text for a message of our own."""
    return Post(key, "chat.update", {"channel": place.channel, "ts": place.ts, "text": told, "blocks": shown})


def quietly(entry: Entry, part: str, told: str) -> Post:
    """A message that only whoever made the entry sees: by the response URL of a click, else in the thread.

    told: mrkdwn, such as `<@U1>`, in at most 3,000 characters.
    """
    shown = [text.section(told)]
    args = _message(entry.channel, told, thread_ts=entry.thread) | {"user": entry.user, "blocks": shown}
    plain = Post(f"{entry.name}:{part}", "chat.postEphemeral", args, since=entry.ts)
    if not entry.respond:
        return plain
    return replace(reply(entry, part, told, shown), otherwise=plain)


def chain(*links: Post | None) -> Post | None:
    """Posts in a row; one that Slack refuses does not keep the next from being posted."""
    following: Post | None = None
    for post in reversed([one for one in links if one is not None]):
        following = _before(post, following)
    return following


def _before(post: Post, following: Post | None) -> Post:
    then = following if post.then is None else _before(post.then, following)
    otherwise = following if post.otherwise is None else _before(post.otherwise, following)
    return replace(post, then=then, otherwise=otherwise)


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
