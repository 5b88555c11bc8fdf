"""The English grammar of dates, as forms over shapes: see `lexer` for what the letters stand for."""

from dataclasses import replace
from datetime import date, timedelta

from bot.core.dates import calendar, eras
from bot.core.dates.amount import count, read
from bot.core.dates.calendar import PARTS, Part
from bot.core.dates.draft import Draft, Lean
from bot.core.dates.english_words import DAY, MONTH, QUARTER, WEEK, YEAR
from bot.core.dates.form import Form, Found
from bot.core.model import Period

_LEANS: dict[int, Lean] = {-1: "past", 0: "this", 1: "future"}


def calendar_date(found: Found) -> Draft:
    """A day, month or year by name and number, in any order, with a weekday, a part, "last" or "next year"."""
    month, day, part = found.value("Mm"), found.value("NOV"), found.value("R")
    years, lean = _years(found)
    return replace(
        found.draft(),
        years=years,
        lean=lean,
        month=month,
        day=day,
        weekday=found.value("Ww"),
        part=PARTS[part] if part is not None else "",
        bare_year=month is None,
    )


def _years(found: Found) -> tuple[tuple[int, ...], Lean]:
    """The year said as a number or as "last year"; else which way "last", "this", "next" lean."""
    year, deixis, unit = found.value("Y"), found.first("LCFu"), found.first("U")
    if year is not None:
        return (year,), ""
    if deixis is None:
        return (), ""
    if unit and unit.values[0] == YEAR:
        return (found.today.year + deixis.values[0],), ""
    return (), _LEANS[deixis.values[0]]


def short_year(found: Found) -> Draft | None:
    """A day or month with a year in two digits: "2 jul 93", "August 99"."""
    number = [t for t in found.tokens if t.kind in "NB"][-1].values[0]
    day = next((t.values[0] for t in found.tokens if t.kind in "NOV"), None)
    if number > 99 or (number < 10 and len(found.tokens) < 3):
        return None
    month_only = sum(t.kind in "NOVB" for t in found.tokens) == 1
    years = eras.two_digit_years(number, found.today.year, japanese=False)
    return replace(found.draft(), years=years, month=found.value("Mm"), day=None if month_only else day)


def relative_unit(found: Found) -> Draft | None:
    """ "Last month", "end of next week", "early this year"; "the end of the month" is any month's."""
    deixis, unit, part = found.first("LCFu"), found.value("U"), found.value("R")
    name: Part = PARTS[part] if part is not None else ""
    if deixis is None:
        return _any(found, unit, name)
    shift = deixis.values[0]
    if found.first("bg"):
        shift *= 2
    return replace(found.draft(), periods=tuple(_unit(found.today, unit, shift, name)))


def _any(found: Found, unit: int | None, part: Part) -> Draft | None:
    if unit == MONTH:
        return replace(found.draft(), monthly=True, part=part)
    if unit == YEAR and part == "end":
        return replace(found.draft(), month=12, day=31)
    return None


def _unit(today: date, unit: int | None, shift: int, part: Part) -> list[Period]:
    if unit == MONTH:
        first = calendar.month_from(today, shift)
        return [calendar.month(first.year, first.month, part)]
    if unit == YEAR:
        return [calendar.year(today.year + shift, part)]
    if unit == QUARTER:
        return [calendar.quarter(today, shift)]
    if unit == WEEK:
        week = calendar.week(today, shift)
        return [Period(week.end, week.end)] if part == "end" else [week]
    day = today + timedelta(days=shift)
    return [Period(day, day)] if unit == DAY else []


def day_of_month(found: Found) -> Draft:
    """ "The 20th of next month"."""
    deixis, day = found.value("LCF") or 0, found.value("NOV")
    first = calendar.month_from(found.today, deixis)
    return replace(found.draft(), years=(first.year,), month=first.month, day=day, relative=True)


def weekday(found: Found) -> Draft | None:
    """ "Last Friday", "Friday", "Friday last week"; "next Friday" may be this week's or the next one's."""
    day, deixis, unit = found.value("Ww"), found.first("LCFu"), found.first("U")
    if day is None:
        return None
    if unit and deixis:
        monday = calendar.week(found.today, deixis.values[0]).start or found.today
        return replace(found.draft(), periods=(_one(monday + timedelta(days=day)),))
    if deixis and deixis.values[0] == 1:
        return replace(found.draft(), periods=_next_weekday(found.today, day))
    return replace(found.draft(), weekday=day, lean=_LEANS[deixis.values[0]] if deixis else "")


def _next_weekday(today: date, day: int) -> tuple[Period, ...]:
    soon = today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)
    later = (calendar.week(today, 1).start or today) + timedelta(days=day)
    return tuple(dict.fromkeys((_one(soon), _one(later))))


def weekdays_later(found: Found) -> Draft:
    """ "Two Mondays from now"."""
    day, times = found.value("Ww") or 0, found.value("NB") or 1
    first = found.today + timedelta(days=(day - found.today.weekday() - 1) % 7 + 1)
    return replace(found.draft(), periods=(_one(first + timedelta(weeks=times - 1)),))


def weekday_of_week(found: Found) -> Draft | None:
    """ "Monday two weeks from now"."""
    draft, day = later(found), found.value("Ww")
    if draft is None or day is None or draft.periods[0].end is None:
        return draft
    monday = calendar.week(draft.periods[0].end).start
    exact = not draft.margin.days and not draft.margin.months
    return draft if exact or monday is None else replace(draft, periods=(_one(monday + timedelta(days=day)),))


def nth_weekday(found: Found) -> Draft | None:
    """ "The second Monday of March 2018", "last Friday of June"."""
    day, month, nth = found.value("Ww"), found.value("Mm"), found.value("NOV")
    year = found.value("Y") or found.today.year
    if day is None or month is None or not 1900 <= year <= 2200:
        return None
    days = [d for d in range(1, calendar.last_day(year, month) + 1) if date(year, month, d).weekday() == day]
    place = -1 if nth is None else nth - 1
    return replace(found.draft(), years=(year,), month=month, day=days[place]) if place < len(days) else None


def season(found: Found) -> Draft:
    """ "Last autumn", "summer 2017", "in the spring"."""
    first = found.value("S") or 3
    years, lean = _years(found)
    today = found.today
    near = [calendar.season(y, first) for y in range(today.year - 2, today.year + 2)]
    past = [p for p in near if p.start and p.start <= today][-1]
    gone = [p for p in near if p.end and p.end < today][-1]
    coming = next(p for p in near if p.start and p.start > today)
    if years:
        chosen: tuple[Period, ...] = (calendar.season(min(max(years[0], 2), 9000), first),)
        if first == 12:
            chosen = (*chosen, calendar.season(min(max(years[0] - 1, 2), 9000), first))
    else:
        chosen = {"past": (gone,), "future": (coming,), "this": (calendar.season(today.year, first),)}.get(
            lean, (past, coming)
        )
    return replace(found.draft(), periods=chosen)


def nearby_day(found: Found) -> Draft:
    """ "Yesterday", 一昨日."""
    day = found.today + timedelta(days=found.value("Tt") or 0)
    return replace(found.draft(), periods=(_one(day),))


def holiday(found: Found) -> Draft:
    """A feast that has its fixed day, with or without a year."""
    value = found.value("祝") or 101
    years, lean = _years(found)
    return replace(found.draft(), years=years, lean=lean, month=value // 100, day=value % 100)


def fiscal(found: Found) -> Draft | None:
    """ "Fiscal year 2017", "end of the last fiscal year"."""
    year, deixis, ends = found.value("Y"), found.value("LCF"), found.first("R")
    if year is None and deixis is None:
        return replace(found.draft(), month=3, day=31) if ends else None
    start = year if year is not None else calendar.fiscal_year(found.today) + (deixis or 0)
    if not 1900 <= start <= 2200:
        return None
    whole = calendar.fiscal(start)
    return replace(found.draft(), periods=(Period(whole.end, whole.end) if ends else whole,))


def ago(found: Found) -> Draft | None:
    """A count back from today: "two months ago", 三ヶ月前."""
    return counted(found, found.today, -1)


def lapsed(found: Found) -> Draft | None:
    """The time since the expiry: "expired for two months", "two months overdue", 切れて2ヶ月."""
    draft = ago(found)
    return replace(draft, lapsed=True) if draft else None


def days(found: Found) -> Draft | None:
    """ "Between 10 and 20 March 2018", "10-20 March"."""
    pair = found.first("D")
    first, last = pair.values[:2] if pair else [t.values[0] for t in found.tokens if t.kind in "NO"][:2]
    years, lean = _years(found)
    if first >= last or (pair and pair.values[2]):
        return None
    return replace(found.draft(), years=years, lean=lean, month=found.value("Mm"), day=first, until=last)


def later(found: Found) -> Draft | None:
    """A count from today on: "in two weeks", 2ヶ月後."""
    return counted(found, found.today, 1)


def upcoming(found: Found) -> Draft | None:
    """ "Upcoming two days" is the second day; of months and years it is the whole month or year."""
    amount = read([token for token in found.tokens if token.kind != "u"])
    if amount.unit in (DAY, WEEK):
        return later(found)
    months = min(amount.low[0], 1200)
    if amount.unit == YEAR:
        return replace(found.draft(), periods=(calendar.year(found.today.year + months // 12),))
    first = calendar.month_from(found.today, months)
    return replace(found.draft(), periods=(calendar.month(first.year, first.month),))


def year_first(found: Found) -> Draft | None:
    """ "2016 10 16"."""
    year, month, day = (token.values[0] for token in found.tokens)
    return replace(found.draft(), years=(year,), month=month, day=day) if month <= 12 else None


def from_nearby(found: Found) -> Draft | None:
    """A count from a day near today: "two days from tomorrow", 今日から2日後."""
    origin = found.today + timedelta(days=found.value("T") or 0)
    return counted(found, origin, -1 if found.first("b") else 1)


def shifted(found: Found) -> Draft:
    """A count from a date that follows: "2 weeks from" (15 January)."""
    return replace(found.draft(), shift=read(found.tokens), shift_sign=-1 if found.first("b") else 1)


def counted(found: Found, origin: date, sign: int) -> Draft | None:
    """A count from `origin`, as a draft; None where no calendar reaches."""
    try:
        period, margin = count(read(found.tokens), origin, sign)
    except (OverflowError, ValueError):
        return None
    return replace(found.draft(), periods=(period,), margin=margin, counted=True)


def _one(day: date) -> Period:
    return Period(day, day)


_QTY = r"(?:a?q[P&]?a?|a?h[Pa]*|[NB](?:[-o&]?[NB])?(?:&?a?h)?|D|a)"
_MOD = r"[~>+<≤≈=]*"
AMOUNT = rf"{_MOD}{_QTY}U(?:&?ah)?(?:[,&]*{_QTY}U)*{_MOD}"
_WD = r"(?:[LCF]?[Ww]C?,?-?I?E?)?"
_YEAR = r"(?:Y|E?[LCF]U)"
_END = r"(?=$|[.,])"

FORMS = (
    Form(rf"{AMOUNT}[gb]T", from_nearby),
    Form(rf"{AMOUNT}[gb]E?(?=[NOVMmYZGQLCF祝W])", shifted),
    Form(rf"[Ww]{AMOUNT}H", weekday_of_week),
    Form(rf"{AMOUNT}A", ago),
    Form(rf"{AMOUNT}H", later),
    Form(rf"i{AMOUNT}(?!P)H?", later),
    Form(rf"(?<=[Xk])j?{AMOUNT}(?![AHgb])", lapsed, statement=True),
    Form(rf"{AMOUNT}(?:v|s|p)", lapsed, statement=True),
    Form(rf"(?:e?[NO][-o&][NO]|D)P?[Mm](?:,?P?{_YEAR})?", days),
    Form(rf"(?:u{_QTY}U|{_QTY}uU)", upcoming),
    Form(r"Y[-/][NO][-/][Mm]|[NO][-/]Y[-/][Mm]", calendar_date),
    Form(r"YNN(?![U箇週年間日])", year_first),
    Form(rf"{_WD}[Mm][.,/-]*E?[NOV][,/-]?P?{_YEAR}", calendar_date),
    Form(rf"{_WD}E?[NOV][.,/-]?U?P?E?[LCF]?[Mm][.,/-]?P?{_YEAR}", calendar_date),
    Form(r"Y[,/-]?[Mm][,/-]?E?[NOV]", calendar_date),
    Form(rf"Y,?{_WD}E?[NOV]P?[Mm]", calendar_date),
    Form(rf"[Mm][.,/-]?[NOV][,/-]?[NB]{_END}", short_year),
    Form(rf"[NOV][.,/-]?P?[Mm][,/-]?P?[NB]{_END}", short_year),
    Form(r"E?(?:L|[NOV])[Ww][Pi]E?[LCF]?[Mm](?:,?P?Y)?", nth_weekday),
    Form(rf"{_WD}[LCFu]?[Mm][.,/-]*E?[NOV](?!U)(?:,?[Ww]\b)?", calendar_date),
    Form(rf"{_WD}[LCFu]?E?[NOV][.,/-]?U?P?E?[LCF]?[Mm]", calendar_date),
    Form(r"E?[NOV]U?[Pi]?E?[LCF]U", day_of_month),
    Form(r"[LCF]U[I,.]?E?[OV]", day_of_month),
    Form(rf"E?R[-PEi]*[LCF]?[Mm](?:[,P]*{_YEAR})?", calendar_date),
    Form(rf"[Mm][.,/-]?P?{_YEAR}", calendar_date),
    Form(r"Y,?-?/?[Mm]", calendar_date),
    Form(rf"[Mm]B{_END}", short_year),
    Form(r"E?[LCFu][Mm]", calendar_date),
    Form(r"E?R[-PEi]*f,?P?E?Y?", fiscal),
    Form(r"E?R[-PEi]*[LCF]?f,?P?E?Y?", fiscal),
    Form(r"f,?P?Y|E?[LCF]f", fiscal),
    Form(r"E?R[-PEi]*(?:U?P?Y)", calendar_date),
    Form(r"E?U[bg]E?[LF]", relative_unit),
    Form(r"[LCF]U,?I?[Ww]", weekday),
    Form(r"[Ww],?P?[LCF]U", weekday),
    Form(r"E?(?:R[-PEi]*)?[LCFu]U(?:-?R)?", relative_unit),
    Form(r"E?R[-PEi]*U", relative_unit),
    Form(r"U-?R", relative_unit),
    Form(r"E?[NBOV][Ww]H", weekdays_later),
    Form(rf"E?[LCF]S|(?:iE?)?S,?P?{_YEAR}|iE?S|^S$", season),
    Form(r"E?祝,?P?Y|E?[LCF]?祝", holiday),
    Form(r"M", calendar_date),
    Form(r"(?<=[iIgbsPRXx~o:j])m|^m(?=$|[.,])|m(?=o[Mm])", calendar_date),
    Form(r"[LCF][Ww]", weekday),
    Form(r"W|(?<=I)w|^w$", weekday),
    Form(r"T", nearby_day),
    Form(r"^E?t|t$", nearby_day),
    Form(r"y[NB]", short_year),
    Form(r"E?UP?Y|yY|(?<=[iIgbsX~xP])Y|(?<=x:)Y|^Y(?=$|[.,])|Y(?=に?切)", calendar_date),
    Form(rf"(?<=[Igb])EO|EO{_END}|^O(?=$|[.,])", calendar_date),
)
