"""A form: one way to say a date, as a pattern over shapes, and what makes a draft of what it matches."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from bot.core.dates.draft import Draft
from bot.core.dates.lexer import Token


class Found(NamedTuple):
    """What a form matched: its tokens, the `shape` they had, today, and whether the message is Japanese."""

    tokens: Sequence[Token]
    shape: str
    today: date
    japanese: bool

    def first(self, kinds: str) -> Token | None:
        """The first token of one of the kinds."""
        for token in self.tokens:
            if token.kind in kinds:
                return token
        return None

    def value(self, kinds: str) -> int | None:
        """The number that the first token of one of the kinds carries."""
        for token in self.tokens:
            if token.kind in kinds:
                return token.values[0]
        return None

    def draft(self, **fields: Any) -> Draft:
        """A draft of the same place with these fields of `Draft`."""
        return Draft(self.tokens[0].start, self.tokens[-1].end, **fields)


class Form(NamedTuple):
    """`pattern`: over a shape, whose groups all have names; may be several, with ` | ` between.
    `build`: None where it turns out to be no date.
    """

    pattern: str
    build: Callable[[Found], Draft | None]

    @property
    def patterns(self) -> list[str]:
        """The ways to say it."""
        return self.pattern.split(" | ")
