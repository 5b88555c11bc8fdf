"""A form: one way to say a date, as a pattern over shapes, and what makes a draft of what it matches."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

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
        return next((token for token in self.tokens if token.kind in kinds), None)

    def value(self, kinds: str) -> int | None:
        """The number that the first token of one of the kinds carries."""
        token = self.first(kinds)
        return token.values[0] if token else None

    def draft(self) -> Draft:
        """An empty draft of the same place."""
        return Draft(self.tokens[0].start, self.tokens[-1].end)


class Form(NamedTuple):
    """`pattern`: over a shape, without groups that capture; may be several, with ` | ` between. `build`: None where it turns out to be
    no date.
    """

    pattern: str
    build: Callable[[Found], Draft | None]

    @property
    def patterns(self) -> list[str]:
        """The ways to say it."""
        return self.pattern.split(" | ")
