"""Japanese years, fiscal years, seasons, quarters and weeks, as drafts."""

from datetime import timedelta

from bot.core.dates import calendar, counting, eras
from bot.core.dates.calendar import PARTS, Part
from bot.core.dates.draft import Draft, Lean
from bot.core.dates.form import Found
from bot.core.model import Margin, Period


def part_of(found: Found) -> Part:
    """The part of a month or year that was said, or none."""
    place = found.value("旬晦")
    return PARTS[place] if place is not None else ""


def number_before(found: Found, before: str) -> int | None:
    """The number right before a unit (3 in 3月)."""
    for number, unit in zip(found.tokens, found.tokens[1:], strict=False):
        if unit.kind in before and number.kind in "NB":
            return number.values[0]
    return None


def years_of(found: Found) -> tuple[int, ...]:
    """The year that was said: a number, 去年, or two digits, which may be an era's; none if none was."""
    year, relative, short = found.value("Y"), found.value("歳"), number_before(found, "年")
    if year is not None:
        return (year,)
    if relative is not None:
        return (found.today.year + relative,)
    return eras.two_digit_years(short, found.today.year, japanese=True) if short is not None else ()


def year_end(found: Found) -> Draft:
    """年末, 昨年末: 31 December (answers.md, Time)."""
    value = found.value("暮") or 1231
    return found.draft(years=years_of(found), month=value // 100, day=value % 100)


def new_year(found: Found) -> Draft:
    """年明け: January."""
    return found.draft(years=years_of(found), month=1)


def fiscal(found: Found) -> Draft | None:
    """A fiscal year (年度) or its end, 31 March."""
    said, relative, part = found.value("Y"), found.value("度") or 0, part_of(found)
    if said is None and relative == 99:
        return found.draft(month=3, day=31, years=years_of(found)) if part == "end" else None
    start = said if said is not None else calendar.fiscal_year(found.today) + relative
    if not 1900 <= start <= 2200:
        return None
    whole = calendar.fiscal(start)
    if part == "early":
        return found.draft(periods=(calendar.month(start, calendar.FISCAL_START, "early"),))
    return found.draft(periods=(Period(whole.end, whole.end) if part == "end" else whole,))


def month_part(found: Found) -> Draft:
    """月末, 月初 of any month."""
    return found.draft(monthly=True, part=part_of(found))


def week(found: Found) -> Draft:
    """先週, 先週の金曜, 先週末 (Saturday and Sunday)."""
    days, day, part = calendar.week(found.today, found.value("節") or 0), found.value("曜括"), part_of(found)
    if day is not None and days.start:
        chosen = days.start + timedelta(days=day)
        days = Period(chosen, chosen)
    elif part and days.start:
        first, last = {"end": (5, 6), "early": (0, 2), "mid": (2, 3)}.get(part, (0, 6))
        days = Period(days.start + timedelta(days=first), days.start + timedelta(days=last))
    return found.draft(periods=(days,))


def week_of_count(found: Found) -> Draft | None:
    """2週後の月曜日."""
    draft = counting.later(found)
    day, origin = found.value("曜"), draft.periods[0].end if draft else None
    monday = calendar.week(origin).start if origin else None
    if draft is None or day is None or monday is None:
        return draft
    chosen = monday + timedelta(days=day)
    return draft._replace(periods=(Period(chosen, chosen),))


def weekday(found: Found) -> Draft:
    """金曜日, この前の金曜."""
    lean: Lean = "past" if found.first("前") else ""
    return found.draft(weekday=found.value("曜"), lean=lean)


def season(found: Found) -> Draft:
    """去年の秋, 昨秋, 春頃. The winter of a year may begin or end in it."""
    first, years = found.value("季忌己"), years_of(found)
    if found.first("忌己"):
        years = (found.today.year - (found.first("忌") is not None),)
    if years and first == 12:
        years = (years[0], years[0] - 1)
    return found.draft(years=years, month=first, season=True)


def holiday(found: Found) -> Draft:
    """来年の元旦."""
    value = found.value("祝") or 101
    return found.draft(years=years_of(found), month=value // 100, day=value % 100)


def quarter(found: Found) -> Draft | None:
    """第1四半期: of the calendar year or of the fiscal year, which begins in April."""
    number = found.tokens[-2].values[0]
    if not 1 <= number <= 4:
        return None
    fiscal_month = (3 * number + 3 - 1) % 12 + 1
    fiscal_years = tuple(y + (number == 4) for y in years_of(found))
    other = found.draft(years=fiscal_years, month=fiscal_month - 2 if fiscal_month > 2 else 1, season=True)
    return found.draft(years=years_of(found), month=3 * number - 2, season=True, alternative=other)


def this_time_of_year(found: Found) -> Draft:
    """去年の今頃: the same day, give or take half a month."""
    day = calendar.months_later(found.today, 12 * (found.value("歳") or 0))
    return found.draft(periods=(Period(day, day),), margin=Margin(days=15), counted=True)
