"""What the home tab shows: one's own open tickets and, to the support group, how the desk is doing."""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import date

from redis.asyncio import Redis

from bot import store
from bot.core import rule
from bot.core.knowledge import Knowledge, Source
from bot.core.model import Language
from bot.core.ticket import Ticket
from bot.delivery import figures, soundness, troubles
from bot.delivery.agenda import Agenda
from bot.delivery.figures import Figures
from bot.delivery.thumbs import Counted, Thumbs
from bot.store import Unclear

PERIODS = (7, 30)
"""Days over which answers are counted."""


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A question that was not understood, and the conversation it was asked in."""

    conversation: str
    language: Language
    question: Unclear


@dataclass(frozen=True, slots=True)
class Overview:
    """How the desk is doing. waiting: the open tickets, the longest wait first. periods: by their days what questions
    came to, and thumbs. sources: what the rules in force rest on. problems: what the operators must mend, by the name
    of its text or, where Slack refused something, as "channel:error"."""

    waiting: tuple[Ticket, ...] = ()
    periods: tuple[tuple[int, Figures, Counted], ...] = ()
    puzzles: tuple[Puzzle, ...] = ()
    sources: tuple[Source, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """What one person's home tab shows. channel: their direct message with the bot, if that is known. overview: None
    for whoever is not in the support group."""

    language: Language
    team: str
    channel: str = ""
    mine: tuple[Ticket, ...] = ()
    overview: Overview | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """Where the home tab looks things up. missing: settings that are not set, by the names of their texts."""

    redis: Redis
    knowledge: Knowledge
    missing: tuple[str, ...] = field(default=())

    async def tickets(self, team: str) -> tuple[Ticket, ...]:
        """The open tickets, the longest wait first. Raises redis.RedisError, as do the others."""
        waiting = await Agenda(self.redis).waiting(team)
        found = (store.load(state).ticket for state in waiting.values())
        return tuple(one for one in found if one is not None and one.live)

    async def puzzles(self, team: str) -> tuple[Puzzle, ...]:
        """The questions that were not understood, the latest first."""
        states = await figures.unclear(self.redis, team)
        return tuple(
            Puzzle(conversation, thread.conversation.language or "en", question)
            for conversation, thread in ((name, store.load(state)) for name, state in states.items())
            for question in reversed(thread.unclear)
        )

    async def overview(self, team: str, waiting: tuple[Ticket, ...], today: date) -> Overview:
        """How the desk is doing. waiting: from `tickets`. today: the day in Japan."""
        thumbs = Thumbs(self.redis)
        counted = [
            (days, await figures.count(self.redis, team, today, days), await thumbs.count(team, today, days))
            for days in PERIODS
        ]
        puzzles, problems = await asyncio.gather(self.puzzles(team), self._problems(team))
        return Overview(waiting, tuple(counted), puzzles, self._sources(today), problems)

    async def _problems(self, team: str) -> tuple[str, ...]:
        shown = await troubles.since(self.redis, team, time.time() - troubles.NEWS)
        known = [one for one in shown if ":" in one]
        return (*self.missing, *await soundness.look(self.redis), *sorted(known))

    def _sources(self, today: date) -> tuple[Source, ...]:
        used = {rule.version(line, today).source for line in self.knowledge.lines.values()}
        return tuple(one for name, one in self.knowledge.sources.items() if name in used)
