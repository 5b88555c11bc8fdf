"""Names that are denied: "it's not Endpoint, it's the package", 「Mail Securityではなく」."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.product.spelling import normal

_REACH = 24
"""Characters beside a name in which a denial is looked for."""


@dataclass(frozen=True, slots=True)
class Denials:
    """Patterns of what denies a name from before it and from behind it."""

    before: re.Pattern[str]
    after: re.Pattern[str]

    def deny(self, folded: str, start: int, end: int) -> bool:
        """Whether the words beside a name say that it is not meant."""
        before, after = folded[max(0, start - _REACH) : start], folded[end : end + _REACH]
        return bool(self.before.search(before) or self.after.match(after))


def prepare(denials: Iterable[str]) -> Denials:
    """Denials as the catalogue writes them, X standing for the name: "not the X", "Xではなく"."""
    sides = [normal(denial).partition("x") for denial in denials]
    before = sorted({side[0].strip() for side in sides} - {""}, key=len, reverse=True)
    after = sorted({side[2].strip() for side in sides} - {""}, key=len, reverse=True)
    return Denials(
        re.compile(rf"(?<![a-z])(?:{_any(before)}) *$"),
        re.compile(rf" *(?:{_any(after)})"),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words) or "(?!)"
