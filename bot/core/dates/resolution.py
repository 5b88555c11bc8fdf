"""Draft + tense + today → the readings of a date: which year, month or week is meant when it was not said."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Literal

from bot.core.dates import amount, calendar, feasts
from bot.core.dates.draft import Draft
from bot.core.model import Period

Tense = Literal["", "past", "future", "near"]
"""Of what is said of a date: it lies behind (or is "still" so), ahead, "near" is whichever is nearest to today."""

BOUNDS = (date(1990, 1, 1), date(2100, 12, 31))
"""Nothing outside comes out of a sentence: no license of this desk is older; 1901 there is a number."""
WIDE = (date(1868, 1, 1), date(2100, 12, 31))
"""The bounds of a message that is a date and nothing else; eras begin with Meiji."""


def within(readings: tuple[Period, ...], bounds: tuple[date, date]) -> tuple[Period, ...]:
    """The readings that lie wholly within bounds."""
    return tuple(p for p in readings if all(bounds[0] <= day <= bounds[1] for day in (p.start, p.end) if day))


def resolve(draft: Draft, tense: Tense, today: date) -> tuple[Period, ...]:
    """The readings of a draft, likeliest first; none for a day that does not exist."""
    if draft.alternative:
        return (*resolve(draft._replace(alternative=None), tense, today), *resolve(draft.alternative, tense, today))
    if draft.periods:
        found = draft.periods
    elif draft.years:
        found = tuple(p for y in draft.years for p in _in_year(draft, y))
    else:
        found = _recurring(draft, tense, today)
        if draft.doubtful:
            found = (*found, *(p for day in found if (p := _year_before(day))))
    found = tuple(dict.fromkeys(_week(period) for period in found) if draft.week else dict.fromkeys(found))
    return tuple(_shifted(draft, period) for period in found) if draft.shift else found


def _week(period: Period) -> Period:
    """The week of a day, Monday to Sunday; anything longer stays as it is."""
    return calendar.week(period.start) if period.start and period.start == period.end else period


def _year_before(period: Period) -> Period | None:
    if period.start is None or period.end is None:
        return None
    last = calendar.last_day(period.end.year - 1, period.end.month)
    whole = period.end.day == calendar.last_day(period.end.year, period.end.month)
    end = period.end.replace(year=period.end.year - 1, day=last if whole else min(period.end.day, last))
    return Period(min(calendar.months_later(period.start, -12), end), end)


def _shifted(draft: Draft, period: Period) -> Period:
    """A period moved by the count that was said before it."""
    if draft.shift is None or period.start is None or period.end is None:
        return period
    try:
        first, _ = amount.count(draft.shift, period.start, draft.shift_sign)
        last, _ = amount.count(draft.shift, period.end, draft.shift_sign)
    except (OverflowError, ValueError):
        return period
    return Period(first.start, last.end)


def _in_year(draft: Draft, year: int) -> Iterator[Period]:
    if not 1 <= year <= 9000:
        return
    if draft.month is None:
        if draft.day is None:
            yield calendar.year(year, draft.part)
        return
    pairs = [(draft.month, draft.day)]
    if draft.swap and draft.day is not None:
        pairs.append((draft.day, draft.month))
    for month, day in pairs:
        if period := _on(year, month, day, draft):
            yield period


def _on(year: int, month: int, day: int | None, draft: Draft) -> Period | None:
    """A feast, a month (or its part) or a day of a year; None where there is no such day."""
    if draft.feast is not None:
        return feasts.days(draft.feast, year)
    if day is None:
        return calendar.months(year, month, draft.span) if draft.span else calendar.month(year, month, draft.part)
    last = draft.until or day
    if not 1 <= month <= 12 or last > calendar.last_day(year, month):
        return None
    return Period(date(year, month, day), date(year, month, last))


def _recurring(draft: Draft, tense: Tense, today: date) -> tuple[Period, ...]:
    """One that comes again every year, month or week: the latest not after today, the next one, or both."""
    lean = draft.lean or tense
    if lean == "this":
        return _this(draft, today)
    past = _past(draft, today) if lean != "future" else None
    future = _future(draft, today) if lean != "past" else None
    if lean == "near" and past and future and past.start and future.start:
        return (past,) if today - past.start <= future.start - today else (future,)
    chosen = tuple(period for period in (past, future) if period)
    if draft.swap:
        chosen = (*chosen, *_swapped(draft, tense, today))
    if draft.weekday == today.weekday() and lean != "past" and draft.day is None and draft.nth is None:
        chosen = (*chosen, Period(today + timedelta(weeks=1), today + timedelta(weeks=1)))
    return _on_weekday(draft, chosen, tense, today)


def _past(draft: Draft, today: date) -> Period | None:
    """The latest one not after today; that has ended, if it was said to be the last."""
    if draft.lean == "past":
        ended = next((p for p in _series(draft, today, -1) if p.end and p.end < today), None)
        if ended:
            return ended
    return next((p for p in _series(draft, today, -1) if p.start and p.start <= today), None)


def _future(draft: Draft, today: date) -> Period | None:
    """The next one, or the one that is on."""
    return next((p for p in _series(draft, today, 1) if p.end and p.end >= today), None)


def candidates(draft: Draft, today: date) -> tuple[Period, ...]:
    """What a date without a year may be, when something else in the message is to choose: the latest first."""
    return tuple(_series(draft, today, -1)) if not draft.years and not draft.periods else ()


def _swapped(draft: Draft, tense: Tense, today: date) -> tuple[Period, ...]:
    other = Draft(draft.start, draft.end, month=draft.day, day=draft.month, lean=draft.lean)
    return _recurring(other, tense, today)


def _this(draft: Draft, today: date) -> tuple[Period, ...]:
    """ "This Friday" is in this week, "this March" in this year."""
    if draft.weekday is not None and draft.month is None:
        day = (calendar.week(today).start or today) + timedelta(days=draft.weekday)
        return (Period(day, day),)
    if draft.month is not None:
        return tuple(_in_year(draft, today.year))
    return tuple(p for p in (_past(draft, today), _future(draft, today)) if p)


def _on_weekday(draft: Draft, chosen: tuple[Period, ...], tense: Tense, today: date) -> tuple[Period, ...]:
    """A weekday said beside a day fixes its year, where it fits one of the nearest, or its month."""
    if draft.weekday is None or (draft.month is None and draft.day is None):
        return chosen
    steps = (-1,) if tense == "past" else (1,) if tense == "future" else (1, -1)
    if draft.month is None:
        fits = (next((p for p in _series(draft, today, s) if _fits(p, draft, s, today)), None) for s in steps)
        return tuple(period for period in fits if period) or chosen
    further = [p for s in steps for p in islice(_series(draft, today, s), 2)]
    for period in (*chosen, *further):
        if _fits(period, draft, -1 if tense == "past" else 0, today):
            return (period,) if period in chosen else (period, *chosen)
    return chosen


def _fits(period: Period, draft: Draft, side: int, today: date) -> bool:
    """Whether a day is the weekday that was said, and not ahead (`side` -1) or not behind (1)."""
    day = period.start
    return day is not None and day.weekday() == draft.weekday and side * (day - today).days >= 0


def _series(draft: Draft, today: date, step: int) -> Iterator[Period]:
    """The periods of a recurring draft from around today, ever earlier (`step` -1) or ever later (+1)."""
    if draft.month is not None:
        for shift in range(9):
            if period := _on(today.year + step * shift, draft.month, draft.day, draft):
                yield period
    elif draft.day is not None or draft.monthly or draft.nth is not None:
        for shift in range(14):
            yield from _in_month(draft, calendar.month_from(today, step * shift))
    elif draft.weekday is not None:
        for shift in range(3):
            day = (calendar.week(today, step * shift).start or today) + timedelta(days=draft.weekday)
            yield Period(day, day)


def _in_month(draft: Draft, first: date) -> Iterator[Period]:
    if draft.nth is not None:
        nth = calendar.nth_weekday(first.year, first.month, draft.weekday or 0, draft.nth)
        if nth:
            yield Period(nth, nth)
    elif draft.day is None:
        yield calendar.month(first.year, first.month, draft.part)
    elif draft.day <= calendar.last_day(first.year, first.month):
        day = first.replace(day=draft.day)
        yield Period(day, day)
