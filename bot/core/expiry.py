"""Which of the dates in an utterance are the expiry, whose they are, and which readings fit what was said before."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.core import aside, joining
from bot.core.model import RENEWAL, STRONG, DateMention, Period, Reading, Subject

MOST_READINGS = 2
"""More readings than a date without its year has: words such as "the last day", alone, name no day."""


def told(reading: Reading, things: int = 1) -> tuple[DateMention, ...]:
    """The dates that say when it expires: those said to be; otherwise those of which nothing is said.

    things: how many are named. With several, both count where that makes one date for each: "A until 30 November, B
    expired on 1 July". The date of another contract or of the term before counts where there is no other.
    """
    said = [when for when in reading.dates if when.role == "expiry"]
    unsaid = [when for when in reading.dates if when.role == "none" and _names_a_day(when, reading)]
    if not _may_be_of_renewal(reading):
        unsaid = []
    if 0 < len(said) < things == len(said) + len(unsaid):
        said = [when for when in reading.dates if when in said or when in unsaid]
    others = aside.other_dates(reading)
    kept = next((left for dates in (said, unsaid) if (left := [when for when in dates if when not in others])), None)
    return tuple(in_order(when, reading) for when in _most_precise(kept or said or unsaid, reading))


def possible(reading: Reading) -> list[DateMention]:
    """The dates that are said to be an expiry, and those of which nothing is said; not those of another matter."""
    others = aside.other_dates(reading)
    return [when for when in reading.dates if when.role in ("expiry", "none") and when not in others]


def _names_a_day(when: DateMention, reading: Reading) -> bool:
    """Whether words of which nothing is said may be the expiry: by themselves, as an answer, any may ("in late …")."""
    return reading.bare or len(when.readings) <= MOST_READINGS


def in_order(when: DateMention, reading: Reading) -> DateMention:
    """Of a date in digits that may be read both ways, the readings that "day first" or "month first" leaves."""
    half = len(when.readings) // 2
    month_first, day_first = when.readings[:half], when.readings[half:]
    if not half or {_day(p)[::-1] for p in month_first} != {_day(p) for p in day_first}:
        return when
    if joining.marked(reading.marks, "day_first"):
        return replace(when, readings=day_first)
    return replace(when, readings=month_first) if joining.marked(reading.marks, "month_first") else when


def tells_order(reading: Reading) -> bool:
    """Whether a reading tells which of day and month stands first in a date told before."""
    return joining.marked(reading.marks, "day_first") or joining.marked(reading.marks, "month_first")


def _day(period: Period) -> tuple[int, int]:
    """The month and day of a period of one day; no such pair for a longer one."""
    start = period.start
    return (start.month, start.day) if start and start == period.end else (0, 1)


def _may_be_of_renewal(reading: Reading) -> bool:
    """Whether a date of which nothing is said may be the expiry: not beside a question about something else."""
    strong = [intent.id for intent in reading.intents if intent.score >= STRONG]
    return not strong or any(intent in {*RENEWAL, "cloud_option"} for intent in strong)


def is_past(dates: Sequence[DateMention], today: date) -> bool:
    """Whether there are dates, and every one of their readings lies before today."""
    return _all(dates, lambda period: period.end is not None and period.end < today)


def is_taken_back(dates: Sequence[DateMention], reading: Reading) -> bool:
    """Whether a remembered date is now said to be something else: "31 January was the purchase date"."""
    remembered = {period for when in dates for period in when.readings}
    return any(
        when.role in ("purchase", "renewal", "other") and remembered & set(when.readings) for when in reading.dates
    )


def in_tense(when: DateMention, subject: Subject, today: date) -> DateMention:
    """Of several readings ("31 May" without a year), those that fit what was said before: expired, or not yet."""
    past = subject.expired or is_past(subject.expiry, today)
    future = subject.in_term or _all(subject.expiry, lambda period: period.start is not None and period.start >= today)
    if past == future:
        return when
    kept = tuple(
        period
        for period in when.readings
        if (past and period.start is not None and period.start <= today)
        or (future and period.end is not None and period.end >= today)
    )
    return replace(when, readings=kept or when.readings)


def _most_precise(told: list[DateMention], reading: Reading) -> list[DateMention]:
    """ "In March (2018-03-15)" is one date; after "sorry" or 「じゃなくて」 the later one counts."""
    kept = [when for when in told if not any(_refines(other, when) for other in told if other is not when)]
    if len(kept) > 1 and joining.corrected(reading.marks, kept[-2].end, kept[-1].start):
        return kept[-1:]
    return kept


def _refines(finer: DateMention, coarser: DateMention) -> bool:
    """Whether one date says the other more exactly: a day in a month, or this year's of two years' days."""
    if set(finer.readings) < set(coarser.readings) and finer.readings:
        return True
    return bool(finer.readings and coarser.readings) and all(
        any(_inside(period, around) and period != around for around in coarser.readings) for period in finer.readings
    )


def _inside(period: Period, around: Period) -> bool:
    after = around.start is None or (period.start is not None and around.start <= period.start)
    before = around.end is None or (period.end is not None and period.end <= around.end)
    return after and before


def _all(mentions: Sequence[DateMention], holds: Callable[[Period], bool]) -> bool:
    periods = [period for mention in mentions for period in mention.readings]
    return bool(periods) and all(holds(period) for period in periods)
