"""Working time: evenings, weekends and holidays do not count."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import holidays
from bot.core import working_hours

TOKYO = ZoneInfo("Asia/Tokyo")
OFFICE = ("Mon-Fri 09:00-17:30", "JP", "Asia/Tokyo")


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("what", "begins", "minutes", "ends"),
    [
        ("within the day", "2018-05-01 11:00", 15, "2018-05-01 11:15"),
        ("up to the last minute", "2018-05-01 17:15", 15, "2018-05-01 17:30"),
        ("over the night", "2018-05-01 17:20", 15, "2018-05-02 09:05"),
        ("before the day begins", "2018-05-01 06:00", 15, "2018-05-01 09:15"),
        ("after the day", "2018-05-01 20:00", 15, "2018-05-02 09:15"),
        ("over a weekend", "2018-05-11 17:00", 240, "2018-05-14 12:30"),
        ("over Golden Week: 3 to 5 May and a weekend", "2018-05-02 17:20", 15, "2018-05-07 09:05"),
        ("over a substitute holiday: 24 September 2018", "2018-09-21 17:25", 10, "2018-09-25 09:05"),
        ("over several days", "2018-05-07 09:00", 3 * 510, "2018-05-09 17:30"),
    ],
)
def test_working_time_passes(what: str, begins: str, minutes: int, ends: str) -> None:
    after = holidays.worked(*OFFICE)
    told = after(at(begins).timestamp(), timedelta(minutes=minutes))
    assert datetime.fromtimestamp(told, TOKYO) == at(ends), what


def test_days_of_the_house_are_holidays_too() -> None:
    after = holidays.worked("Mon-Fri 09:00-17:30", "JP,2026-12-29,2026-12-30,2026-12-31", "Asia/Tokyo")
    told = after(at("2026-12-28 17:30").timestamp(), timedelta(minutes=1))
    assert datetime.fromtimestamp(told, TOKYO) == at("2027-01-04 09:01")


def test_without_holidays_every_weekday_counts() -> None:
    after = holidays.worked("Mon-Fri 09:00-17:30", "none", "Asia/Tokyo")
    told = after(at("2018-05-02 17:30").timestamp(), timedelta(minutes=1))
    assert datetime.fromtimestamp(told, TOKYO) == at("2018-05-03 09:01")


def test_the_hours_are_those_of_their_zone() -> None:
    after = holidays.worked("Mon-Fri 09:00-17:30", "none", "Europe/Berlin")
    told = after(at("2018-05-01 11:00").timestamp(), timedelta(minutes=15))
    assert datetime.fromtimestamp(told, TOKYO) == at("2018-05-01 16:15")


@pytest.mark.parametrize(
    ("typed", "days"),
    [("Mon-Fri 09:00-17:30", 5), ("Sat-Mon 9:00 - 12:00", 3), ("Mon,Wed 10:00-12:00", 2), ("Sun 00:00-23:59", 1)],
)
def test_hours_are_read(typed: str, days: int) -> None:
    assert len(working_hours.read(typed).days) == days


@pytest.mark.parametrize(
    "typed", ["", "always", "Mon-Fri", "Mon-Fri 17:30-09:00", "Mon-Fri 09:00-25:00", "Moon 09:00-17:00", "Mon 9-17"]
)
def test_other_texts_are_no_hours(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        working_hours.read(typed)


def test_who_never_works_is_not_waited_for_without_end() -> None:
    closed = working_hours.WorkingHours(frozenset(range(7)), time(9), time(17), lambda day: True)
    assert closed.after(at("2018-05-01 09:00"), timedelta(minutes=1)).date() > date(2028, 1, 1)
