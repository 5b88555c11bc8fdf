"""Whether what a message tells of an expiry settles anything: "it was already expired on 31 May" names no expiry date,
"one ended in May, the other later" only one of two, "if it turns out that …" none at all.

The wordings stand in `knowledge/phrases/unsettled.….yaml`. What stands beside one of them is the expiry of no license;
the reply then states every branch.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from bot.core import joining, trie
from bot.core.joining import Placed
from bot.core.knowledge import Phrases
from bot.core.model import DateMention, Language, Mark, ProductMention

_SIGNS: Mapping[str, str] = {"date": "\ue000", "product": "\ue001", "office": "\ue002"}
"""What stands for a date, a product or an office in the text that is compared: once for each of its letters."""
_DATE = _SIGNS["date"]
_GAPS: Mapping[str, str] = {"…": rf"[^.!?。？\n{_DATE}]{{0,60}}?", "……": r"[\s\S]{0,200}?"}
"""What may stand between two parts: no date and no end of a sentence; or anything."""
_PLACES: Mapping[str, str] = {
    "end": r"(?=[ )」]*(?:[.!?。？\n]|$))",
    "last": rf"(?![\s\S]*{_DATE})",
    "line": r"(?m:^)[> \t]*",
}
"""A place in the text: at the end of a sentence; behind the last of all dates; where a line begins."""
_PIECE = re.compile(r"(…+)|\{(\w+)\}|<(\w+)>|([^…{}<>]+|.)")
_WORD = re.compile(r"[a-z]+")


class Wording(NamedTuple):
    """A wording as a regex; `parts`: a text that it fits has one word of each; `plain`: it is nothing but words."""

    parts: tuple[tuple[str, ...], ...]
    regex: str
    plain: bool

    def may_fit(self, folded: str) -> bool:
        """Whether a text in lower case has a word of each part: much quicker told than whether it fits."""
        return all(any(word in folded for word in part) for part in self.parts)

    def fits(self, folded: str, signed: str) -> bool:
        """Whether it fits a text in lower case; signed: the same with signs for its dates, products and offices."""
        return _compiled(self.regex).search(folded if self.plain else signed) is not None


@cache
def _compiled(regex: str) -> re.Pattern[str]:
    """Compiled once it is needed: a process that answers one question needs few of the hundreds."""
    return re.compile(regex)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """All wordings, by what the rarest of their parts may be: by a word in ASCII, or as it stands."""

    worded: Mapping[str, Sequence[Wording]]
    others: Mapping[str, Sequence[Wording]]


def prepare(phrases: Mapping[Language, Phrases]) -> Unsettled:
    """The wordings of all languages, made ready once.

    Raises ValueError, in a plain sentence, for a wording that cannot be read.
    """
    parsed = [
        parse(wording, some.groups)
        for some in phrases.values()
        for wording in dict.fromkeys(one for several in some.unsettled.values() for one in several)
    ]
    uses = Counter(word for one in parsed for part in one.parts for key in part for word in _words_of(key))
    worded: dict[str, list[Wording]] = {}
    others: dict[str, list[Wording]] = {}
    for one in parsed:
        rarest = min(one.parts, key=lambda part: sum(min(uses[word] for word in _words_of(key)) for key in part))
        for key in rarest:
            word = min(_words_of(key), key=lambda word: uses[word])
            (worded if _WORD.fullmatch(word) else others).setdefault(word, []).append(one)
    return Unsettled(worded, others)


def _words_of(key: str) -> Sequence[str]:
    """The words of a part in ASCII, of which each stands in a text that has it; or the part as it stands."""
    return (_WORD.findall(key) if key.isascii() else ()) or (key,)


def parse(wording: str, groups: Mapping[str, Sequence[str]]) -> Wording:
    """A wording as it is written in knowledge, made ready. groups: the words that `<name>` stands for.

    Raises ValueError, in a plain sentence, for a wording that cannot be read.
    """
    parts: list[tuple[str, ...]] = []
    pieces: list[str] = []
    for gap, sign, group, literal in _PIECE.findall(wording.lower()):
        if gap:
            pieces.append(_GAPS.get(gap, _GAPS["……"]))
        elif sign:
            pieces.append(_sign(sign, wording))
        elif words := _words(group, groups, wording) if group else (literal.strip(),):
            parts += [words] if all(words) else []
            pieces.append(_any(words))
    if not parts:
        raise ValueError(f"{wording!r} has no word of its own; expected one at least")
    return Wording(tuple(parts), r"\s*".join(pieces), plain=not set(wording) & set("…{"))


@cache
def _any(words: tuple[str, ...]) -> str:
    """One of some words as a regex: whole words where they are in ASCII."""
    before = r"(?<![a-z])" if all(_WORD.match(word) for word in words) else ""
    after = r"(?![a-z])" if all(_WORD.match(word[-1:]) for word in words) else ""
    return f"{before}(?:{trie.pattern(words)}){after}" if all(words) else ""


def _sign(name: str, wording: str) -> str:
    if name in _PLACES:
        return _PLACES[name]
    if name not in _SIGNS:
        raise ValueError(f"{wording!r} has '{{{name}}}'; expected one of {', '.join([*_SIGNS, *_PLACES])}")
    return f"{_SIGNS[name]}+"


def _words(group: str, groups: Mapping[str, Sequence[str]], wording: str) -> tuple[str, ...]:
    if group not in groups:
        raise ValueError(
            f"{wording!r} names the group '<{group}>', which does not exist; expected one of {', '.join(groups)}"
        )
    return tuple(word.lower() for word in groups[group])


def find(
    folded: str,
    dates: Sequence[DateMention],
    products: Sequence[ProductMention],
    marks: Sequence[Mark],
    unsettled: Unsettled,
) -> bool:
    """Whether a text in lower case has a wording beside which no date is an expiry date."""
    words = unsettled.worded.keys() & _WORD.findall(folded)
    wordings = {one for word in words for one in unsettled.worded[word] if one.may_fit(folded)}
    if not folded.isascii():
        wordings.update(
            one for key, several in unsettled.others.items() if key in folded for one in several if one.may_fit(folded)
        )
    if not wordings:
        return False
    signed = _signed(folded, dates, products, marks)
    return any(one.fits(folded, signed) for one in wordings)


def _signed(
    folded: str, dates: Sequence[DateMention], products: Sequence[ProductMention], marks: Sequence[Mark]
) -> str:
    """The text with signs for its dates, products and offices."""
    offices = [mark for mark in marks if mark.kind.startswith(joining.OFFICE)]
    told: dict[str, Sequence[Placed]] = {"office": offices, "product": products, "date": dates}
    chars = list(folded)
    for name, placed in told.items():
        for one in placed:
            chars[one.start : one.end] = _SIGNS[name] * (one.end - one.start)
    return "".join(chars)
