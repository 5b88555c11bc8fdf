"""A timeline in one line: expired 10 Feb 2018 · today 1 May · last day 10 May · 9 days left."""

from collections.abc import Iterator

from bot.core.message import Timeline
from bot.core.model import Language
from bot.slack import dates


def line(timeline: Timeline, language: Language) -> str:
    """The line; a year is told where it is another than that of the day before."""
    return " · ".join((*_days(timeline, language), timeline.left))


def _days(timeline: Timeline, language: Language) -> Iterator[str]:
    year = None
    for stop in timeline.stops:
        yield stop.says.format(day=dates.short(stop.day, language, year=stop.day.year != year))
        year = stop.day.year
