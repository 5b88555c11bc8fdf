"""Last renewal days told as dates: "it expired on 31 March, so 30 June is the date?", "are we one day late?"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.core.dates.calendar import last_day, months_later
from bot.core.dates.draft import Draft
from bot.core.dates.roles import MAY_BE_EXPIRY, Sense
from bot.core.model import DateMention, Period

_INSTEAD = re.compile(
    r"(?:(?:\bor\b|それとも)[^,.;?。、！？\n]*|\bis (?:that|it|this) (?:already |now |only |just )?)$"
)
"""What opens half of a question: "can it be renewed, or are we a year late?", "is that one day too late?"."""
_SLACK = 3
"""People miscount the end of a month by so many days."""
_OWNED = re.compile(r"(?:'s|の分|の方|のほう)(?: ?(?:on|in|is|was|runs to|は))? $|の(?:分|方|ほう)は$")
"""Before the date of another license: "Osaka's ran out on 25 February, Nagoya's on 28 May"."""
_NEAR = 16


def told(found: list[DateMention], senses: Sequence[Sense], drafts: Sequence[Draft], folded: str) -> list[DateMention]:
    """The mentions, those that are the last renewal day of another, or count from it, made days of acting."""
    return _late_by(_supposed_late(_limits(found, senses, folded), drafts, folded), drafts)


def _limits(found: list[DateMention], senses: Sequence[Sense], folded: str) -> list[DateMention]:
    """ "Expired on 31 March, so 30 June is the date?": three months behind an expiry lies the last renewal day.

    Only a date that no verb calls the expiry is taken so.
    """
    firm = [m for m, told in zip(found, senses, strict=True) if m.role == "expiry" and m.readings]
    return [
        _as_limit(mention, [m for m in firm if m is not mention])
        if _may_be_limit(mention, told) and not _OWNED.search(folded, max(0, mention.start - _NEAR), mention.start)
        else mention
        for mention, told in zip(found, senses, strict=True)
    ]


def _may_be_limit(mention: DateMention, told: Sense) -> bool:
    """Whether a day may be the last renewal day: one that no verb calls the expiry."""
    days = [period for period in mention.readings if period.start == period.end]
    return mention.role in MAY_BE_EXPIRY and not told.firm and (mention.named.day is not None or bool(days))


def _supposed_late(found: list[DateMention], drafts: Sequence[Draft], folded: str) -> list[DateMention]:
    """ "It lapsed on 29 December, or are we a year late?" asks; the count tells nothing of the date."""
    return [
        replace(m, role="asked") if d.lapsed and len(found) > 1 and _INSTEAD.search(folded, 0, d.start) else m
        for m, d in zip(found, drafts, strict=True)
    ]


def _late_by(found: list[DateMention], drafts: Sequence[Draft]) -> list[DateMention]:
    """ "It expired on 31 May, are we one day late?", on 1 September: late for renewing, not since the expiry."""
    last = {limit for m, d in zip(found, drafts, strict=True) if not d.counted and (limit := _last_day(m))}
    return [
        replace(m, role="asked") if d.lapsed and m.readings and m.readings[0].end in last else m
        for m, d in zip(found, drafts, strict=True)
    ]


def _last_day(mention: DateMention) -> date | None:
    """The last renewal day of a day that is an expiry."""
    end = mention.readings[0].end if mention.role == "expiry" and mention.named.day and mention.readings else None
    return months_later(end, 3) if end else None


def _as_limit(mention: DateMention, others: Sequence[DateMention]) -> DateMention:
    """The mention as a day of acting, if it lies three months (give or take three days) behind another's expiry."""
    for other in others:
        first = other.readings[0].end
        if first is None or first != other.readings[0].start or other.start > mention.end + 60:
            continue
        limit = months_later(first, 3)
        if mention.named.day is None:
            if any(p.end and abs((p.end - limit).days) <= _SLACK for p in mention.readings):
                return replace(mention, role="asked")
            continue
        year = mention.named.year or limit.year
        month, day = mention.named.month or 1, min(mention.named.day or 1, 28)
        if abs((date(year, month, day) - limit.replace(day=min(limit.day, 28))).days) <= _SLACK:
            chosen = [p for p in mention.readings if p.start and p.start.year == year]
            fallback = Period(date(year, month, day), date(year, month, day))
            exact = _moved(mention, year) or fallback
            return replace(mention, role="asked", readings=tuple(chosen[:1]) or (exact,))
    return mention


def _moved(mention: DateMention, year: int) -> Period | None:
    """The day of a mention in another year."""
    day, month = mention.named.day, mention.named.month
    if not day or not month or day > last_day(year, month):
        return None
    return Period(date(year, month, day), date(year, month, day))
