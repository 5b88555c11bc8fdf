"""Weekdays, as drafts: "last Friday", 先週の金曜, "Monday two weeks from now", "the second Monday of March"."""

from datetime import date, timedelta

from bot.core.dates import calendar, counting
from bot.core.dates.draft import LEANS, Draft
from bot.core.dates.english_words import MONTH, WEEK
from bot.core.dates.form import Found
from bot.core.model import EXACT, Margin, Period

_WEEKS = Margin(days=3)
"""How far a count of weeks may be off."""


def of_time(found: Found) -> Draft | None:
    """ "Last Friday", "Friday", "Friday last week"; "next Friday" may be this week's or the next one's."""
    day, deixis, unit = found.value("Ww"), found.first("LCFu"), found.first("U")
    if day is None:
        return None
    if found.first("b"):
        gone = found.today - timedelta(days=(found.today.weekday() - day - 1) % 7 + 8)
        return found.draft(periods=(_one(gone),))
    if found.first("g"):
        after = (p.end + timedelta(weeks=1) for p in _next_weekday(found.today, day) if p.end)
        return found.draft(periods=tuple(_one(chosen) for chosen in after))
    if unit and deixis:
        monday = calendar.week(found.today, deixis.values[0]).start or found.today
        return found.draft(periods=(_one(monday + timedelta(days=day)),))
    if deixis and deixis.values[0] == 1:
        return found.draft(periods=_next_weekday(found.today, day))
    return found.draft(weekday=day, lean=LEANS[deixis.values[0]] if deixis else "")


def _next_weekday(today: date, day: int) -> tuple[Period, ...]:
    soon = _next(today, day)
    later = (calendar.week(today, 1).start or today) + timedelta(days=day)
    return tuple(dict.fromkeys((_one(soon), _one(later))))


def later(found: Found) -> Draft:
    """ "Two Mondays from now", "two Fridays ago"."""
    day, times = found.value("Ww") or 0, found.value("NBq") or 1
    if found.first("A"):
        last = found.today - timedelta(days=(found.today.weekday() - day - 1) % 7 + 1)
        return found.draft(periods=(_one(last - timedelta(weeks=times - 1)),))
    first = _next(found.today, day)
    return found.draft(periods=(_one(first + timedelta(weeks=times - 1)),))


def of_week(found: Found) -> Draft | None:
    """ "Monday two weeks from now" is in that week, "Tuesday two months from now" the first one from that day on."""
    draft, day = counting.later(found), found.value("Ww")
    if draft is None or day is None or draft.periods[0].end is None:
        return draft
    end, exact = draft.periods[0].end, not draft.margin.days and not draft.margin.months
    monday = calendar.week(end).start
    if exact or monday is None:
        return draft
    chosen = monday + timedelta(days=day) if draft.margin == _WEEKS else _next(end - timedelta(days=1), day)
    return draft._replace(periods=(_one(chosen),), margin=EXACT)


def of_count(found: Found) -> Draft | None:
    """ "In 3 days on Friday", "in two weeks, on Monday": one date; days that end on another weekday leave both."""
    draft, day = of_week(found), found.value("W")
    if draft is None or day is None or draft.margin.days or not draft.periods[0].end:
        return draft
    if draft.periods[0].end.weekday() == day:
        return draft
    return draft._replace(periods=(*draft.periods, _one(_next(found.today, day))))


def coming(found: Found) -> Draft:
    """次の金曜 may be this week's or the next one's, as "next Friday"."""
    return found.draft(periods=_next_weekday(found.today, found.value("曜") or 0))


def nth(found: Found) -> Draft | None:
    """ "The second Monday of March 2018", "last Friday of June"."""
    day, month, nth = found.value("Ww"), found.value("Mm"), found.value("NOV")
    year = found.value("Y") or found.today.year
    if day is None or month is None or not 1900 <= year <= 2200:
        return None
    return on(found.draft(), year, month, day, -1 if nth is None else nth - 1)


def nth_of_month(found: Found) -> Draft | None:
    """ "The first Monday of last month", "first Monday of the month", "second Sunday"."""
    day, unit, place = found.value("Ww"), found.value("U"), found.value("NOV")
    if day is None or unit not in (None, MONTH):
        return None
    deixis = [token for token in found.tokens[1:] if token.kind in "LCF"]
    if not deixis:
        return found.draft(weekday=day, nth=-1 if place is None else place - 1)
    first = calendar.month_from(found.today, deixis[0].values[0])
    return on(found.draft(), first.year, first.month, day, -1 if place is None else place - 1)


def week_beside(found: Found) -> Draft | None:
    """ "The week of" (10 April), 4月10日 (の週): the week of the date that stands beside it."""
    return found.draft(week=True) if found.value("U週囲") == WEEK else None


def on(draft: Draft, year: int, month: int, weekday: int, place: int) -> Draft | None:
    """The draft set on a weekday (Monday is 0) of a month: its `place`-th, from 0, -1 is the last."""
    day = calendar.nth_weekday(year, month, weekday, place)
    return draft._replace(years=(year,), month=month, day=day.day) if day else None


def _next(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _one(day: date) -> Period:
    return Period(day, day)
