"""Dates and numbers written in digits: 2018-03-31, 3/31, 20180331, 31.3.18; what their shape alone can tell."""

import re

EARLIEST, LATEST = 1900, 2199
"""Four digits between these look like a year. Which years may come out is bounded in `resolution`."""

_PARTS = re.compile(r"\d+")
Read = tuple[str, tuple[int, ...]]


def read(text: str) -> Read:
    """The kind and the numbers of a run of digits and separators.

    Z: year, month, day, then 1 if month and day may be swapped and 1 if dots stand before the year.
    G: three numbers of two digits, and 1 if the first has two; K: with dots and single digits, like a version.
    z: year and month. Q: two numbers with a slash. D: two with a dash, dot or the like. Y, N, B: a year, a number
    up to 31, a bigger one. !: none of these.
    """
    parts = _PARTS.findall(text)
    if len(parts) == 1:
        return single(parts[0])
    if max(map(len, parts)) > 4:
        return "!", ()
    if len(parts) == 2:
        return _pair(parts, text)
    return _triple(parts, text) if len(parts) == 3 else ("!", ())


def single(digits: str) -> Read:
    """The kind and the number of a run of digits: eight may be a day written together."""
    if len(digits) == 8 and EARLIEST <= int(digits[:4]) <= LATEST and _possible(int(digits[4:6]), int(digits[6:])):
        return "Z", (int(digits[:4]), int(digits[4:6]), int(digits[6:]), 0)
    if len(digits) > 4:
        return "!", ()
    return kind(int(digits)), (int(digits),)


def kind(value: int) -> str:
    """What a lone number may be: Y a year, N a day or month or count, B a count; ! too big for any."""
    if EARLIEST <= value <= LATEST:
        return "Y"
    return "N" if 1 <= value <= 31 else "B" if value < 1000 else "!"


def _pair(parts: list[str], text: str) -> Read:
    first, second = int(parts[0]), int(parts[1])
    if len(parts[0]) == 4 and EARLIEST <= first <= LATEST and 1 <= second <= 12 and len(parts[1]) < 3:
        return "z", (first, second)
    if len(parts[1]) == 4 and EARLIEST <= second <= LATEST and 1 <= first <= 12 and len(parts[0]) < 3:
        return "z", (second, first)
    if max(len(parts[0]), len(parts[1])) > 2 or (first, second) == (24, 7):
        return "!", ()
    return ("Q" if "/" in text else "D"), (first, second, 1 if "." in text else 0)


def _triple(parts: list[str], text: str) -> Read:
    first, second, third = map(int, parts)
    if len(parts[0]) == 4:
        return _year_first(first, second, third)
    if max(len(parts[0]), len(parts[1])) > 2 or "・" in text:
        return "!", ()
    if len(parts[2]) == 4:
        return _year_last(first, second, third, int("." in text))
    if len(parts[2]) == 2:
        return ("G" if "." not in text or len(text) == 8 else "K"), (first, second, third, int(len(parts[0]) == 2))
    return "!", ()


def _year_first(year: int, month: int, day: int) -> Read:
    if EARLIEST <= year <= LATEST and _possible(month, day):
        return "Z", (year, month, day, 0)
    return "!", ()


def _year_last(first: int, second: int, year: int, dotted: int) -> Read:
    if not EARLIEST <= year <= LATEST:
        return "!", ()
    if first > 12 and _possible(second, first):
        return "Z", (year, second, first, 0, dotted)
    if _possible(first, second):
        return "Z", (year, first, second, int(second <= 12 and first != second), dotted)
    return "!", ()


def _possible(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31
