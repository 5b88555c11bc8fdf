"""A wording as it is written in `knowledge/phrases/unsettled.….yaml`, made into a regex.

The syntax, for people who write wordings, stands at the head of the English file. A text is compared with a wording
once signs have taken the place of its dates, products and offices.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from bot.core import trie

SIGNS: Mapping[str, str] = {"date": "\ue000", "product": "\ue001", "office": "\ue002"}
"""What stands for a date, a product or an office in the text that is compared: once for each of its letters."""
_DATE = SIGNS["date"]
_GAPS: Mapping[str, str] = {"…": rf"[^.!?。？\n{_DATE}]{{0,60}}?", "……": r"[\s\S]{0,200}?"}
"""What may stand between two parts: no date and no end of a sentence; or anything."""
_PLACES: Mapping[str, str] = {
    "end": r"(?=[ )」]*(?:[.!?。？\n]|$))",
    "last": rf"(?![\s\S]{{0,400}}{_DATE})",
    "line": r"(?m:^)[> \t]*",
}
"""A place in the text: at the end of a sentence; behind the last of all dates; where a line begins."""
_COUNTS: Mapping[str, int] = {"undated": 0, "one": 1}
"""How many dates that may be an expiry the message has at the most."""
_PIECE = re.compile(r"(…+)|\{(\w+)\}|<(\w+)>|([^…{}<>]+|.)")
WORD = re.compile(r"[a-z]+")


Piece = str | tuple[str, ...]


class Wording(NamedTuple):
    """A wording of a kind; `pieces`: each a regex, or words of which one stands there; `parts`: those that are words;
    `plain`: it is words alone; `most`: so many dates that may be an expiry the message has at the most."""

    kind: str
    pieces: tuple[Piece, ...]
    parts: tuple[tuple[str, ...], ...]
    plain: bool
    most: int | None = None

    def may_fit(self, folded: str) -> bool:
        """Whether a text in lower case has a word of each part: much quicker told than whether it fits. Plain loops: it
        is asked ten times a message, and they take half as long as `all` and `any`."""
        for part in self.parts:
            for word in part:
                if word in folded:
                    break
            else:
                return False
        return True

    def places(self, folded: str, signed: str) -> Iterator[tuple[int, int]]:
        """Where it fits a text in lower case; signed: the same with signs for its dates, products and offices."""
        for match in _compiled(self.pieces).finditer(folded if self.plain else signed):
            yield match.span()


@cache
def _compiled(pieces: tuple[Piece, ...]) -> re.Pattern[str]:
    """The regex of a wording, made once it is needed: a process that answers one question needs few of the hundreds."""
    return re.compile(r"\s*".join(piece if isinstance(piece, str) else _any(piece) for piece in pieces))


def parse(kind: str, wording: str, groups: Mapping[str, Sequence[str]]) -> Wording:
    """A wording as it is written in knowledge, made ready.

    kind: the name of its list. groups: the words that `<name>` stands for.

    Raises ValueError, in a plain sentence, for a wording that cannot be read.
    """
    pieces: list[Piece] = []
    most: int | None = None
    for gap, sign, group, literal in _PIECE.findall(wording.lower()):
        if gap:
            pieces.append(_GAPS.get(gap, _GAPS["……"]))
        elif sign in _COUNTS:
            most = _COUNTS[sign]
        elif sign:
            pieces.append(_sign(sign, wording))
        elif group:
            pieces.append(_words(group, groups, wording))
        elif literal.strip():
            pieces.append((literal.strip(),))
    parts = tuple(piece for piece in pieces if not isinstance(piece, str) and all(piece))
    if not parts:
        raise ValueError(f"{wording!r} has no word of its own; expected one at least")
    return Wording(kind, tuple(pieces), parts, not set(wording) & set("…{"), most)


def _any(words: tuple[str, ...]) -> str:
    """One of some words as a regex: whole words where they are in ASCII."""
    before = r"(?<![a-z])" if all(WORD.match(word) for word in words) else ""
    after = r"(?![a-z])" if all(WORD.match(word[-1:]) for word in words) else ""
    return f"{before}(?:{trie.pattern(words)}){after}"


def _sign(name: str, wording: str) -> str:
    if name in _PLACES:
        return _PLACES[name]
    if name not in SIGNS:
        raise ValueError(f"{wording!r} has '{{{name}}}'; expected one of {', '.join([*SIGNS, *_PLACES, *_COUNTS])}")
    return f"(?<!{SIGNS[name]}){SIGNS[name]}++"


def _words(group: str, groups: Mapping[str, Sequence[str]], wording: str) -> tuple[str, ...]:
    if group not in groups:
        raise ValueError(
            f"{wording!r} names the group '<{group}>', which does not exist; expected one of {', '.join(groups)}"
        )
    return tuple(word.lower() for word in groups[group])
