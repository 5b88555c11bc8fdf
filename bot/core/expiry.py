"""Which of the dates in an utterance are the expiry, and which of their readings fit what was said before."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.core import joining
from bot.core.model import DateMention, Period, Reading, Subject


def told(reading: Reading) -> tuple[DateMention, ...]:
    """The dates that say when it expires: those said to be; otherwise those of which nothing is said."""
    told = [when for when in reading.dates if when.role == "expiry"]
    told = told or [when for when in reading.dates if when.role == "none"]
    return tuple(_most_precise(told, reading))


def _most_precise(told: list[DateMention], reading: Reading) -> list[DateMention]:
    """ "In March (2018-03-15)" is one date; after "sorry" or 「じゃなくて」 the later one counts."""
    kept = [when for when in told if not any(_refines(other, when) for other in told if other is not when)]
    if len(kept) > 1 and joining.corrected(reading.marks, kept[0].end, kept[-1].start):
        return kept[-1:]
    return kept


def _refines(finer: DateMention, coarser: DateMention) -> bool:
    return bool(finer.readings and coarser.readings) and all(
        any(_inside(period, around) and period != around for around in coarser.readings) for period in finer.readings
    )


def _inside(period: Period, around: Period) -> bool:
    after = around.start is None or (period.start is not None and around.start <= period.start)
    before = around.end is None or (period.end is not None and period.end <= around.end)
    return after and before


def in_tense(when: DateMention, subject: Subject, today: date) -> DateMention:
    """Of several readings ("31 May" without a year), those that fit what was said before: expired, or not yet."""
    past = subject.expired or _all(subject.expiry, lambda period: period.end is not None and period.end < today)
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


def _all(mentions: Sequence[DateMention], holds: Callable[[Period], bool]) -> bool:
    periods = [period for mention in mentions for period in mention.readings]
    return bool(periods) and all(holds(period) for period in periods)
