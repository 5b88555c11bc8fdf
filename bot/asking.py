"""Questions asked outside Slack: one, a stream of JSON lines, or a conversation; and how a text was read.

The shapes are the machine-readable form that others build on (`bot/README.md`, "One answer as JSON").
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.core import wording
from bot.core.model import Conversation, Language, Period, Reading, Subject
from bot.desk import Answered, Desk
from bot.slack.views import answer

Json = dict[str, Any]


class BadRequest(Exception):
    """A line of a stream that cannot be answered; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Request:
    """One question of a stream."""

    text: str
    today: date
    language: Language | None = None
    conversation: str | None = None


@dataclass(slots=True)
class Asker:
    """Asks the desk and keeps the conversations of one run. `today` is a day in Asia/Tokyo."""

    desk: Desk
    today: date
    conversations: dict[str, Conversation] = field(default_factory=dict)

    def ask(self, request: Request) -> Answered:
        """One turn of the request's conversation (of its own, where it names none)."""
        known = self.conversations.get(request.conversation or "", Conversation())
        answered = self.desk.take_turn(known, request.text, request.today, request.language)
        if request.conversation is not None:
            self.conversations[request.conversation] = answered.conversation
        return answered

    def answers(self, lines: Iterable[str]) -> Iterator[Json]:
        """One JSON object for each line of a stream, in order; a bad line gets {"error": …}."""
        for line in lines:
            if line.strip():
                try:
                    yield as_json(self.ask(parse(line, self.today)))
                except BadRequest as bad:
                    yield {"error": str(bad)}

    def readings(self, lines: Iterable[str]) -> Iterator[Json]:
        """How each line of a stream was read, in order; a bad line gets {"error": …}."""
        for line in lines:
            if line.strip():
                try:
                    request = parse(line, self.today)
                    yield explained(self.desk.read(request.text, request.today, request.language), request)
                except BadRequest as bad:
                    yield {"error": str(bad)}


def parse(line: str, today: date) -> Request:
    """A request from one line: {"text", "conversation"?, "today"?, "language"?}. Raises BadRequest."""
    try:
        given = json.loads(line)
    except ValueError:
        raise BadRequest('This line is not JSON; write one object a line, such as {"text": "…"}.') from None
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise BadRequest('"text" is missing; write one object a line, such as {"text": "…"}.')
    language = given.get("language")
    if language not in (None, "en", "ja"):
        raise BadRequest('"language" is wrong; write "en" or "ja", or leave it out.')
    conversation = given.get("conversation")
    return Request(
        given["text"], _day(given.get("today"), today), language, None if conversation is None else str(conversation)
    )


def _day(given: object, today: date) -> date:
    if given is None:
        return today
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise BadRequest('"today" is not a date; write it as 2018-03-31.') from None


def as_json(answered: Answered) -> Json:
    """The machine-readable form of one answer."""
    reply, message = answered.reply, answered.message
    return {
        "language": reply.language,
        "intents": list(reply.intents),
        "scope": reply.scope,
        "lines": list(reply.lines),
        "expiry": [{**_span(period), "approximate": approximate} for period, approximate in _spans(reply.subjects)],
        "outcomes": [
            {"line": outcome.line, "state": outcome.state, "last_day": outcome.last_day and _span(outcome.last_day)}
            for outcome in reply.outcomes
        ],
        "verdict": reply.verdict,
        "missing": list(reply.missing),
        "articles": list(reply.articles),
        "links": [{"title": link.title, "url": link.url} for link in message.links],
        "handoff": reply.handoff,
        "sensitive": bool(reply.secrets),
        "text": wording.plain(message),
        "blocks": answer.blocks(message),
    }


def explained(reading: Reading, request: Request) -> Json:
    """How a text was read; offsets are those of the text as it was typed."""
    at = reading.utterance.typed_at
    return {
        "language": request.language or reading.utterance.language,
        "intents": [{"id": intent.id, "score": round(intent.score, 3)} for intent in reading.intents],
        "products": [
            {
                "id": product,
                "lines": list(mention.lines),
                "text": request.text[at(mention.start) : at(mention.end)],
                "start": at(mention.start),
                "end": at(mention.end),
            }
            for mention in reading.products
            for product in mention.products
        ],
        "dates": [
            {
                "text": request.text[at(when.start) : at(when.end)],
                **_span(period),
                "role": when.role,
                "approximate": when.approximate,
                "from": at(when.start),
                "to": at(when.end),
            }
            for when in reading.dates
            for period in when.readings
        ],
    }


def _span(period: Period) -> Json:
    return {
        "start": period.start and period.start.isoformat(),
        "end": period.end and period.end.isoformat(),
    }


def _spans(subjects: Iterable[Subject]) -> tuple[tuple[Period, bool], ...]:
    """The days that all expiries name, each once: (period, approximate)."""
    named = {
        (period, mention.approximate): None
        for subject in subjects
        for mention in subject.expiry
        for period in mention.readings
    }
    return tuple(named)
