"""The English grammar of dates, as forms over shapes: see `lexer` for what the letters stand for."""

from datetime import timedelta

from bot.core.dates import amount, counting, eras, weekdays
from bot.core.dates import english_periods as periods
from bot.core.dates.calendar import PARTS
from bot.core.dates.draft import Draft
from bot.core.dates.english_periods import years_of
from bot.core.dates.english_words import MONTH, WEEK
from bot.core.dates.form import Form, Found
from bot.core.model import EXACT, Margin, Period


def calendar_date(found: Found) -> Draft | None:
    """A day, month or year by name and number, in any order, with a weekday, a part, "last" or "next year"."""
    month, day, part = found.value("Mm"), found.value("NOV"), found.value("R")
    unit = found.value("U")
    if day and month and unit == WEEK:
        return _week(found, month, day)
    years, lean = years_of(found)
    if month is None and not years and day is None:
        return None
    return found.draft(
        years=years,
        lean=lean,
        month=month,
        day=day,
        weekday=found.value("Ww"),
        part=PARTS[part] if part is not None else "",
        margin=Margin(days=3) if day and found.first("~") else EXACT,
        bare_year=month is None and day is None,
    )


def _week(found: Found, month: int, nth: int) -> Draft | None:
    """ "The first week of May": its first seven days."""
    if nth > 4:
        return None
    return found.draft(years=years_of(found)[0], month=month, day=7 * nth - 6, until=7 * nth)


def last_week(found: Found) -> Draft:
    """ "The last week of May", said loosely."""
    return found.draft(years=years_of(found._replace(tokens=found.tokens[1:]))[0], month=found.value("Mm"), part="late")


def short_year(found: Found) -> Draft | None:
    """A day or month with a year in two digits: "2 jul 93", "August 99"."""
    number = [t for t in found.tokens if t.kind in "NB"][-1].values[0]
    day = next((t.values[0] for t in found.tokens if t.kind in "NOV"), None)
    if number > 99 or (number < 10 and sum(t.kind != "P" for t in found.tokens) < 3):
        return None
    month_only = sum(t.kind in "NOVB" for t in found.tokens) == 1
    years = eras.two_digit_years(number, found.today.year, japanese=False)
    return found.draft(years=years, month=found.value("Mm"), day=None if month_only else day)


def day_of_any_month(found: Found) -> Draft | None:
    """ "The 1st of the month"."""
    return found.draft(day=found.value("OV")) if found.value("U") == MONTH else None


def in_years(found: Found) -> Draft:
    """ "March in two years"."""
    months = amount.read(found.tokens[1:]).low[0]
    years = (found.today.year + months // 12,) if months and months % 12 == 0 else ()
    return found.draft(years=years, month=found.value("Mm"))


def after_next(found: Found) -> Draft:
    """ "The March after next"."""
    month = found.value("Mm") or 1
    return found.draft(years=(found.today.year + 1 + (month <= found.today.month),), month=month)


def nearby_day(found: Found) -> Draft:
    """ "Yesterday", 一昨日."""
    day = found.today + timedelta(days=found.value("Tt") or 0)
    return found.draft(periods=(Period(day, day),))


def of_that_year(found: Found) -> Draft | None:
    """ "Last year in April"."""
    draft = calendar_date(found)
    return draft if draft and draft.years else None


def nothing(found: Found) -> None:
    """ "The month before": before another date, and no date of its own."""


def count(found: Found) -> Draft | None:
    """A count by what stands behind it: "two months ago", "ten days late", "a month or more"."""
    if found.tokens[-1].kind == "R":
        return counting.lapsed(found) if found.value("R") == PARTS.index("late") else None
    return counting.by_ending(found) or counting.lapsed(found)


def days(found: Found) -> Draft | None:
    """ "Between 10 and 20 March 2018", "10-20 March"."""
    pair = found.first("DQ")
    first, last = pair.values[:2] if pair else [t.values[0] for t in found.tokens if t.kind in "NO"][:2]
    years, lean = years_of(found)
    if first >= last or last > 31 or (pair and pair.kind == "D" and pair.values[2]):
        return None
    return found.draft(years=years, lean=lean, month=found.value("Mm"), day=first, until=last)


def year_first(found: Found) -> Draft | None:
    """ "2016 10 16"."""
    year, month, day = (token.values[0] for token in found.tokens)
    return found.draft(years=(year,), month=month, day=day) if month <= 12 else None


_QTY = r"(?:a?q[P&]?a?|a?h[Pa]{0,2}|[NB](?:[-o&]?[NB])?(?:&?a?h)?|D|a)"
_MOD = r"[~>+<≤≈=]{0,3}"
_AMOUNT = rf"{_MOD}{_QTY}U(?:&?ah)?(?:[,&]{{0,2}}[aqhNBDP]{{1,3}}U){{0,3}}{_MOD}"
_WD = r"(?:[LCF]?[Ww]C?,?-?I?E?)?"
_YEAR = r"(?:Y|E?[LCF]U)"
_STOP = r"(?=$|[.,|])"
_END = r"(?=$|[.,])"
_OF = r"[-PEi]{0,3}"
_ITSELF = r"(?<![^U][bg])(?<![^U][bg]E)(?<!^[bg])(?<!^[bg]E)"
"""Not "before" or "after", with no count: that names no day of its own."""
_DATE = r"I?E?(?:[Ww],?)?(?:[NOV]U?P?[Mm]|[Mm][.,/-]?E?[NOV]|[ZGQ祝])"

FORMS = (
    Form(r"E?Ub(?=$|[.,|])", nothing),
    Form(rf"(?<![NOVLCFu≤])E?UP(?={_DATE}) | E?囲(?={_DATE})", weekdays.week_beside),
    Form(r"先", periods.rest_of),
    Form(rf"i{_AMOUNT}H?,?I?E?W", weekdays.of_count),
    Form(rf"{_AMOUNT}(?:H|gT),?I?E?W", weekdays.of_count),
    Form(rf"{_AMOUNT}(?:[AHvsp]=?|[gb]T|[gb]E?(?=[NOVMmYZGQLCF祝W])|R{_STOP}|(?=>(?:$|[.,])))", count),
    Form(rf"{_MOD}aUoN[AH]", counting.by_ending),
    Form(rf"[Ww],?(?P<in>i)?{_AMOUNT}(?(in)|H) | [Ww],?{_AMOUNT}gT", weekdays.of_week),
    Form(rf"{_AMOUNT}[,~.|]{{0,3}}昔 | (?<=[Xx]){_AMOUNT}b{_END}", counting.lapsed),
    Form(rf"i{_AMOUNT}(?!P)H?", counting.later),
    Form(rf"(?:(?<=[Xk])|(?<=Xs))j?{_AMOUNT}(?![AHgb]) | (?<=X)≤U(?!P)", counting.lapsed),
    Form(rf"e?E?[NO][-o&]E?[NO]P?E?[Mm](?:,?P?{_YEAR})? | [DQ]P?[Mm](?:,?P?{_YEAR})?", days),
    Form(rf"[Mm]E?[NO][-o&]E?[NO](?!U)(?:,?P?{_YEAR})? | [Mm]D(?!U)(?:,?P?{_YEAR})?", days),
    Form(rf"u{_QTY}U | {_QTY}uU", counting.upcoming),
    Form(r"Y[-/][NO][-/][Mm] | [NO][-/]Y[-/][Mm]", calendar_date),
    Form(r"YNN(?![U箇週年間日])", year_first),
    Form(rf"{_WD}[Mm][.,/-]{{0,2}}E?[NOV][,/-]?P?{_YEAR}", calendar_date),
    Form(rf"{_WD}E?[NOV][.,/-]?U?P?E?[LCF]?[Mm][.,/-]?P?{_YEAR}", calendar_date),
    Form(rf"Y[,/-]?[Mm][,/-]?E?[NOV] | Y,?{_WD}E?[NOV]P?[Mm]", calendar_date),
    Form(rf"[Mm][.,/-]?[NOV][,/-]?[NB]{_END} | [NOV][.,/-]?P?[Mm][,/-]?P?[NB]{_END}", short_year),
    Form(r"[NOV](?P<mark>[-/])[Mm](?P=mark)[NB](?!U)", short_year),
    Form(rf"[Mm](?:B|P[NB]){_END} | y[NB]", short_year),
    Form(r"E?[LNOV][Ww][Pi]E?[LCF]?[Mm](?:,?P?Y)?", weekdays.nth),
    Form(r"E?[LNOV][Ww][Pi]E?[LCF]?U | E?[OV]W(?!H)", weekdays.nth_of_month),
    Form(rf"Mi{_AMOUNT}(?!H)", in_years),
    Form(r"E?[Mm]gF", after_next),
    Form(rf"~?{_WD}[LCFu]?[Mm][.,/-]{{0,2}}E?[NOV](?!U)", calendar_date),
    Form(rf"~?{_WD}[LCFu]?E?[NOV][.,/-]?U?P?E?[LCF]?[Mm]", calendar_date),
    Form(rf"E?[OV]UP?{_YEAR}", periods.numbered),
    Form(r"E?[NOV]U?[Pi]?E?[LCF]U | [LCF]U[I,.]?E?[OV]", periods.day_of_month),
    Form(rf"(?:≤|E?L)UPE?[Mm](?:[,P]{{0,2}}{_YEAR})?", last_week),
    Form(rf"E?R{_OF}[LCF]?[Mm](?:[,P]{{0,2}}{_YEAR})?", calendar_date),
    Form(r"[LCF]U,?[iI]?E?[Mm](?:E?[NO])?", of_that_year),
    Form(rf"[Mm][.,/-]?P?{_YEAR} | Y[,/-]?[Mm] | E?[LCFu][Mm]", calendar_date),
    Form(rf"(?:S,?P?E?|E?R{_OF})?[LCF]?f,?P?E?[YNB](?:,?S)? | (?:S,?P?E?|E?R{_OF})[LCF]?f | E?[LCF]f", periods.fiscal),
    Form(rf"E?R{_OF}U?P?Y | E?UP?Y", calendar_date),
    Form(r"[LCF]U[,-]?I?[Ww] | [Ww],?P?[LCF]U", weekdays.of_time),
    Form(rf"E?(?:R{_OF})?U[bg]E?[LF] | E?R{_OF}[LCFu]U | [ELCFu]{{1,2}}U(?:-?R)?", periods.relative_unit),
    Form(rf"E?R{_OF}U | U-?R", periods.relative_unit),
    Form(r"E?[NBOV][Ww]H | [NB][Ww]A | aqP?[Ww]A", weekdays.later),
    Form(rf"E?[LCF]S | i?E?S,?P?{_YEAR} | iE?S | ^S$", periods.season),
    Form(rf"{_ITSELF}(?:E?祝,?P?{_YEAR}|E?[LCF]?祝(?!の?前)(?![,の]?Y))", periods.feast),
    Form(r"M | (?<=[iIgbsPRXx~o:jd])m | ^m(?=$|[.,]) | m(?=o[Mm]) | (?<=[Mm][&o])m", calendar_date),
    Form(rf"[Ww],?(?:E?O|EV)(?![UWw]) | [Ww],?E?N{_END}", calendar_date),
    Form(r"E?[Ww]bL | E?[Ww]gF | [LCF]{1,2}[Ww] | W | (?<=[IXxd])w(?=$|[.,|]) | ^w$", weekdays.of_time),
    Form(r"T | ^E?t(?!に?[切期]) | t(?=[.]?$)", nearby_day),
    Form(r"yY | (?<=[iIgbsX~xPd])Y | (?<=x:)Y | (?<=Yo)Y | (?<=Yod\|)Y | ^Y(?=$|[.,]) | Y(?=に?[切期])", calendar_date),
    Form(r"E?[OV]PE?U(?=$|[.,|])", day_of_any_month),
    Form(rf"(?<=[Igb])EO | EO{_END} | ^I?O(?=$|[.,]) | ^I?EN(?=[.]?$)", calendar_date),
)
