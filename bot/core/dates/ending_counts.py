"""A count since the expiry that ends on a day told: "on 5 July it is three months since it expired", 昨日で3か月."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.core.dates.calendar import months_later
from bot.core.dates.draft import Draft
from bot.core.model import DateMention, Period

_BY = re.compile(
    r"で、?[^。、!?\n]{0,14}"
    r"|,? ?(?:it |that |this )?(?:will be|would be|is|was|were|marks|marked|makes|made|completes|completed)"
    r"(?: it| just| now){0,2} "
)
"""What stands between the day and the count."""


def moved(found: Sequence[DateMention], drafts: Sequence[Draft], folded: str, today: date) -> list[DateMention]:
    """The mentions, such a count ending on its day instead of today, and the day told as no expiry."""
    kept = list(found)
    for place, (count, draft) in enumerate(zip(found, drafts, strict=True)):
        until = kept[place - 1] if place else None
        if until is None or not draft.lapsed or count.role != "expiry":
            continue
        if not _BY.fullmatch(folded, until.end, count.start):
            continue
        if len(until.readings) == 1 and until.readings[0].start == until.readings[0].end:
            day = until.readings[0].start or today
            kept[place] = replace(count, readings=tuple(_from(period, day, today) for period in count.readings))
            kept[place - 1] = replace(until, role="other")
    return kept


def _from(period: Period, day: date, today: date) -> Period:
    return Period(_as_long_before(period.start, day, today), _as_long_before(period.end, day, today))


def _as_long_before(counted: date | None, day: date, today: date) -> date | None:
    """As long before `day` as a date counted back from today lies before today, in months where that is a number."""
    if counted is None:
        return None
    months = (today.year - counted.year) * 12 + today.month - counted.month
    if months > 0 and months_later(today, -months) == counted:
        return months_later(day, -months)
    return day - (today - counted)
