"""What the asker writes goes into the thread of the card, what colleagues write there goes to the asker."""

import re
import unicodedata
from dataclasses import replace
from typing import Any

from bot.core import ticket as tickets
from bot.core.model import Language
from bot.core.ticket import Place, Ticket
from bot.delivery.post import Post, Step
from bot.slack import posts
from bot.slack.entry import Entry
from bot.slack.handoff import telling
from bot.slack.handoff.means import Means, dump
from bot.slack.handoff.staff import Person
from bot.slack.views import text
from bot.store import Thread

_LOUD = re.compile(r"<!(?!date\^)(?P<name>[a-z]{1,20})(?:\^[A-Za-z0-9]{1,30})?(?:\|(?P<label>[^<>\n]{0,80}))?>")
"""A mention of everybody, or of a group (docs.slack.dev, "Formatting message text")."""


def concerns(entry: Entry, ticket: Ticket) -> bool:
    """Whether somebody wrote, or pressed a button instead, where the asker of a ticket is talked with."""
    spoken = entry.kind in ("message", "help", "form") and not entry.respond
    return spoken and Place(entry.channel, entry.thread) == ticket.place


def asked(means: Means, entry: Entry, thread: Thread, ticket: Ticket) -> Step:
    """What was written there is shown in the card's thread."""
    owner = entry.user == ticket.owner
    after = (tickets.answered if owner else tickets.asked)(ticket, means.now())
    failed = means.words.say(ticket.language, "human.failed")
    told = posts.reply(entry, "failed", failed, list(text.sections(failed)))
    post = posts.into(ticket.card, f"{entry.name}:card", entry.ts, _said(means, entry, ticket))
    return Step(dump(thread, after), replace(post, otherwise=told), times=means.times(after))


def _said(means: Means, entry: Entry, ticket: Ticket) -> str:
    who, typed = f"<@{entry.user}>", quiet(entry.text).strip()
    if not typed and not entry.cut:
        return telling.marked(means, ticket.language, "ticket.said.empty", who=who)
    told = telling.marked(means, ticket.language, "ticket.said", who=who, text=typed)
    return f"{told}\n{means.words.say(ticket.language, 'ticket.said.cut')}" if entry.cut else told


async def replied(means: Means, entry: Entry, thread: Thread) -> Step:
    """What a colleague wrote in the card's thread is shown to the asker under their name, unless it is a note.

    Whoever may not write there is told so, and so is who writes what reaches nobody.
    """
    if _is_note(means, entry.text):
        return Step()
    who = await means.staff.look(entry.user, float(entry.ts))
    ticket = thread.ticket
    barred = who.bar or _barred(entry, ticket)
    if barred or ticket is None:
        told = _refusal(means, who, ticket, barred)
        return Step(post=posts.quietly(entry, "refused", told), trouble=who.trouble)
    after = tickets.answered(ticket, means.now())
    post = posts.chain(_signed(means, entry, who, ticket), _cut(means, entry, who.language or ticket.language))
    return Step(dump(thread, after), post, times=means.times(after))


def _cut(means: Means, entry: Entry, language: Language) -> Post | None:
    """What tells the writer that their message was too long to be passed on whole."""
    if not entry.cut:
        return None
    return posts.quietly(entry, "cut", telling.marked(means, language, "ticket.refused.cut"))


def _refusal(means: Means, who: Person, ticket: Ticket | None, key: str) -> str:
    language = who.language or (ticket.language if ticket else None)
    return telling.marked(means, language, f"ticket.refused.{key}", **(_asker(ticket) if ticket else {}))


def _barred(entry: Entry, ticket: Ticket | None) -> str:
    """Why nothing is passed on from below a card; empty if it is."""
    if ticket is None or ticket.card != Place(entry.channel, entry.thread):
        return "unknown"
    if not ticket.live:
        return "ended"
    if ticket.state == "open":
        return "unclaimed"
    return "" if ticket.place.channel else "nowhere"


def _is_note(means: Means, typed: str) -> bool:
    """Whether a text is meant for colleagues only: it begins with one of the words for that, in either language."""
    said = unicodedata.normalize("NFKC", typed).strip().casefold()
    words = "\n".join(means.words.say(language, "ticket.note.words") for language in ("en", "ja")).split("\n")
    return said.startswith(tuple(word.casefold() for word in words))


def _signed(means: Means, entry: Entry, who: Person, ticket: Ticket) -> Post:
    """The message under the colleague's name; where Slack does not allow that, their name stands before it.

    Source: docs.slack.dev, chat.postMessage, `username` and `icon_url` need the scope chat:write.customize.
    """
    key, name, typed = f"{entry.name}:asker", who.name or f"@{who.id}", quiet(entry.text)
    named = telling.marked(means, ticket.language, "ticket.by", name=text.escape(name), text=typed)
    shown = _refusal(means, who, ticket, "not-delivered")
    plain = posts.into(ticket.place, f"{key}:plain", entry.ts, named)
    plain = replace(plain, otherwise=posts.quietly(entry, "refused", shown))
    if means.sight.signs is False:
        return plain
    signature: dict[str, Any] = {"username": name} | ({"icon_url": who.image} if who.image else {})
    post = posts.into(ticket.place, key, entry.ts, typed if means.sight.signs else named)
    return replace(post, args=post.args | signature, otherwise=plain)


def _asker(ticket: Ticket) -> dict[str, str]:
    return {"asker": f"<@{ticket.asker}>"}


def quiet(typed: str) -> str:
    """A typed text that notifies nobody in bulk when it is posted again."""
    return _LOUD.sub(lambda found: "@" + (found["label"] or found["name"]).lstrip("@"), typed)
