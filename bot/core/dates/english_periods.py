"""English years, quarters, halves, seasons, fiscal years and feasts, as drafts."""

from datetime import date, timedelta

from bot.core.dates import calendar, feasts
from bot.core.dates.calendar import PARTS, Part
from bot.core.dates.draft import LEANS, Draft, Lean
from bot.core.dates.english_words import DAY, MONTH, QUARTER, WEEK, YEAR
from bot.core.dates.form import Found
from bot.core.model import Period


def years_of(found: Found) -> tuple[tuple[int, ...], Lean]:
    """The year said as a number or as "last year"; else which way "last", "this", "next" lean."""
    year, deixis = found.value("Y"), found.first("LCFu")
    unit = next((token for token in reversed(found.tokens) if token.kind == "U"), None)
    if year is not None:
        return (year,), ""
    if deixis is None:
        return (), ""
    if unit and unit.values[0] == YEAR:
        return (found.today.year + deixis.values[0],), ""
    return (), LEANS[deixis.values[0]]


def relative_unit(found: Found) -> Draft | None:
    """ "Last month", "end of next week", "early this year"; "the end of the month" is any month's."""
    deixis, unit, part = found.first("LCFu"), found.value("U"), found.value("R")
    name: Part = PARTS[part] if part is not None else ""
    if found.tokens[0].kind == "U" and name and name != "end":
        return None
    if deixis is None:
        return _any(found, unit, name)
    shift = deixis.values[0]
    if found.first("bg"):
        shift *= 2
    if unit == YEAR and not name:
        return found.draft(years=(found.today.year + shift,), bare_year=True, relative=True)
    if unit == MONTH:
        first = calendar.month_from(found.today, shift)
        return found.draft(years=(first.year,), month=first.month, part=name, relative=True)
    return found.draft(periods=tuple(_unit(found.today, unit, shift, name)))


def _any(found: Found, unit: int | None, part: Part) -> Draft | None:
    if unit == MONTH:
        return found.draft(monthly=True, part=part)
    if unit == YEAR and part == "end":
        return found.draft(month=12, day=31)
    if unit == WEEK and part == "end":
        return found.draft(weekday=6)
    return None


def _unit(today: date, unit: int | None, shift: int, part: Part) -> list[Period]:
    if unit == MONTH:
        first = calendar.month_from(today, shift)
        return [calendar.month(first.year, first.month)]
    if unit == YEAR:
        return [calendar.year(today.year + shift, part)]
    if unit == QUARTER:
        return [calendar.quarter(today, shift)]
    if unit == WEEK:
        week = calendar.week(today, shift)
        return [Period(week.end, week.end)] if part == "end" else [week]
    day = today + timedelta(days=shift)
    return [Period(day, day)] if unit == DAY else []


def rest_of(found: Found) -> Draft | None:
    """ "Earlier this month" is up to yesterday, "later this year" from today on."""
    unit = found.value("先") or 0
    (whole,) = _unit(found.today, abs(unit), 0, "")
    if whole.start is None or whole.end is None:
        return None
    if unit > 0:
        return found.draft(periods=(Period(found.today, whole.end),))
    return found.draft(periods=(Period(whole.start, max(whole.start, found.today - timedelta(days=1))),))


def season(found: Found) -> Draft:
    """ "Last autumn", "summer 2017", "in the spring", "Q1 2018". The winter of a year may begin or end in it."""
    years, lean = years_of(found)
    first = found.value("S")
    if years and first == 12:
        years = (years[0], years[0] - 1)
    return found.draft(years=years, lean=lean, month=first, span=3)


def feast(found: Found) -> Draft:
    """A feast that has a name, with or without a year."""
    number = found.value("祝") or 0
    years, lean = years_of(found)
    day = feasts.fixed(number)
    if day:
        return found.draft(years=years, lean=lean, month=day[0], day=day[1])
    return found.draft(years=years, lean=lean, month=1, feast=number)


def fiscal(found: Found) -> Draft | None:
    """ "Fiscal year 2017", "FY17", "end of the last fiscal year", "first half of FY2018", "FY2018 Q1"."""
    year, deixis, part, quarter = found.value("YB"), found.value("LCF"), found.value("R"), found.value("S")
    number = found.value("N") if year is None else year
    if number is None and deixis is None:
        return found.draft(month=3, day=31) if part == PARTS.index("end") else None
    start = calendar.fiscal_year(found.today) + (deixis or 0) if number is None else number + 2000 * (number < 100)
    if not 1900 <= start <= 2200 or (quarter or 1) % 3 != 1:
        return None
    if quarter:
        return found.draft(periods=(calendar.fiscal_part(start, quarter - 1, 3),))
    return found.draft(periods=(_fiscal_part(start, PARTS[part] if part is not None else ""),))


def _fiscal_part(start: int, part: Part) -> Period:
    whole = calendar.fiscal(start)
    if part == "end":
        return Period(whole.end, whole.end)
    if part in ("first-half", "second-half"):
        return calendar.fiscal_part(start, 6 * (part == "second-half"), 6)
    return calendar.fiscal_part(start, 0, 3) if part == "early" else whole


def day_of_month(found: Found) -> Draft:
    """ "The 20th of next month"."""
    deixis, day = found.value("LCF") or 0, found.value("NOV")
    first = calendar.month_from(found.today, deixis)
    return found.draft(years=(first.year,), month=first.month, day=day, relative=True)


def numbered(found: Found) -> Draft | None:
    """ "1st quarter of 2018", "the third month of next year", "the 15th day of next month"."""
    years, number, unit = years_of(found)[0], found.value("OV") or 0, found.value("U")
    if not years:
        return day_of_month(found)
    if unit == QUARTER and 1 <= number <= 4:
        return found.draft(years=years, month=3 * number - 2, span=3)
    if unit == MONTH and 1 <= number <= 12:
        return found.draft(years=years, month=number)
    return None
