"""Days of the calendar: parts of months and years, weeks, fiscal years, and months counted from a day."""

from datetime import date, timedelta
from typing import Literal

from bot.core.model import Period

Part = Literal["", "early", "mid", "late", "end", "start", "first-half", "second-half", "early-mid", "mid-late"]
PARTS: tuple[Part, ...] = ("early", "mid", "late", "end", "start", "first-half", "second-half")
"""The parts of a month or year, in the order in which the word lists count them."""

FISCAL_START = 4
"""A Japanese fiscal year (年度) begins in April."""


_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def last_day(year: int, month: int) -> int:
    """The number of the last day of a month."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap else _LAST_DAYS[month - 1]


def month(year: int, number: int, part: Part = "") -> Period:
    """A month, or a part of it: days 1-10, 11-20, 21-end, its last day, a half (answers.md, Time)."""
    end = last_day(year, number)
    first, last = _part(part, end) if part else (1, end)
    return Period(date(year, number, first), date(year, number, last))


def _part(part: Part, end: int) -> tuple[int, int]:
    return {
        "early": (1, 10),
        "mid": (11, 20),
        "late": (21, end),
        "end": (end, end),
        "start": (1, 1),
        "first-half": (1, 15),
        "second-half": (16, end),
        "early-mid": (1, 20),
        "mid-late": (11, end),
    }.get(part, (1, end))


def year(number: int, part: Part = "") -> Period:
    """A year or a part of it. "Early" is January to April, "late" the second half: people are vague about years."""
    if part in ("end", "start"):
        return month(number, 12, "end") if part == "end" else month(number, 1, "start")
    first, last = {
        "early": (1, 4),
        "mid": (5, 8),
        "late": (7, 12),
        "first-half": (1, 6),
        "second-half": (7, 12),
    }.get(part, (1, 12))
    return Period(date(number, first, 1), date(number, last, last_day(number, last)))


def week(day: date, shift: int = 0) -> Period:
    """The week of a day, or one `shift` weeks later: Monday to Sunday (answers.md, Time)."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
    return Period(monday, monday + timedelta(days=6))


def nth_weekday(year: int, month: int, weekday: int, place: int) -> date | None:
    """A weekday (Monday is 0) of a month: its `place`-th, from 0, -1 is the last; None where there are fewer."""
    days = [d for d in range(1, last_day(year, month) + 1) if date(year, month, d).weekday() == weekday]
    return date(year, month, days[place]) if place < len(days) else None


def months_later(day: date, months: int) -> date:
    """The same day `months` calendar months later (negative: earlier), or the month's last day where it lacks that one.

    What dateutil's relativedelta does, several times as fast. Raises ValueError where no calendar reaches.
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if not 1 <= year <= 9999:
        raise ValueError(months)
    return date(year, month, min(day.day, last_day(year, month)))


def month_from(day: date, shift: int) -> date:
    """The first day of the month `shift` months after that of `day`."""
    return months_later(day.replace(day=1), shift)


def quarter(day: date, shift: int) -> Period:
    """The calendar quarter `shift` quarters after that of `day`."""
    first = months_later(day.replace(month=day.month - (day.month - 1) % 3, day=1), 3 * shift)
    return Period(first, months_later(first, 3) - timedelta(days=1))


def fiscal_year(day: date) -> int:
    """The year in which the fiscal year of `day` began."""
    return day.year - (day.month < FISCAL_START)


def fiscal(number: int) -> Period:
    """The fiscal year that begins in a year: April to March."""
    return Period(date(number, FISCAL_START, 1), date(number + 1, 3, 31))


def fiscal_part(number: int, after: int, count: int) -> Period:
    """So many months of the fiscal year that begins in a year, from its `after`-th month (0 to 11) on."""
    first = months_later(date(number, FISCAL_START, 1), after)
    return months(first.year, first.month, count)


def months(number: int, first_month: int, count: int) -> Period:
    """So many months from `first_month` of a year: 3 for a season (answers.md: autumn is September to November)."""
    start = date(number, first_month, 1)
    return Period(start, months_later(start, count) - timedelta(days=1))
