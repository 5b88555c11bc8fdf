"""A ticket: somebody asked for a person. Who has it, where it is talked about, and what may become of it.

Pure: times are handed in as seconds since 1970, people and places are ids. One ticket is only ever changed by one
worker at a time, for it is kept with the asker's conversation; so of many who claim it, the first one has it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from bot.core.model import Language, Reply

WEEK = 7 * 24 * 3600.0
"""Seconds in which an ended ticket can be opened again; then it is removed."""
UNCLAIMED = timedelta(minutes=15)
"""Working time after which the channel is reminded of a ticket that nobody has claimed."""
SILENT = timedelta(hours=4)
"""Working time after which the owner is reminded of a ticket in which they have not written."""

State = Literal["open", "claimed", "resolved", "returned"]
Act = Literal["claim", "return", "resolve", "reassign", "reopen", "solved", "unsolved"]
"""What people do with a ticket by buttons; the last two are the asker's own."""
Why = Literal["asked", "pressed", "unclear", "boundary", "doubted", "outside", "failed"]
"""Why somebody was handed over: asked for it in words or by the button; the others tell why the desk offered it."""
Refusal = Literal["taken", "ended", "running", "late", "not-asker"]

After = Callable[[float, timedelta], float]
"""The second at which so much working time has passed since another second."""


@dataclass(frozen=True, slots=True)
class Place:
    """A thread: its channel, and the ts of its first message (empty until that has been posted)."""

    channel: str = ""
    ts: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a person is told who takes a ticket over. where: the asker's channel and thread, in the chat's own markup.
    question: what was asked, its secrets taken out; quoted: whether it may be told at all. understood, answered: in
    the desk's own words."""

    where: str = ""
    question: str = ""
    quoted: bool = True
    understood: str = ""
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """place: where the asker is talked with. card: the message in the triage channel. question: where the asker was
    asked whether it is solved.

    since: when it was opened. touched: from when its owner's silence counts. ended: when it was resolved or returned,
    0 while it is not. by: who ended it. reminded: nothing has happened since a reminder. confirmed: the asker has said
    that it is solved.
    """

    id: str
    asker: str
    language: Language
    why: tuple[Why, ...]
    since: float
    touched: float
    brief: Brief = Brief()
    place: Place = Place()
    card: Place = Place()
    question: Place = Place()
    state: State = "open"
    owner: str = ""
    by: str = ""
    ended: float = 0
    reminded: bool = False
    confirmed: bool = False

    @property
    def live(self) -> bool:
        """Whether a person has it or is to take it, so that the bot keeps quiet."""
        return self.state in ("open", "claimed")


def act(ticket: Ticket, does: Act, who: str, now: float, whom: str = "") -> Ticket | Refusal:
    """The ticket after someone's click, the same one where nothing changes; or why it is refused.

    who, whom: user ids; whom: to whom it is reassigned. That they belong to the support group is checked before.
    """
    if does in ("solved", "unsolved") and who != ticket.asker:
        return "not-asker"
    if ticket.ended and now - ticket.ended > WEEK:
        return "late"
    if does in ("claim", "return", "resolve", "reassign"):
        return _while_live(ticket, does, who, now, whom)
    return _once_ended(ticket, does, who, now)


def _while_live(ticket: Ticket, does: Act, who: str, now: float, whom: str) -> Ticket | Refusal:
    if not ticket.live:
        ended_so = {"resolve": "resolved", "return": "returned"}.get(does)
        return ticket if ended_so == ticket.state and who == ticket.by else "ended"
    if does == "claim":
        if ticket.state == "claimed":
            return ticket if ticket.owner == who else "taken"
        return _owned(ticket, who, now)
    if does == "reassign":
        return ticket if ticket.owner == whom else _owned(ticket, whom, now)
    state: State = "resolved" if does == "resolve" else "returned"
    return replace(ticket, state=state, by=who, ended=now, touched=now, confirmed=False)


def _once_ended(ticket: Ticket, does: Act, who: str, now: float) -> Ticket | Refusal:
    if ticket.live:
        return ticket if does == "unsolved" else "running"
    if does == "reopen":
        return _owned(ticket, who, now)
    if ticket.state == "returned":
        return "ended"
    if does == "solved":
        return replace(ticket, confirmed=True)
    return _owned(ticket, ticket.owner or ticket.by, now)


def _owned(ticket: Ticket, owner: str, now: float) -> Ticket:
    anew = replace(ticket, state="claimed", owner=owner, by="", ended=0, confirmed=False)
    return answered(anew, now)


def answered(ticket: Ticket, now: float) -> Ticket:
    """The ticket after the support side wrote something."""
    return replace(ticket, touched=now, reminded=False)


def asked(ticket: Ticket, now: float) -> Ticket:
    """The ticket after the asker wrote something: that puts off no reminder, but after one it deserves another."""
    return answered(ticket, now) if ticket.state == "claimed" and ticket.reminded else ticket


def due(ticket: Ticket, now: float, after: After) -> float:
    """The second at which a ticket is to be looked at again: a reminder, its removal, or only to keep it."""
    if ticket.ended:
        return ticket.ended + WEEK
    if ticket.reminded:
        return now + WEEK
    if ticket.state == "open":
        return after(ticket.since, UNCLAIMED)
    return after(ticket.touched, SILENT)


def why(reply: Reply) -> Why | None:
    """Why the desk offers a person with a reply; None if it does not."""
    if not reply.handoff:
        return None
    if reply.doubted:
        return "doubted"
    if reply.kind == "unclear":
        return "unclear"
    if any(outcome.state == "boundary" for outcome in reply.outcomes):
        return "boundary"
    return "outside" if "out_of_scope" in reply.intents else None
