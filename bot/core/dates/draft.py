"""What the grammars find: a date as it was said, before tense and conversation have settled which one it is."""

from datetime import date
from typing import Literal, NamedTuple

from bot.core.dates.amount import Amount
from bot.core.dates.calendar import Part
from bot.core.model import EXACT, Margin, Named, Period

Side = Literal["", "after", "from", "before", "until"]
Lean = Literal["", "past", "this", "future"]
LEANS: dict[int, Lean] = {-1: "past", 0: "this", 1: "future"}


class Draft(NamedTuple):
    """A date as said at `start`…`end` (offsets in the utterance).

    Said by the calendar: `years` (several when two digits leave a choice, none when not said), `month`, `day`,
    `until` (the last day of several: "10-20 March"), `weekday` (Monday is 0), `nth` of them in a month (from 0), `part`
    of the month or year; `swap`: month and day may be the other way round; `monthly`: the part of any month (月末);
    `span`: so many months from `month` on; `feast`: the number of a feast, see `feasts`; `week`: the whole week of the
    day; `bare_year`: nothing but a year; `relative`: a year or month counted from today's ("next year"); `lean`:
    "last", "this" or "next" was said; `doubtful`: the asker does not know the year.

    Said relative to today: `periods`, already settled; `margin`: how far off a rounded one may be; `counted`: a count
    from today ("two months ago"), which a date of the calendar overrides; `lapsed`: a count since the expiry; `left`:
    a count of what is left.

    `is_today`: the asker says that it is today. `alternative`: another way to read the same digits (16-05-31).
    `side`: the days on that side of the day are meant, once a conversation knows its month ("after the 15th").
    `written`: the day on which words were written that are quoted; `seen`: that day, for a date in them.
    `leaning`: it is nothing without the date before it, whose month it is in, or, without a `day`, whose day it is.
    `shift`: the date meant lies that much before (`shift_sign` -1) or after the one said ("2 weeks from 15 January").
    """

    start: int
    end: int
    years: tuple[int, ...] = ()
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: Part = ""
    swap: bool = False
    monthly: bool = False
    span: int = 0
    feast: int | None = None
    week: bool = False
    nth: int | None = None
    doubtful: bool = False
    periods: tuple[Period, ...] = ()
    margin: Margin = EXACT
    until: int | None = None
    counted: bool = False
    lapsed: bool = False
    left: bool = False
    is_today: bool = False
    lean: Lean = ""
    bare_year: bool = False
    relative: bool = False
    alternative: "Draft | None" = None
    shift: Amount | None = None
    shift_sign: int = 0
    side: Side = ""
    leaning: bool = False
    written: bool = False
    seen: date | None = None

    @property
    def beside(self) -> bool:
        """Whether it names no date of its own, and only tells what is meant by the one beside it."""
        own = self.periods or self.month or self.years or self.day or self.weekday is not None
        return (self.week or self.shift is not None) and not own

    @property
    def named(self) -> Named:
        """The calendar parts that were said outright."""
        if self.periods or self.swap or self.span or self.week or self.feast is not None:
            return Named()
        part = self.part if self.monthly else self.side
        return Named(self.years[0] if len(self.years) == 1 else None, self.month, self.day, part)
