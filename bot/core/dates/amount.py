"""Counts from a day: "two months ago", 一年半前, "more than 3 months", and how far such a count may be off."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.core.dates.calendar import months_later
from bot.core.dates.english_words import DAY, DECADE, FEW, FORTNIGHT, HALF, MONTH, QUARTER, WEEK, WORKDAY, YEAR
from bot.core.dates.lexer import Token
from bot.core.model import EXACT, Margin, Period

UNITS = "U年箇週間日月"
_NUMBERS = "NBDaqn何"
_MODIFIERS = "~>+<≤≈=未"
_RANGES = "><≤+≈未"
_FEW = (2, 5)
"""How many "a few" are: answers.md, Time."""
_SIZE = {
    DAY: (0, 1),
    WORKDAY: (0, 1),
    WEEK: (0, 7),
    FORTNIGHT: (0, 14),
    MONTH: (1, 0),
    QUARTER: (3, 0),
    YEAR: (12, 0),
    DECADE: (120, 0),
}
_HALVES = {
    DAY: (0, 0),
    WORKDAY: (0, 0),
    WEEK: (0, 3),
    FORTNIGHT: (0, 7),
    MONTH: (0, 15),
    QUARTER: (1, 15),
    YEAR: (6, 0),
    DECADE: (60, 0),
}
_MARGIN = {DAY: EXACT, WEEK: Margin(days=3), MONTH: Margin(days=15), YEAR: Margin(months=6)}
"""How far people round: answers.md, Time. "Half a year" counts as months."""
_HOLIDAYS = Margin(days=3)
"""How far a count of working days may be off: public holidays are not looked up."""
_SATURDAY = 5
_MOST_WORKDAYS = 2_000
_MORE = {DAY: (0, 3), WEEK: (0, 7), MONTH: (1, 0), YEAR: (3, 0)}
"""How much more "just over" may be: a quarter of a year, one of the smaller units."""
_LESS = {DAY: (0, 3), WEEK: (0, 7), MONTH: (1, 0), YEAR: (2, 0)}
"""How much less "nearly" may be: 1年近く is 10 to 12 months (answers.md, Time)."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Between `low` and `high` (months, days), as said in units down to `unit`, with the word that qualifies it.
    `working`: its days are working days.
    """

    low: tuple[int, int] = (0, 0)
    high: tuple[int, int] = (0, 0)
    unit: int = YEAR
    qualifier: str = ""
    working: bool = False


def read(tokens: Sequence[Token]) -> Amount:
    """The amount in the tokens of a form: numbers, units, halves and qualifiers in any order that makes sense."""
    amount = Amount()
    low, high, half, last = 0, 0, False, -1
    for place, token in enumerate(tokens):
        if token.kind == "a" and place + 1 < len(tokens) and tokens[place + 1].kind == "h":
            continue
        if token.kind in _NUMBERS:
            ranged = place > 0 and tokens[place - 1].kind != "a" and token.kind != "q"
            low, high = _number(token, low if ranged else 0)
            half = half or _is_half(token)
        elif token.kind in "h半":
            if last >= 0 and not any(later.kind in UNITS for later in tokens[place:]):
                amount = _more_half(amount, last)
            else:
                half = True
        elif token.kind in UNITS:
            last = token.values[0]
            amount = _plus(amount, low, high, last, half)
            low, high, half = 0, 0, False
        elif token.kind in _MODIFIERS and amount.qualifier in ("", "~"):
            amount = replace(amount, qualifier=token.kind)
    if high and last >= 0 and any(token.kind == "o" for token in tokens):
        months, days = _SIZE[last]
        amount = replace(amount, high=(high * months, high * days))
    return amount


def _is_half(token: Token) -> bool:
    """Whether a number ends in .5."""
    return token.kind == "D" and token.values[1:] == (5, 1)


def _number(token: Token, low: int) -> tuple[int, int]:
    """The least and the most that a number means; `low` is the one before it in "two or three", else 0."""
    if token.kind == "D":
        first, second, dotted = token.values
        return (first, first) if dotted else (first, second)
    value = token.values[0]
    return _FEW if value == FEW else (low or value, value)


def _plus(amount: Amount, low: int, high: int, said: int, half: bool) -> Amount:
    unit = {FORTNIGHT: WEEK, QUARTER: MONTH, DECADE: YEAR, WORKDAY: DAY}.get(said, said)
    low, high = (low, high) if high or half else (1, 1)
    months, days = _SIZE[said]
    more = _HALVES[said] if half else (0, 0)
    if half:
        unit = {YEAR: MONTH, MONTH: WEEK if not low else MONTH}.get(unit, unit)
    return replace(
        amount,
        low=(amount.low[0] + low * months + more[0], amount.low[1] + low * days + more[1]),
        high=(amount.high[0] + high * months + more[0], amount.high[1] + high * days + more[1]),
        unit=min(amount.unit, unit),
        working=amount.working or said == WORKDAY,
    )


def _more_half(amount: Amount, said: int) -> Amount:
    months, days = _HALVES[said]
    return replace(
        amount,
        low=(amount.low[0] + months, amount.low[1] + days),
        high=(amount.high[0] + months, amount.high[1] + days),
        unit=min(amount.unit, MONTH if said == YEAR else amount.unit),
    )


def count(amount: Amount, origin: date, sign: int) -> tuple[Period, Margin]:
    """The days that lie an amount before (`sign` -1) or after (+1) a day, and how far they may be off.

    May raise OverflowError or ValueError where no calendar reaches.
    """
    if amount.working:
        day = _workday(origin, min(amount.low[1], _MOST_WORKDAYS), sign)
        return Period(day, day), _HOLIDAYS
    near, far = _shift(origin, amount.low, sign), _shift(origin, amount.high, sign)
    if amount.qualifier and amount.qualifier in _RANGES:
        return _range(amount, origin, near, far, sign), EXACT
    if near != far:
        return _ordered(near, far), EXACT
    return Period(near, near), _margin(amount)


def _range(amount: Amount, origin: date, near: date, far: date, sign: int) -> Period:
    """The days that a qualified amount leaves: "more than" is open at the far end, "less than" reaches to `origin`."""
    match amount.qualifier:
        case ">":
            return Period(None, near) if sign < 0 else Period(near, None)
        case "+":
            return _ordered(_shift(near, _MORE[amount.unit], sign), near)
        case "≈":
            return _ordered(far, _shift(far, _LESS[amount.unit], -sign))
        case "≤":
            return _ordered(far, origin)
    return _ordered(_shift(far, (0, 1), -sign), origin)


def _margin(amount: Amount) -> Margin:
    if amount.qualifier == "=":
        return EXACT
    return Margin(days=3) if amount.unit == DAY and amount.qualifier else _MARGIN[amount.unit]


def _workday(day: date, days: int, sign: int) -> date:
    """The day so many working days, Monday to Friday, before or after another."""
    while days > 0:
        day += timedelta(days=sign)
        days -= day.weekday() < _SATURDAY
    return day


def _shift(day: date, amount: tuple[int, int], sign: int) -> date:
    return months_later(day, sign * amount[0]) + timedelta(days=sign * amount[1])


def _ordered(one: date, other: date) -> Period:
    return Period(min(one, other), max(one, other))


__all__ = ["HALF", "Amount", "count", "read"]
