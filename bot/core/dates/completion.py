"""A later, partial date completed by what the conversation knows: "31日" after "2018年5月"."""

from dataclasses import replace
from datetime import date, timedelta

from bot.core.dates import calendar, portion
from bot.core.dates.draft import Draft
from bot.core.dates.resolution import resolve
from bot.core.model import EXACT, DateMention, Named, Period


def complete(mention: DateMention, known: DateMention, today: date) -> DateMention | None:
    """The mention with the year or month that it lacks taken from `known`; None where that does not apply.

    A day takes the month of what is known, a day or month its year (or lies within its margin), a year replaces
    the year of a day or month that is known.
    """
    said = mention.named
    if said == Named() or (said.year and said.month) or _settled_by_itself(mention, known):
        return None
    if said.part:
        return _portion(mention, known, today)
    if not known.readings:
        return _settled(mention, _mended(said, known), known, today)
    named = _with_day(said, known) if said.month is None and said.day else _merged(said, known)
    if named is None:
        return None
    return _settled(mention, named, known, today)


def _portion(mention: DateMention, known: DateMention, today: date) -> DateMention | None:
    """A part of the month that is known, unless the one is said to lie ahead and the other lies behind."""
    ahead = bool(mention.readings) and all(p.start and p.start > today for p in mention.readings)
    if ahead and mention.role == "expiry" and all(p.end and p.end < today for p in known.readings):
        return None
    rounded = known.readings[0] if known.readings and known.approximate else None
    found = portion.of(mention.named, known, rounded)
    found = tuple(p for p in found if near(p, known)) if rounded else found
    role = mention.role if mention.role != "none" else known.role
    return replace(mention, readings=found, named=_month_of(found), role=role, margin=EXACT) if found else None


def _month_of(found: tuple[Period, ...]) -> Named:
    """The year and month that all readings share, as far as they do."""
    days = [period.start for period in found if period.start]
    years, months = {day.year for day in days}, {day.month for day in days}
    spans = any(p.start and p.end and p.start.month != p.end.month for p in found)
    return Named(years.pop() if len(years) == 1 else None, months.pop() if len(months) == 1 and not spans else None)


def _settled_by_itself(mention: DateMention, known: DateMention) -> bool:
    """Whether words beside a month or day already told its year ("last December", "expired in March"); a year that
    is all that is known goes before them."""
    only_year = known.named.year is not None and known.named.month is None
    return mention.named.month is not None and len(mention.readings) == 1 and not only_year


def _mended(said: Named, known: DateMention) -> Named:
    """A date that does not exist ("31 November 2017") said again: what is not said anew stays."""
    return Named(said.year or known.named.year, said.month or known.named.month, said.day or known.named.day)


def _with_day(said: Named, known: DateMention) -> Named | None:
    """A day alone: the month must be known, from what was said or because the range lies within one month."""
    period = known.readings[0]
    if known.approximate and period.start:
        return _nearest_day(said, period.start)
    if known.named.month:
        year = known.named.year or (period.start.year if period.start and len(known.readings) == 1 else None)
        return Named(year, known.named.month, said.day)
    if period.start and period.end and (period.start.year, period.start.month) == (period.end.year, period.end.month):
        return Named(period.start.year, period.start.month, said.day)
    return None


def _nearest_day(said: Named, day: date) -> Named:
    """The day of that number nearest to a rounded date."""
    months = [calendar.month_from(day, shift) for shift in (-1, 0, 1)]
    number = said.day or 1
    possible = [m.replace(day=number) for m in months if number <= calendar.last_day(m.year, m.month)]
    chosen = min(possible, key=lambda candidate: abs(candidate - day))
    return Named(chosen.year, chosen.month, said.day)


def _merged(said: Named, known: DateMention) -> Named | None:
    if said.year:
        month = known.named.month
        return Named(said.year, month, known.named.day) if month else None
    return Named(_year(said, known), said.month, said.day)


def _year(said: Named, known: DateMention) -> int | None:
    """The year of a month or day: the one in which it lies nearest to, or in, what is known."""
    if said.month is None or not 1 <= said.month <= 12:
        return None
    if known.named.year and known.named.month is None:
        return known.named.year
    reading = known.readings[0]
    middle = reading.end or reading.start
    if middle is None or len(known.readings) > 1:
        return known.named.year
    if reading.start and reading.end and (reading.end - reading.start).days > 300:
        return reading.start.year if reading.start.year == reading.end.year else None
    day = min(said.day or 15, 28)
    nearest = min(
        (middle.year - 1, middle.year, middle.year + 1), key=lambda y: abs(date(y, said.month or 1, day) - middle)
    )
    return nearest if known.approximate else known.named.year or nearest


def _settled(mention: DateMention, named: Named, known: DateMention, today: date) -> DateMention | None:
    """The mention with its parts complete. Early, mid, end and the like stay where only the year was missing."""
    if named.month is None:
        return None
    role = mention.role if mention.role != "none" else known.role
    if named.day and named.year and named.day > calendar.last_day(named.year, named.month):
        return replace(mention, readings=(), named=named, role=role, margin=EXACT)
    source = mention if mention.named.month == named.month and not mention.named.year else known
    if named.year and not named.day and source.readings and source.named.month == named.month:
        readings = tuple(dict.fromkeys(_in_year(period, named.year) for period in source.readings))
    else:
        years = (named.year,) if named.year else ()
        readings = resolve(Draft(0, 0, years=years, month=named.month, day=named.day), "", today)
    return replace(mention, readings=readings, named=named, role=role) if readings else None


def _in_year(period: Period, year: int) -> Period:
    """A part of a month in another year; an end of a month stays its end."""
    return Period(_day_in_year(period.start, year), _day_in_year(period.end, year))


def _day_in_year(day: date | None, year: int) -> date | None:
    if day is None:
        return None
    last = calendar.last_day(year, day.month)
    ends = day.day == calendar.last_day(day.year, day.month)
    return date(year, day.month, last if ends else min(day.day, last))


def near(period: Period, known: DateMention) -> bool:
    """Whether a period lies within what a known, perhaps rounded date allows."""
    return any(
        (r.start is None or period.end is None or period.end >= _less(r.start, known))
        and (r.end is None or period.start is None or period.start <= _more(r.end, known))
        for r in known.readings
    )


def _less(day: date, known: DateMention) -> date:
    return calendar.months_later(day, -known.margin.months) - timedelta(days=known.margin.days)


def _more(day: date, known: DateMention) -> date:
    return calendar.months_later(day, known.margin.months) + timedelta(days=known.margin.days)
