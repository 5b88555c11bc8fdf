"""Feasts and public holidays that have a name: the words, and the day (or days) on which each falls in a year.

Sources: the Japanese law on holidays (国民の祝日に関する法律) and its equinoxes as commonly computed for 1980 to 2099;
American and British holidays by their usual rules.
"""

from datetime import date, timedelta
from typing import Final

from dateutil.easter import easter

from bot.core.dates.calendar import nth_weekday
from bot.core.model import Period

_TABLE = """
1/1 new_year's_day new_years_day new_year_day new_year 元旦 元日
1/1+2 三が日 三ヶ日
1/2mon 成人の日
1/3mon martin_luther_king_day mlk_day
2/11 建国記念の日 建国記念日
2/14 valentine's_day valentines_day valentine's
3/equinox 春分の日 春分
3/17 saint_patrick's_day st._patrick's_day st_patrick's_day saint_patrick st_patrick
4/1 april_fools april_fools'_day april_fool's_day
4/22 earth_day
4/29 昭和の日
4/29+6 golden_week ゴールデンウィーク ゴールデンウイーク gw中
5/3 憲法記念日
5/4 みどりの日
5/5 こどもの日 子どもの日 子供の日
5/6+4 ゴールデンウィーク明け ゴールデンウイーク明け gw明け
5/1 labour_day international_workers'_day
5/2sun mother's_day mothers_day 母の日
5/-1mon memorial_day
6/3sun father's_day fathers_day 父の日
7/4 independence_day independance_day 独立記念日
7/7 七夕
7/3mon 海の日
8/11 山の日
8/13+3 obon お盆 旧盆
8/17+4 お盆明け
9/1mon labor_day
9/3mon 敬老の日
9/equinox 秋分の日 秋分
10/2mon 体育の日
10/31 halloween
11/3 文化の日
11/4thu thanksgiving thanksgiving_day 感謝祭
11/4thu>1 black_friday
11/4thu>4 cyber_monday
11/23 勤労感謝の日
12/24 christmas_eve xmas_eve クリスマスイブ クリスマス・イブ
12/25 christmas christmas_day xmas クリスマス
12/26 boxing_day
12/31 new_year's_eve new_years_eve new_year_eve eoy 大晦日 大みそか
easter-2 good_friday
easter easter easter_sunday 復活祭
easter+1 easter_monday
"""
"""A line: the rule, the names. 4/29+6 is 29 April and the six days after it, 1/2mon the second Monday of January, -1mon
the last one, 11/4thu>1 the day after the fourth Thursday."""

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EQUINOX: Final = {3: 20.8431, 9: 23.2488}
_LINES = [line.split() for line in _TABLE.strip().splitlines()]
_RULES = [rule for rule, *_ in _LINES]
NAMES = {name.replace("_", " "): place for place, (_, *names) in enumerate(_LINES) for name in names}
"""Each name → its number."""


def fixed(number: int) -> tuple[int, int] | None:
    """The month and day of the feast with a number (see `NAMES`) that is one day, the same every year; else None."""
    month, _, day = _RULES[number].partition("/")
    return (int(month), int(day)) if day.isdecimal() else None


def days(number: int, year: int) -> Period:
    """The days of the feast with a number (see `NAMES`) in a year between 1900 and 2200."""
    rule = _RULES[number]
    if rule.startswith("easter"):
        day = easter(year) + timedelta(days=int(rule[6:] or 0))
        return Period(day, day)
    start, _, more = rule.partition("+")
    base, _, later = start.partition(">")
    month, _, told = base.partition("/")
    day = _day(year, int(month), told) + timedelta(days=int(later or 0))
    return Period(day, day + timedelta(days=int(more or 0)))


def _day(year: int, month: int, told: str) -> date:
    """A day of a month by its number, by weekday ("2mon", "-1mon") or by the sun."""
    if told == "equinox":
        return date(year, month, int(_EQUINOX[month] + 0.242194 * (year - 1980) - (year - 1980) // 4))
    if told.isdecimal():
        return date(year, month, int(told))
    place, weekday = int(told[:-3]), _WEEKDAYS.index(told[-3:])
    return nth_weekday(year, month, weekday, place - (place > 0)) or date(year, month, 1)
