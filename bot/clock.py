"""The clock: the only place that asks what day it is."""

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo


def seconds() -> float:
    """The time: seconds since 1970."""
    return time.time()


def today(timezone: str, fixed: date | None = None) -> date:
    """The calendar day in a time zone (a name such as Asia/Tokyo), unless a day is fixed for demonstrations."""
    return fixed or datetime.now(ZoneInfo(timezone)).date()
