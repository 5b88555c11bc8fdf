"""A reply in words, as types: plain text in parts, without any chat's markup."""

from dataclasses import dataclass
from datetime import date

from bot.core.form import EMPTY, Form
from bot.core.model import Language


@dataclass(frozen=True, slots=True)
class Link:
    """An article that is cited; `url` is None where its address is not known."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: pressing it is the same as typing `says`."""

    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (may be empty), paragraphs, and steps that are numbered."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on a timeline. `says` is its text, "last day {day}": how a day is written there is for the edge to know."""

    says: str
    day: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days on which an answer turns, the earliest first, and what is left of them ("9 days left"). `repeats`: the
    paragraph that says no more than that."""

    stops: tuple[Stop, ...]
    left: str
    repeats: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A reply in words, without Slack: plain text only, no markup.

    `headline` is the point of the answer in one line. `question` asks back; `choices` are its buttons.
    `note` is the small line with the source and its date. `warning` tells of a secret that was taken out.
    """

    language: Language
    headline: str
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    question: str = ""
    choices: tuple[Choice, ...] = ()
    note: str = ""
    warning: str = ""
    link_heading: str = ""
    human_label: str = ""
    """The label of the button that calls a human; empty where none is offered."""
    form: Form = EMPTY
    """What a form would be filled in with, as far as it is known by now."""
    form_label: str = ""
    """The label of the button that opens the form; empty where none is offered."""
    timeline: Timeline | None = None
    """Shown where there is room for a line of its own; the same days stand in the text."""


Told = tuple[str, tuple[Section, ...]]
"""A headline and what follows it."""


def paragraphs(*texts: str) -> tuple[Section, ...]:
    """Paragraphs under no heading."""
    return (Section(paragraphs=texts),)
