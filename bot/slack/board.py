"""What the home tab shows: one's own open tickets and, to the support group, how the desk is doing."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from redis.asyncio import Redis

from bot import store
from bot.core import rule
from bot.core.knowledge import Source
from bot.core.model import Conversation, Language
from bot.core.ticket import Ticket
from bot.delivery import figures, keys, looking, soundness, troubles
from bot.delivery.agenda import Agenda
from bot.delivery.figures import Figures, Sort
from bot.delivery.thumbs import Counted, Thumbs
from bot.desk import Answered, Desk
from bot.store import Unclear

PERIODS = (7, 30)
"""Days over which answers are counted."""


def sort(answered: Answered) -> Sort | Literal[""]:
    """What a question came to; small talk to nothing."""
    kind = answered.reply.kind
    if kind in ("unclear", "smalltalk"):
        return "unclear" if kind == "unclear" else ""
    return "asked" if answered.message.question else "answered"


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
    for whoever is not in the support group. unchecked: Slack did not tell whether they are."""

    language: Language
    team: str
    channel: str = ""
    mine: tuple[Ticket, ...] = ()
    overview: Overview | None = None
    unchecked: bool = False


@dataclass(frozen=True, slots=True)
class Records:
    """Where the home tab looks things up."""

    redis: Redis
    desk: Desk

    async def tickets(self, team: str) -> tuple[Ticket, ...]:
        """The open tickets, the longest wait first. Raises redis.RedisError, as do the others."""
        waiting = await Agenda(self.redis).waiting(team)
        found = (store.load(state).ticket for state in waiting.values())
        return tuple(one for one in found if one is not None and one.live)

    async def puzzles(self, team: str, today: date) -> tuple[Puzzle, ...]:
        """The questions that are not understood to this day, the latest first. today: the day in Japan."""
        states = await figures.unclear(self.redis, team)
        found = (puzzle for name, state in states.items() for puzzle in _puzzles(name, state))
        return tuple(one for one in found if self._is_unclear(one, today))

    async def puzzle(self, team: str, conversation: str, name: str, today: date) -> Puzzle | None:
        """One of them, by its conversation and the name of its entry; None if it is none any more."""
        states = await looking.states(self.redis, team, [conversation])
        found = (one for one in _puzzles(conversation, states.get(conversation, "")) if one.question.name == name)
        return next((one for one in found if self._is_unclear(one, today)), None)

    def _is_unclear(self, puzzle: Puzzle, today: date) -> bool:
        fresh = Conversation(language=puzzle.language)
        return self.desk.take_turn(fresh, puzzle.question.text, today).reply.kind == "unclear"

    async def count(self, team: str, what: Sort, today: date) -> None:
        """One more answer that was given at once."""
        await figures.add(self.redis, team, what, today)

    async def overview(self, team: str, waiting: tuple[Ticket, ...], missing: tuple[str, ...], today: date) -> Overview:
        """How the desk is doing. waiting: from `tickets`. missing: settings that are not set, by the names of their
        texts. today: the day in Japan."""
        counted = await figures.count(self.redis, team, today, PERIODS)
        thumbs = await Thumbs(self.redis).count(team, today, PERIODS)
        periods = tuple(zip(PERIODS, counted, thumbs, strict=True))
        puzzles, problems = await asyncio.gather(self.puzzles(team, today), self._problems(team, missing))
        return Overview(waiting, periods, puzzles, self._sources(today), problems)

    async def _problems(self, team: str, missing: tuple[str, ...]) -> tuple[str, ...]:
        shown = await troubles.since(self.redis, team, time.time() - troubles.NEWS)
        known = [one for one in shown if ":" in one]
        dead = ["dead"] * bool(await self.redis.hlen(keys.Keys(team).dead))
        return (*missing, *await soundness.look(self.redis), *dead, *sorted(known))

    def _sources(self, today: date) -> tuple[Source, ...]:
        used = {rule.version(line, today).source for line in self.desk.knowledge.lines.values()}
        return tuple(one for name, one in self.desk.knowledge.sources.items() if name in used)


def _puzzles(conversation: str, state: str) -> Iterator[Puzzle]:
    """The questions of a conversation that were not understood, the latest first."""
    thread = store.load(state)
    for question in reversed(thread.unclear):
        yield Puzzle(conversation, thread.conversation.language or "en", question)
