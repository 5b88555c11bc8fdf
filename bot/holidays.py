"""The holidays: on which days nobody works, and so when somebody will have worked for a while."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import jpholiday

from bot.core import working_hours


def worked(hours: str, holidays: str, timezone: str) -> Callable[[float, timedelta], float]:
    """How to tell when so much working time has passed since a second (since 1970).

    hours: such as "Mon-Fri 09:00-17:30". holidays: "JP" for Japan's (Act on National Holidays), "none", or days, with
    commas between; see the README. timezone: the name of the zone in which all of them are meant.
    """
    named = holidays.split(",")
    days = frozenset(date.fromisoformat(one) for one in named if one not in ("JP", "none"))

    def closed(day: date) -> bool:
        return day in days or ("JP" in named and bool(jpholiday.is_holiday(day)))

    read, zone = working_hours.read(hours, closed), ZoneInfo(timezone)
    return lambda second, span: read.after(datetime.fromtimestamp(second, zone), span).timestamp()
