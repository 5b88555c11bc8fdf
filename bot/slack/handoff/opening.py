"""A person is called: a card for the triage channel, and the asker is told who will answer where."""

import hashlib
from dataclasses import replace

from bot import store
from bot.core.model import Language
from bot.core.ticket import Place, Ticket, Why
from bot.delivery.post import Post, Step
from bot.slack import posts
from bot.slack.entry import Entry
from bot.slack.handoff import briefing
from bot.slack.handoff.means import Means, dump
from bot.slack.views import text
from bot.slack.views import ticket as views
from bot.store import Thread


async def call(means: Means, entry: Entry, thread: Thread, first: Post | None = None, warning: str = "") -> Step:
    """A ticket and its card; the asker is told once the card has landed, or that it cannot.

    first: what is posted before. warning: what the asker is told as well, be the card refused or not.
    """
    language: Language = thread.conversation.language or "en"
    if thread.ticket is not None and thread.ticket.live:
        return Step(store.dump(thread), posts.chain(first, _told(entry, means.words.say(language, "ticket.already"))))
    failed = _told(entry, warning + means.words.say(language, "human.failed"), "failed")
    if not means.triage:
        return Step(store.dump(thread), posts.chain(first, failed), trouble="triage_channel_missing")
    ticket = await _ticket(means, entry, thread, language)
    card = posts.into(
        Place(means.triage),
        f"{entry.name}:card",
        entry.ts,
        means.words.say(language, "card.title"),
        views.card(ticket, entry.conversation, means.words),
    )
    told = _answered_where(means, entry, ticket, warning)
    card = replace(card, keeps=dump(thread, ticket), lands="card", leads=True, then=told, otherwise=failed)
    return Step(store.dump(thread), posts.chain(first, card), times=means.times(ticket))


async def _ticket(means: Means, entry: Entry, thread: Thread, language: Language) -> Ticket:
    now = means.now()
    return Ticket(
        id=hashlib.sha256(f"{entry.team} {entry.name}".encode()).hexdigest()[:16],
        asker=entry.user,
        language=language,
        why=_why(entry, thread),
        since=now,
        touched=now,
        brief=await briefing.brief(means, entry, thread, language),
        place=await _place(means, entry),
    )


def _why(entry: Entry, thread: Thread) -> tuple[Why, ...]:
    wished: Why = "pressed" if entry.kind == "human" else "asked"
    return (thread.offered, wished) if thread.offered else (wished,)


async def _place(means: Means, entry: Entry) -> Place:
    """Where the asker is talked with: their thread; else one in a direct message, which begins with what they are told.

    An answer to a command can be added to for half an hour only (docs.slack.dev, "Handling user interaction"), and a
    direct message as a whole stays with the bot.
    """
    if entry.respond:
        return Place(await means.sight.direct(entry.user))
    return Place(entry.channel, entry.thread)


def _answered_where(means: Means, entry: Entry, ticket: Ticket, warning: str) -> Post:
    """What the asker is told: where somebody will answer."""

    def told(key: str) -> Post:
        return _told(entry, warning + means.words.say(ticket.language, key))

    if ticket.place.ts or not ticket.place.channel:
        return told("human.started" if ticket.place.ts else "human.started.direct")
    begins = ("" if entry.respond else warning) + means.words.say(ticket.language, "ticket.started.thread")
    thread = posts.into(ticket.place, f"{entry.name}:thread", entry.ts, begins, list(text.sections(begins)))
    elsewhere = told("ticket.started.elsewhere") if entry.respond else None
    return replace(thread, lands="place", leads=True, then=elsewhere, otherwise=told("human.started.direct"))


def _told(entry: Entry, told: str, part: str = "told") -> Post:
    return posts.reply(entry, part, text.shorten(told, text.FALLBACK), list(text.sections(told)))
