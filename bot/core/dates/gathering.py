"""Mentions that belong together: "between March and May", "March or April", a count beside a date, an expiry and the
last renewal day that follows from it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise

from bot.core.dates import limits
from bot.core.dates.completion import near
from bot.core.dates.cues import Span, named
from bot.core.dates.draft import Draft
from bot.core.dates.resolution import candidates
from bot.core.dates.roles import MAY_BE_EXPIRY, Sense
from bot.core.model import DateMention, Named, Period, Role

_OR = re.compile(
    r"\s*[、,]?\s*(?:or|(?:だった|でした)?か|または|又は|もしくは|あるいは)[、,]?\s*(?:in|on|the|maybe|perhaps|possibly|early|late)?\s*"
)
_UNTIL = re.compile(r"\s*(?:[~〜–—−-]|から|to|until|till|through|より)\s*")
_BETWEEN = re.compile(r"between\s*(?:the)?\s*$")
_WITHIN = re.compile(r"\s*の間")
_MEANING = re.compile(
    r"[\s,、(（:=/-]*(?:meaning|that is|i\.e\.|which means|in other words|namely|つまり|すなわち)"
    r"[\s,、:]*(?:on|in|it was|by|the)?\s*"
)
"""Between a date and the same one told more closely."""


def together(
    pairs: Sequence[tuple[Draft, Sense, DateMention]], folded: str, today: date, names: Sequence[Span] = ()
) -> list[DateMention]:
    """Mentions that belong together made one, counts dropped that only repeat a date, limits told from expiries.

    names: where products are named; a count beside another product repeats no date.
    """
    drafts = [draft for draft, _, _ in pairs]
    found = limits.told([mention for _, _, mention in pairs], [told for _, told, _ in pairs], drafts, folded)
    return _alternatives(_stretches(_closer(_counts(_repeats(found), drafts, today, names), folded), folded), folded)


def _repeats(found: list[DateMention]) -> list[DateMention]:
    """A date of which nothing is said, but that names the day of another: "at year end, that is by 12/31".

    Not where the other is the day of something else, which may have happened on that very day.
    """
    return [replace(m, role=_said_of(m, found)) if m.role == "none" else m for m in found]


def _said_of(mention: DateMention, found: list[DateMention]) -> Role:
    same = (o.role for o in found if o.role not in ("none", "other") and set(o.readings) & set(mention.readings))
    return next(same, "none")


def _closer(found: list[DateMention], folded: str) -> list[DateMention]:
    """ "Ended with fiscal year 2018, meaning on 31 March 2019": the wider of two, where the other says it again."""
    again = {
        one.start
        for one, two in pairwise(found)
        if one.role in MAY_BE_EXPIRY and two.role in MAY_BE_EXPIRY and _MEANING.fullmatch(folded, one.end, two.start)
    }
    return [mention for mention in found if mention.start not in again]


def _counts(found: list[DateMention], drafts: Sequence[Draft], today: date, names: Sequence[Span]) -> list[DateMention]:
    """ "31 March, over a year ago": the count chooses among the readings of the date, and goes."""
    dates = [m for m, d in zip(found, drafts, strict=True) if not d.counted and m.role in MAY_BE_EXPIRY and m.readings]
    counts = [m for m, d in zip(found, drafts, strict=True) if d.counted and m.role in MAY_BE_EXPIRY]
    counts = [m for m in counts if len(dates) == 1 and not _of_another(m, dates[0], names)]
    if not counts:
        return found
    kept: list[DateMention] = []
    for place, mention in enumerate(found):
        if mention is dates[0]:
            mention = replace(mention, readings=_fitting(mention, drafts[place], counts, today))
        elif any(mention is c for c in counts) and _fitting(
            dates[0], drafts[found.index(dates[0])], [mention], today, False
        ):
            continue
        kept.append(mention)
    return kept


def _of_another(one: DateMention, two: DateMention, names: Sequence[Span]) -> bool:
    """Whether each of two dates has a product of its own: one named between them, and one on either side of both."""
    first, second = sorted((one, two), key=lambda mention: mention.start)
    apart = named(names, first.end, second.start) > 0
    return apart and any(end <= first.start or start >= second.end for start, end in names)


def _fitting(
    mention: DateMention, draft: Draft, counts: Sequence[DateMention], today: date, keep: bool = True
) -> tuple[Period, ...]:
    """The readings of a date that agree with the counts, else the latest such day that does, else all if `keep`."""
    fits = tuple(p for p in mention.readings if all(near(p, c) for c in counts))
    others = (p for p in candidates(draft, today) if all(near(p, c) for c in counts))
    return fits or tuple(islice(others, 1)) or (mention.readings if keep else ())


def _stretches(found: list[DateMention], folded: str) -> list[DateMention]:
    """ "Between March and May" is one date; of a term "2017/4/1 - 2018/3/31" only the second is an expiry."""
    joined: list[DateMention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if (
            last
            and last.role == "none"
            and mention.role == "other"
            and _UNTIL.fullmatch(folded, last.end, mention.start)
        ):
            joined[-1] = replace(last, role="other")
        if last and _stretch(last, mention, folded):
            if _is_span(last, mention, folded):
                joined[-1] = _span(last, mention)
                continue
            mention = replace(mention, role=last.role) if mention.role == "none" else mention
            joined[-1] = replace(last, role="other")
        joined.append(mention)
    return joined


def _stretch(one: DateMention, two: DateMention, folded: str) -> bool:
    """Whether two dates are the ends of a stretch of time."""
    if one.role not in MAY_BE_EXPIRY or two.role not in MAY_BE_EXPIRY or not (one.readings and two.readings):
        return False
    gap = folded[one.end : two.start].strip()
    return bool(_UNTIL.fullmatch(gap)) or (gap in ("and", "と") and _BETWEEN.search(folded[: one.start]) is not None)


def _is_span(one: DateMention, two: DateMention, folded: str) -> bool:
    """Whether a stretch is the time in which something happened, not a license's term, which has years."""
    if _BETWEEN.search(folded[: one.start]) or _WITHIN.match(folded, two.end):
        return True
    return one.named.year is None or two.named.year is None


def _span(one: DateMention, two: DateMention) -> DateMention:
    """From the first day of one date to the last of the other, whose year counts for both."""
    end = two.readings[0].end
    starts = [p.start for p in one.readings if p.start and end and p.start <= end]
    if end is None or not starts:
        return replace(two, start=one.start)
    role = two.role if two.role != "none" else one.role
    return replace(two, start=one.start, readings=(Period(max(starts), end),), role=role, named=Named())


def _alternatives(found: list[DateMention], folded: str) -> list[DateMention]:
    """ "March or April" is one date with the readings of both."""
    joined: list[DateMention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last and last.readings and mention.readings and _OR.fullmatch(folded[last.end : mention.start]):
            readings = tuple(dict.fromkeys((*last.readings, *mention.readings)))
            role = mention.role if last.role == "none" or mention.role == "expiry" else last.role
            joined[-1] = replace(last, end=mention.end, readings=readings, role=role)
        else:
            joined.append(mention)
    return joined
