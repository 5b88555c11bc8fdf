"""Asking back: the question and the buttons that answer it."""

from bot.core.knowledge import Knowledge
from bot.core.message import Choice
from bot.core.model import Reply
from bot.core.wording import steps
from bot.core.wording.phrasing import Phrasing

CHOICES = 5
"""Buttons at the most: Slack shows five in a row (docs.slack.dev, actions block, 25 at most)."""
NOTHING: tuple[str, tuple[Choice, ...]] = ("", ())


def ask_back(reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[str, tuple[Choice, ...]]:
    """The question that settles what is missing, and its buttons; empty where nothing is."""
    if reply.kind == "unclear":
        return "", tuple(_same(words.bare(f"offer.{intent}")) for intent in reply.choices)
    if reply.kind != "answer":
        return NOTHING
    which, when = _asks_which(reply, knowledge), "expiry" in reply.missing
    if when and reply.impossible:
        return words.say("ask.impossible", day=reply.impossible[0]), ()
    if which:
        return words.say("ask.both" if when else "ask.line"), _lines(reply, knowledge)
    if when:
        dated = any(subject.expiry for subject in reply.subjects)
        asked = words.say("ask.unsettled" if reply.unsettled else "ask.expiry")
        return asked, () if dated else (_same(words.bare("choice.not_expired")),)
    return NOTHING


def _asks_which(reply: Reply, knowledge: Knowledge) -> bool:
    """Whether it matters which license it is: for the verdict, or for the steps that were asked for."""
    if reply.outcomes:
        return "line" in reply.missing
    return steps.topical(reply, knowledge) is None and len(steps.lines(reply, knowledge)) > 1


def _lines(reply: Reply, knowledge: Knowledge) -> tuple[Choice, ...]:
    """A button for each candidate line; none where several things are asked about at once."""
    candidates = steps.lines(reply, knowledge) if len(reply.subjects) == 1 else ()
    return tuple(_same(line.choice[reply.language]) for line in candidates[:CHOICES])


def _same(label: str) -> Choice:
    """A button that says what is written on it."""
    return Choice(label, label)
