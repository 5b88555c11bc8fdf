"""A day told by another: "the day after 31 March", 3月31日の翌日に切れた, 決算日の3月31日のちょうど2週間前に.

Counts in front of their date ("two weeks before 31 March") are forms of the grammar.
"""

import re
from collections.abc import Sequence

from bot.core.dates.amount import Amount
from bot.core.dates.draft import Draft
from bot.core.dates.english_words import DAY, MONTH, WEEK, YEAR
from bot.core.dates.numbers import from_kanji

_AHEAD = re.compile(
    r"\b(?:expire[sd]?|end(?:s|ed)|r[au]n(?:s)? out|lapse[sd]?|stop(?:s|ped)|due|until|over|is|was|on)[: ]+"
    r"(?P<phrase>(?:the |a |one )?day (?P<way>before|after|following) (?:the )?)$"
)
_REACH = 48
_NEXT = {"前日": -1, "前の日": -1, "前々日": -2, "翌日": 1, "次の日": 1, "翌々日": 2}
_UNITS = {"日": (DAY, (0, 1)), "週": (WEEK, (0, 7)), "月": (MONTH, (1, 0)), "年": (YEAR, (12, 0))}
_ENDS = (
    r"(?:に|で)[^、。!?\n]{0,30}?(?:(?<!期限)切れ(?:た|て|ま|る|ちゃ)|きれ(?:た|て|ま)"
    r"|満了(?:し|です|でし|と|に)|失効(?:し|です)|終わ(?:っ|り)|終了し)(?!.{0,6}(?:案内|通知|連絡|メール|画面|表示|気づ|気付))"
    r"|が(?:有効)?期限(?:です|でし|だ|[。!?]|$)"
)
_LABEL = re.compile(r"(?:満了日|期限|終了日|満期日)[はが:、]? ?$")
"""A day that is called the expiry leads to no other: 満了日2018年3月31日の1か月後にメールが来た."""
_SAYS_END = re.compile(_ENDS)
_BEHIND = re.compile(
    rf"[、,]?の(?:ちょうど|きっかり|丁度)?(?:(?P<next>{'|'.join(_NEXT)})"
    r"|(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>日|週間?|[かカヶケヵ箇]月|年)(?P<way>前|後))"
    rf"(?={_ENDS})"
)
"""Behind a date, before what is said to have ended there; "3か月後まで" is the window."""


def moved(drafts: Sequence[Draft], folded: str) -> list[Draft]:
    """The drafts, those that only lead to another day moved there."""
    found: list[Draft] = []
    reached = 0
    for draft in drafts:
        if draft.start < reached:
            continue  # The count that moved the one before.
        behind = _BEHIND.match(folded, draft.end)
        ahead = _AHEAD.search(folded[max(0, draft.start - _REACH) : draft.start])
        if not _is_day(draft) or _LABEL.search(folded[max(0, draft.start - _REACH) : draft.start]):
            found.append(draft)
        elif behind:
            amount, sign = _told(behind)
            reached = behind.end()
            found.append(draft._replace(end=reached, shift=amount, shift_sign=sign))
        elif ahead:
            sign = -1 if ahead["way"] == "before" else 1
            start = draft.start - len(ahead["phrase"])
            found.append(draft._replace(start=start, shift=_days(1), shift_sign=sign))
        else:
            found.append(draft)
    return found


def ends(draft: Draft, folded: str) -> bool:
    """Whether a day told by another is said, in its clause, to be that of an end."""
    return draft.shift is not None and _SAYS_END.match(folded, draft.end) is not None


def _is_day(draft: Draft) -> bool:
    """Whether a date is a day of the calendar, not a stretch of it."""
    named = draft.day is not None or draft.feast is not None or bool(draft.part)
    return named and draft.shift is None and not draft.periods


def _told(behind: re.Match[str]) -> tuple[Amount, int]:
    if behind["next"]:
        days = _NEXT[behind["next"]]
        return _days(abs(days)), 1 if days > 0 else -1
    number = int(behind["number"]) if behind["number"].isdecimal() else from_kanji(behind["number"])
    unit, (months, days) = _UNITS[next(one for one in behind["unit"][::-1] if one in _UNITS)]
    size = (months * number, days * number)
    return Amount(size, size, unit), -1 if behind["way"] == "前" else 1


def _days(number: int) -> Amount:
    return Amount((0, number), (0, number), DAY)
