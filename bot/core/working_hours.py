"""Working hours: what time it is once somebody has worked for a while."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FORM = re.compile(r"(?P<days>[A-Za-z,-]+) +(?P<start>\d\d?:\d\d) ?- ?(?P<end>\d\d?:\d\d)")
_FARTHEST = 3660
"""Days that are looked ahead before giving up: somebody may have closed for ever."""


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """From `start` to `end` on the days of the week (0: Monday) that are not closed; times of one time zone."""

    days: frozenset[int]
    start: time
    end: time
    closed: Callable[[date], bool] = lambda day: False

    def after(self, moment: datetime, span: timedelta) -> datetime:
        """When `span` of working time has passed since a moment, in the moment's own time zone."""
        left, day = span, moment.date()
        for _ in range(_FARTHEST):
            begin = max(moment, datetime.combine(day, self.start, moment.tzinfo))
            end = datetime.combine(day, self.end, moment.tzinfo)
            if self.open(day) and begin < end:
                if left <= end - begin:
                    return begin + left
                left -= end - begin
            day += timedelta(days=1)
        return moment + timedelta(days=_FARTHEST)

    def open(self, day: date) -> bool:
        """Whether anybody works on a day."""
        return day.weekday() in self.days and not self.closed(day)


def read(typed: str, closed: Callable[[date], bool] = lambda day: False) -> WorkingHours:
    """The working hours in a text such as "Mon-Fri 09:00-17:30" or "Mon,Wed 10:00-12:00".

    Raises ValueError for any other text, for a day that ends before it begins, and for hours without a day.
    """
    found = _FORM.fullmatch(typed.strip())
    if not found:
        raise ValueError("days and hours were expected")
    start, end = (time.fromisoformat(found[name].zfill(5)) for name in ("start", "end"))
    if start >= end:
        raise ValueError("the end comes before the start")
    return WorkingHours(frozenset(_days(found["days"])), start, end, closed)


def _days(typed: str) -> list[int]:
    days: list[int] = []
    for piece in typed.split(","):
        first, _, last = piece.partition("-")
        low, high = _number(first), _number(last or first)
        days += range(low, high + 1) if low <= high else [*range(low, 7), *range(high + 1)]
    return days


def _number(name: str) -> int:
    return DAYS.index(name.strip().capitalize()[:3])
