"""The grammar of dates in digits, as forms over shapes. English 03/04/2018 is two days; Japanese puts the year first,
then the month (answers.md, Time)."""

from bot.core.dates import eras
from bot.core.dates.draft import Draft
from bot.core.dates.form import Form, Found

_NEARBY = 10
"""A two-digit year is only put first if the date then lies within so many years of today."""
_BUILD = 15
"""31.3.2018 is a day, 10.1.2046 a program's build: dots before a year so many years off are none of a date."""


def full(found: Found) -> Draft | None:
    """Year, month and day: 2018-03-31, 31.3.2018, 平成30.3.31."""
    token = found.first("Z")
    if token is None:
        return None
    year, month, day, swap, dotted = (*token.values, 0)[:5]
    if dotted and abs(year - found.today.year) > _BUILD:
        return None
    return found.draft(
        years=(year,),
        month=month,
        day=day,
        swap=bool(swap) and not found.japanese,
        weekday=_weekday(found),
    )


def short(found: Found) -> Draft | None:
    """Three numbers of two digits: 9-18-15, 31.03.18, and year first where that makes sense (18/3/31)."""
    token = found.first("GK")
    if token is None:
        return None
    first, second, third, two_digits = token.values
    last = eras.two_digit_years(third, found.today.year, japanese=False)
    readings = _orders(found, first, second, last) if first else []
    front = eras.two_digit_years(first, found.today.year, japanese=found.japanese)
    if two_digits and 1 <= second <= 12 and 1 <= third <= 31 and abs(front[0] - found.today.year) <= _NEARBY:
        first_year = found.draft(years=front, month=second, day=third)
        far = not readings or abs(readings[0].years[0] - found.today.year) > _NEARBY
        return first_year if found.japanese or far else readings[0]._replace(alternative=first_year)
    return readings[0] if readings else None


def _orders(found: Found, first: int, second: int, years: tuple[int, ...]) -> list[Draft]:
    """Month and day in either order, as far as the calendar allows."""
    if first <= 12 and 1 <= second <= 31:
        swap = 1 <= second <= 12 and first != second and not found.japanese
        return [found.draft(years=years, month=first, day=second, swap=swap)]
    if 1 <= second <= 12 and first <= 31:
        return [found.draft(years=years, month=second, day=first)]
    return []


def month(found: Found) -> Draft | None:
    """Year and month: 2018/3, 11-2016."""
    token = found.first("z")
    return found.draft(years=(token.values[0],), month=token.values[1]) if token else None


def day(found: Found) -> Draft | None:
    """Month and day without a year: 3/31, "on 4.22", "Friday 7-6"."""
    token = found.first("QD")
    if token is None or 0 in token.values[:2]:
        return None
    found_orders = _orders(found, token.values[0], token.values[1], ())
    return found_orders[0]._replace(weekday=_weekday(found)) if found_orders else None


def surely_day(found: Found) -> Draft | None:
    """ "31.12" or "3.31" after a word of expiry: one of the numbers is too high for a version of a program."""
    token = found.first("D")
    return day(found) if token and max(token.values[:2]) > 12 else None


def _weekday(found: Found) -> int | None:
    return found.value("Ww曜括")


_WD = r"(?:[LCFu]?[Ww]C?[,.]?-?I?E?)?"
_AFTER = r"(?:[,.]?[Ww](?=$|[.,|])|[,の]?[曜括])?"

FORMS = (
    Form(rf"{_WD}Z{_AFTER}", full),
    Form(rf"{_WD}G{_AFTER} | (?<=[XxI])K | (?<=[Xx期][:は])K | ^K(?=$|[.]) | K(?=[にで]?[切期]) | (?<=期)K", short),
    Form(r"z(?![月旬晦])", month),
    Form(rf"{_WD}Q(?![U箇週年間日PMm]){_AFTER}", day),
    Form(r"(?<=T)D(?![U箇週年間日]) | [LCF]?[Ww],?I?D(?!U) | D[.,]*[Ww](?!U) | ^D(?=$|[.]) | D(?=に?[切期])", day),
    Form(r"(?<=[XxI期切済])D(?![U箇週年間日]) | (?<=[x期][:は])D(?![U箇週年間日])", surely_day),
)
