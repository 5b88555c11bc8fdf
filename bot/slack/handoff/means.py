"""What handing over needs: words, the triage channel, the clock, and what is looked up in Slack."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from bot import store
from bot.core import ticket as tickets
from bot.core.knowledge import Line
from bot.core.model import LineId
from bot.core.ticket import After, Place, Ticket
from bot.delivery.post import Landing, Times
from bot.slack.handoff.staff import Person
from bot.slack.words import Words
from bot.store import Thread


class Sight(Protocol):
    """What is looked up in Slack; what it does not tell is empty."""

    async def permalink(self, channel: str, ts: str) -> str:
        """The address of a message."""
        ...

    async def thread(self, channel: str, ts: str) -> list[tuple[str, str]]:
        """What people wrote in a thread, as user and text, the first first."""
        ...

    async def direct(self, user: str) -> str:
        """The channel of the direct message between the bot and a person."""
        ...

    @property
    def signs(self) -> bool | None:
        """Whether the bot may post under another name; None if that is not known."""
        ...


class Staff(Protocol):
    """Who may act on tickets."""

    async def look(self, user: str, at: float) -> Person:
        """A person as they were at a time (seconds since 1970) or later."""
        ...


@dataclass(frozen=True, slots=True)
class Means:
    """triage: the channel for cards, empty for none. group: the user group that works there, empty for none. now: the
    time in seconds since 1970. after: when so much working time has passed."""

    words: Words
    lines: Mapping[LineId, Line]
    triage: str
    group: str
    now: Callable[[], float]
    after: After
    sight: Sight
    staff: Staff

    def times(self, ticket: Ticket) -> Times:
        """When a ticket is to be looked at again."""
        return Times(tickets.due(ticket, self.now(), self.after), ticket.since if ticket.live else 0)


def note(lands: str, landing: Landing, state: str) -> str:
    """The state once it is known where a post of a ticket landed.

    lands: the field of the ticket that remembers it: card, place or question.
    """
    thread = store.load(state)
    if thread.ticket is None:
        return state
    found: dict[str, Any] = {lands: Place(landing.channel, landing.thread if lands == "place" else landing.ts)}
    return dump(thread, replace(thread.ticket, **found))


def dump(thread: Thread, ticket: Ticket | None) -> str:
    """The state with a ticket in it."""
    return store.dump(replace(thread, ticket=ticket))
