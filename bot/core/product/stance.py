"""How a name is meant: said, denied ("it's not Endpoint") or only asked about ("is it a package?").

Words of a denial or a doubt stand directly beside the name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.core.product.spelling import normal

Stance = Literal["says", "denies", "asks"]
_REACH = 32
"""Characters beside a name in which such words are looked for."""
_SENTENCE = re.compile(r".*[.!?。!?\n]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sides:
    """Patterns of what stands before a name and behind it."""

    before: re.Pattern[str]
    after: re.Pattern[str]

    def beside(self, before: str, after: str) -> bool:
        """Whether such words stand on either side."""
        return bool(self.before.search(before) or self.after.match(after))


@dataclass(frozen=True, slots=True)
class Stances:
    """What denies a name, and what doubts it."""

    denies: Sides
    asks: Sides

    def of(self, folded: str, start: int, end: int) -> Stance:
        """How the name at folded[start:end] is meant; a denial inside a doubt is a doubt."""
        before = _SENTENCE.sub("", folded[max(0, start - _REACH) : start])
        after = folded[end : end + _REACH]
        if self.asks.beside(before, after):
            return "asks"
        return "denies" if self.denies.beside(before, after) else "says"


def prepare(denials: Iterable[str], doubts: Iterable[str]) -> Stances:
    """Denials and doubts as the catalogue writes them, X standing for the name: "not the X", "Xではなく"."""
    return Stances(_sides(denials), _sides(doubts))


def _sides(written: Iterable[str]) -> Sides:
    sides = [normal(words).partition("x") for words in written]
    before = sorted({side[0].strip() for side in sides} - {""}, key=len, reverse=True)
    after = sorted({side[2].strip() for side in sides} - {""}, key=len, reverse=True)
    return Sides(re.compile(rf"(?<![a-z])(?:{_any(before)}) *$"), re.compile(rf" *(?:{_any(after)})"))


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words) or "(?!)"
