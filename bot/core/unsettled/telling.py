"""What a message tells of an expiry without telling its date: a day by which it was over, or was not yet; a date of
something else; or nothing at all ("one ended in May, the other later", "if it turns out that …").

The wordings stand in `knowledge/phrases/unsettled.….yaml`; the reply to what is told of no date states every branch.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from bot.core import joining
from bot.core.dates import bounds
from bot.core.dates.draft import Side
from bot.core.dates.roles import MAY_BE_EXPIRY
from bot.core.joining import Placed
from bot.core.knowledge import Phrases
from bot.core.model import DateMention, Language, Mark, Named, Period, ProductMention
from bot.core.unsettled.wording import SIGNS, WORD, Wording, parse

SIDES: Mapping[str, Side] = {"until": "until", "from": "from"}
"""Kinds of wordings whose dates bound the expiry."""
ELSEWHERE = frozenset(("other", "deadline"))
"""Kinds of wordings whose dates are of something else."""
DATED = frozenset((*SIDES, *ELSEWHERE))
"""Kinds of wordings that say something of the dates inside them, and nothing without one."""
REASONS = frozenset(("several", "hearsay", "renewed", "case", "mail", "unknown", "withdrawn", "another", "year"))
"""Kinds of wordings beside which no date counts."""
KEPT = "kept"
"""The kind of wordings that say that another license has the same date."""
LINE = "line"
"""The kind of wordings beside which no word tells which license line it is."""
KINDS = (*SIDES, *sorted(ELSEWHERE), *sorted(REASONS), KEPT, LINE)
"""The lists that the files may have."""
_TWO = _PAIR = 2
_LONGEST, _MOST = 1_500, 12
"""Characters of a message in which wordings are looked for, and the most dates: more are a list."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """All wordings, by what the rarest of their parts may be: by a word in ASCII, or by its first two letters."""

    worded: Mapping[str, Sequence[Wording]]
    others: Mapping[str, Sequence[tuple[str, Wording]]]


def prepare(phrases: Mapping[Language, Phrases]) -> Unsettled:
    """The wordings of all languages, made ready once.

    Raises ValueError, in a plain sentence, for a wording that cannot be read.
    """
    parsed = [
        parse(kind, wording, some.groups)
        for some in phrases.values()
        for kind, wordings in some.unsettled.items()
        for wording in wordings
    ]
    uses = _uses(phrases, parsed)
    worded: dict[str, list[Wording]] = {}
    others: dict[str, list[tuple[str, Wording]]] = {}
    for one in parsed:
        parts = [part for part in one.parts if all(_tells(key) for key in part)] or one.parts
        rarest = min(parts, key=lambda part: sum(min(uses[word] for word in _words_of(key)) for key in part))
        for key in rarest:
            word = min(_words_of(key), key=lambda word: uses[word])
            if WORD.fullmatch(word):
                worded.setdefault(word, []).append(one)
            else:
                others.setdefault(word[:_PAIR], []).append((word, one))
    return Unsettled(worded, others)


def _uses(phrases: Mapping[Language, Phrases], parsed: Sequence[Wording]) -> Counter[str]:
    """How often each word is used: in the wordings, and in the questions that the intents have as examples."""
    questions = (one for some in phrases.values() for several in some.intents.values() for one in several)
    uses = Counter(word for one in questions if "<" not in one for word in WORD.findall(one.lower()))
    uses.update(word for one in parsed for part in one.parts for key in part for word in _words_of(key))
    return uses


def _tells(key: str) -> bool:
    """Whether a text can be looked up by a part: by a word of it, or by what no text in ASCII has."""
    return not key.isascii() or WORD.search(key) is not None


def _words_of(key: str) -> Sequence[str]:
    """The words of a part in ASCII, of which each stands in a text that has it; or the part as it stands."""
    return (WORD.findall(key) if key.isascii() else ()) or (key,)


class Told(NamedTuple):
    """The dates as the wordings of a message make them; `unsettled`: neither these nor one told before counts; `once`:
    that it is valid is said of a day, not of today; `which`: nobody knows which license line it is."""

    dates: tuple[DateMention, ...]
    unsettled: bool = False
    once: bool = False
    which: bool = False


def told(
    folded: str,
    dates: tuple[DateMention, ...],
    products: Sequence[ProductMention],
    marks: Sequence[Mark],
    today: date,
    unsettled: Unsettled,
) -> Told:
    """The dates of a text in lower case, those that only bound the expiry as ranges, those of something else `other`.

    today: a day in Asia/Tokyo, by which what has expired did so.
    """
    folded = folded[:_LONGEST]
    wordings = _possible(folded, unsettled) if len(dates) <= _MOST else []
    if not wordings:
        return Told(dates)
    signed = _signed(folded, dates, products, marks)
    count = sum(when.role in MAY_BE_EXPIRY for when in dates)
    wordings = [one for one in wordings if one.most is None or count <= one.most]
    fitting = [(one.kind, *place) for one in wordings for place in one.places(folded, signed)]
    found = tuple(_as_told(when, fitting, today) for when in dates)
    kinds = {kind for kind, _, _ in fitting}
    reasons = kinds & REASONS - ({"another"} if KEPT in kinds else set())
    return Told(_between(found, dates), bool(reasons), "from" in kinds, LINE in kinds)


def _possible(folded: str, unsettled: Unsettled) -> list[Wording]:
    """The wordings that may fit a text, by kind."""
    words = unsettled.worded.keys() & WORD.findall(folded)
    found = [one for word in words for one in unsettled.worded[word] if one.may_fit(folded)]
    if not folded.isascii():
        pairs = {*(folded[place : place + _PAIR] for place in range(len(folded))), *folded}
        near = (each for pair in unsettled.others.keys() & pairs for each in unsettled.others[pair])
        found += [one for key, one in near if key in folded and one.may_fit(folded)]
    return sorted(dict.fromkeys(found), key=lambda one: one.kind)


def _as_told(when: DateMention, fitting: Iterable[tuple[str, int, int]], today: date) -> DateMention:
    """A date as the wordings around it make it."""
    kinds = [kind for kind, start, end in fitting if start <= when.start and when.end <= end]
    if when.role == "asked" or not kinds:
        return when
    sides = [SIDES[kind] for kind in kinds if kind in SIDES]
    if sides:
        passed = tuple(p for p in when.readings if p.start and p.start <= today) or when.readings
        return replace(when, role="expiry", readings=bounds.within(passed, sides[0], "past", today), named=Named())
    return replace(when, role="other") if ELSEWHERE & set(kinds) else when


def _between(found: tuple[DateMention, ...], dates: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """A day on which it still ran and one on which it was over, made one range."""
    bounded = [when for when, before in zip(found, dates, strict=True) if when.role == "expiry" and when != before]
    periods = [when.readings[0] for when in bounded if len(when.readings) == 1]
    first = max((p.start for p in periods if p.start), default=None)
    last = min((p.end for p in periods if p.end), default=None)
    if len(bounded) < _TWO or len(periods) < len(bounded) or (first and last and first > last):
        return found
    whole = replace(bounded[0], readings=(Period(first, last),))
    return tuple(whole if when is bounded[0] else when for when in found if when is whole or when not in bounded[1:])


def _signed(
    folded: str, dates: Sequence[DateMention], products: Sequence[ProductMention], marks: Sequence[Mark]
) -> str:
    """The text with signs for its dates, products and offices."""
    offices = [mark for mark in marks if mark.kind.startswith(joining.OFFICE)]
    told: dict[str, Sequence[Placed]] = {"office": offices, "product": products, "date": dates}
    chars = list(folded)
    for name, placed in told.items():
        for one in placed:
            chars[one.start : one.end] = SIGNS[name] * (one.end - one.start)
    return "".join(chars[: len(folded)])
