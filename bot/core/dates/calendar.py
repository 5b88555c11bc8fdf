"""Days of the calendar: parts of months and years, weeks, fiscal years, and months counted from a day."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from bot.core.model import Period

Part = Literal["", "early", "mid", "late", "end", "start", "first-half", "second-half"]
PARTS: tuple[Part, ...] = ("early", "mid", "late", "end", "start", "first-half", "second-half")
"""The parts of a month or year, in the order in which the word lists count them."""

FISCAL_START = 4
"""A Japanese fiscal year (年度) begins in April."""


def last_day(year: int, month: int) -> int:
    """The number of the last day of a month."""
    return monthrange(year, month)[1]


def month(year: int, number: int, part: Part = "") -> Period:
    """A month, or a part of it: days 1-10, 11-20, 21-end, its last day, a half (answers.md, Time)."""
    end = last_day(year, number)
    first, last = {
        "early": (1, 10),
        "mid": (11, 20),
        "late": (21, end),
        "end": (end, end),
        "start": (1, 1),
        "first-half": (1, 15),
        "second-half": (16, end),
    }.get(part, (1, end))
    return Period(date(year, number, first), date(year, number, last))


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


def month_from(day: date, shift: int) -> date:
    """The first day of the month `shift` months after that of `day`."""
    return day.replace(day=1) + relativedelta(months=shift)


def quarter(day: date, shift: int) -> Period:
    """The calendar quarter `shift` quarters after that of `day`."""
    first = day.replace(month=day.month - (day.month - 1) % 3, day=1) + relativedelta(months=3 * shift)
    return Period(first, first + relativedelta(months=3) - timedelta(days=1))


def fiscal_year(day: date) -> int:
    """The year in which the fiscal year of `day` began."""
    return day.year - (day.month < FISCAL_START)


def fiscal(number: int) -> Period:
    """The fiscal year that begins in a year: April to March."""
    return Period(date(number, FISCAL_START, 1), date(number + 1, 3, 31))


def season(number: int, first_month: int) -> Period:
    """Three months from `first_month` of a year (answers.md: autumn is September to November)."""
    start = date(number, first_month, 1)
    return Period(start, start + relativedelta(months=3) - timedelta(days=1))
