"""A part of the month that a conversation knows: "after the 15th", "in the first half", 末, once March was said."""

from collections.abc import Iterator
from datetime import date

from bot.core.dates import calendar
from bot.core.dates.calendar import Part
from bot.core.model import DateMention, Named, Period


def of(said: Named, known: DateMention, near: Period | None) -> tuple[Period, ...]:
    """What a part (`said.part`) leaves of what is known, one Period for each of its months; none where that is no
    month (or a year, for a part of it). near: a rounded date, of whose neighbouring months any may be meant."""
    if not said.day and (year := _whole_year(known)):
        return (calendar.year(year, _part(said)),)
    months = _around(near.start) if near and near.start else _months(known)
    found = (_of_month(said, first) for first in dict.fromkeys(months))
    return tuple(period for period in found if period)


def _whole_year(known: DateMention) -> int | None:
    return known.named.year if known.named.year and not known.named.month and not known.named.day else None


def _part(said: Named) -> Part:
    return next((part for part in calendar.PARTS if part == said.part), "")


def _months(known: DateMention) -> Iterator[date]:
    """The first days of the months that the readings lie in; none where one reaches further than its month."""
    for period in known.readings:
        if not period.start or not period.end or (period.end - period.start).days > 31:
            return
        if period.start.month != period.end.month:
            return
        yield period.start.replace(day=1)


def _around(day: date) -> Iterator[date]:
    return (calendar.month_from(day, shift) for shift in (-1, 0, 1))


def _of_month(said: Named, month: date) -> Period | None:
    """The days of a month that are meant; None where there are none ("after the 31st")."""
    if not said.day:
        return calendar.month(month.year, month.month, _part(said))
    last = calendar.last_day(month.year, month.month)
    sides = {"after": (said.day + 1, last), "from": (said.day, last), "before": (1, said.day - 1)}
    begin, end = sides.get(said.part, (1, min(said.day, last)))
    return Period(month.replace(day=begin), month.replace(day=min(end, last))) if begin <= min(end, last) else None
