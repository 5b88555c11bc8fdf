"""A click on a ticket: whether it is allowed, what it changes, and who is told."""

from dataclasses import dataclass
from typing import cast

from bot.core import ticket as tickets
from bot.core.model import Language
from bot.core.ticket import Act, Place, Ticket
from bot.delivery.post import Post, Step
from bot.slack import posts
from bot.slack.entry import Entry
from bot.slack.handoff import telling
from bot.slack.handoff.means import Means, dump
from bot.slack.handoff.staff import Person
from bot.store import Thread

_OF_THE_ASKER = ("solved", "unsolved")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a click changes nothing: the key of a text."""

    key: str
    language: Language | None = None
    trouble: str = ""


async def act(means: Means, entry: Entry, thread: Thread) -> Step:
    """What a click leads to. Whoever may not act, or comes too late, is told why; nobody else sees that."""
    asked = entry.does in _OF_THE_ASKER
    who = Person(entry.user) if asked else await means.staff.look(entry.user, float(entry.ts))
    ticket = thread.ticket
    if who.bar:
        return _refuse(means, entry, ticket, Refused(who.bar, who.language, who.trouble))
    if ticket is None or not _genuine(entry, ticket):
        return _refuse(means, entry, ticket, Refused("unknown", who.language))
    if entry.does == "reassign" and (whom := await means.staff.look(entry.text, float(entry.ts))).bar:
        return _refuse(means, entry, ticket, Refused("new-owner", who.language, whom.trouble))
    after = tickets.act(ticket, cast(Act, entry.does), entry.user, means.now(), entry.text)
    if isinstance(after, str):
        return _refuse(means, entry, ticket, Refused(after, who.language or ticket.language))
    if after == ticket:
        return Step()
    return Step(dump(thread, after), _told(means, entry, who, after), times=means.times(after))


def _genuine(entry: Entry, ticket: Ticket) -> bool:
    """Whether the click came from the very message that has this ticket's buttons."""
    button = ticket.question if entry.does in _OF_THE_ASKER else ticket.card
    return entry.ticket == ticket.id and Place(entry.channel, entry.pressed) == button and bool(button.ts)


def _refuse(means: Means, entry: Entry, ticket: Ticket | None, refused: Refused) -> Step:
    language = refused.language or (ticket.language if ticket else None)
    values = {"who": f"<@{entry.text}>"}
    if ticket is not None and refused.key != "unknown":
        values |= {"owner": f"<@{ticket.owner}>", "asker": f"<@{ticket.asker}>"}
    told = telling.marked(means, language, f"ticket.refused.{refused.key}", **values)
    return Step(post=posts.quietly(entry, "refused", told), trouble=refused.trouble)


def _told(means: Means, entry: Entry, who: Person, ticket: Ticket) -> Post | None:
    """The card shows how it is now; then the asker, or the new owner, hears of it."""
    tells = {
        "claim": telling.taken,
        "return": telling.returned,
        "resolve": telling.resolved,
        "reassign": telling.reassigned,
        "reopen": telling.reopened,
        "solved": telling.solved,
        "unsolved": telling.unsolved,
    }
    return posts.chain(telling.card(means, entry, ticket), *tells[entry.does](means, entry, who, ticket))
