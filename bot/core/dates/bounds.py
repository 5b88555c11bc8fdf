"""An expiry of which only a bound is told: "it expired before March", 遅くとも3月には切れていた, "after 15 May"."""

import re
from datetime import date, timedelta

from bot.core.dates.draft import Draft, Side
from bot.core.dates.resolution import Tense
from bot.core.model import Period

_ENDED = (
    r"\b(?:expired?|expires|lapsed?|lapses|ended|ends?|ran out|runs? out)"
    r"(?: (?:some|time|sometime|shortly|just|right|well|long|already|somewhere|even|in|the|days|weeks|months))* "
)
"""What such a bound is said of, right before it: "renew before 31 March" is none."""
_SIDES: tuple[tuple[Side, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "before",
        re.compile(rf"{_ENDED}(?:before|prior to|earlier than)(?: the)? $"),
        re.compile(r"より(?:も|は)?(?:ずっと|だいぶ|かなり|もっと)?前(?!か)"),
    ),
    (
        "until",
        re.compile(
            r"\b(?:no|not) later than(?: in| on)? $|\b(?:expired|lapsed|ended|run out|over) by $"
            r"|\bon or before $|\bsince at least $|(?:遅くとも|遅くても)$"
        ),
        re.compile(
            r" (?:at the latest|or (?:even )?(?:before|earlier))\b"
            r"|以前(?:です|でした|だ)|(?:以前|まで)に(?:は)?(?:切|満了|失効)(?!れる|する)"
        ),
    ),
    (
        "after",
        re.compile(rf"{_ENDED}(?:after|later than)(?: the)? $"),
        re.compile(r"より(?:も|は)?(?:ずっと|だいぶ|かなり|もっと)?(?:後|あと)(?!か)"),
    ),
    (
        "from",
        re.compile(r"\b(?:no|not) earlier than(?: in| on)? $|\bnot before $|(?:早くとも|早くても)$"),
        re.compile(r" (?:at the earliest|or (?:after|later))\b|以降に(?:切|満了|失効)"),
    ),
)
"""For each side: what stands right before such a date, and what right behind it."""
_DAY = timedelta(days=1)
_REACH = 48
"""How far before its date such words begin at most, in characters."""


def side(draft: Draft, folded: str) -> Side:
    """On which side of a date of the calendar the expiry is said to lie; "" where it is the date itself."""
    if draft.counted or draft.lapsed or draft.left:
        return ""
    before = folded[max(0, draft.start - _REACH) : draft.start]
    return next((one for one, ahead, behind in _SIDES if ahead.search(before) or behind.match(folded, draft.end)), "")


def within(readings: tuple[Period, ...], told: Side, tense: Tense, today: date) -> tuple[Period, ...]:
    """What is left of the days on that side of each reading: what has expired did so by today."""
    return tuple(dict.fromkeys(_open(period, told, tense, today) for period in readings))


def _open(period: Period, told: Side, tense: Tense, today: date) -> Period:
    if period.start is None or period.end is None:
        return period
    first = today if tense == "future" else None
    last = None if tense == "future" else today
    if told in ("before", "until"):
        found = Period(first, period.start - _DAY if told == "before" else period.end)
    else:
        found = Period(period.end + _DAY if told == "after" else period.start, last)
    return found if found.start is None or found.end is None or found.start <= found.end else period
