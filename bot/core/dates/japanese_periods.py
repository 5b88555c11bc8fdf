"""Japanese years, fiscal years, seasons, quarters and weeks, as drafts."""

from datetime import timedelta

from bot.core.dates import calendar, counting, eras, feasts
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


def fiscal_start(found: Found) -> int | None:
    """The year in which the fiscal year that was said begins: 2018年度, 昨年度; None where none was."""
    said, relative = found.value("Y"), found.value("度")
    if relative is None or (said is None and relative == 99):
        return None
    return said if said is not None else calendar.fiscal_year(found.today) + relative


def fiscal(found: Found) -> Draft | None:
    """A fiscal year (年度) or its end, 31 March."""
    start, part = fiscal_start(found), part_of(found)
    if start is None:
        return found.draft(month=3, day=31, years=years_of(found)) if part == "end" else None
    if not 1900 <= start <= 2200:
        return None
    if part in ("first-half", "second-half"):
        return found.draft(periods=(calendar.fiscal_part(start, 6 * (part == "second-half"), 6),))
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
    """去年の秋, 昨秋, 来春, 春頃. The winter of a year may begin or end in it."""
    first, years, near = found.value("季忌己辛"), years_of(found), found.first("忌己辛")
    if near:
        years = (found.today.year + "忌己辛".index(near.kind) - 1,)
    if years and first == 12:
        years = (years[0], years[0] - 1)
    return found.draft(years=years, month=first, span=3)


def feast(found: Found) -> Draft:
    """来年の元旦, 今年のお盆."""
    number = found.value("祝") or 0
    day = feasts.fixed(number)
    if day:
        return found.draft(years=years_of(found), month=day[0], day=day[1])
    return found.draft(years=years_of(found), month=1, feast=number)


def quarter(found: Found) -> Draft | None:
    """第1四半期: of the calendar year or of the fiscal year, which begins in April; 2018年度第1四半期 of the latter."""
    number = number_before(found, "四") or 0
    draft = _share(found, 3, number) if 1 <= number <= 4 else None
    return _ended(draft) if draft and part_of(found) == "end" else draft


def _ended(quarter: Draft) -> Draft:
    """The last day of a quarter: 第3四半期末."""
    if quarter.periods:
        return quarter._replace(periods=tuple(Period(period.end, period.end) for period in quarter.periods))
    other = _ended(quarter.alternative) if quarter.alternative else None
    month = quarter.month + quarter.span - 1 if quarter.month else None
    return quarter._replace(month=month, span=0, part="end", alternative=other)


def half(found: Found) -> Draft | None:
    """上期, 2018年度下期: of a fiscal year; 2018年上期 may be the calendar's."""
    draft = _share(found, 6, found.value("上") or 1)
    return draft if draft is None or found.first("Y歳") else draft.alternative or draft


def _share(found: Found, count: int, number: int) -> Draft | None:
    """The `number`-th part of so many months of a year: the fiscal one; where no 年度 is said, the calendar's too."""
    start = fiscal_start(found)
    if start is not None:
        return found.draft(periods=(calendar.fiscal_part(start, count * (number - 1), count),))
    if found.first("度"):
        return None
    month, years = count * (number - 1) + calendar.FISCAL_START, years_of(found)
    fiscal_years = tuple(year + (month > 12) for year in years)
    other = found.draft(years=fiscal_years, month=(month - 1) % 12 + 1, span=count)
    return found.draft(years=years, month=count * (number - 1) + 1, span=count, alternative=other)


def this_time_of_year(found: Found) -> Draft:
    """去年の今頃: the same day, give or take half a month."""
    day = calendar.months_later(found.today, 12 * (found.value("歳") or 0))
    return found.draft(periods=(Period(day, day),), margin=Margin(days=15), counted=True)
