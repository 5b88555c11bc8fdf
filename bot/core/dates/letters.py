"""A count that stands in a letter is from the letter's day: "the mail of 1 May says it expires in 30 days"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.core.dates.cues import Cue
from bot.core.dates.draft import Draft
from bot.core.model import DateMention, Period

_REACH = 16
"""How near the word for the letter must be to its day, in characters."""
_SAYS = re.compile(r"\b(?:says?|said|saying|stat(?:es|ed|ing)|told|reads?)\b|[:：\"「『]|と(?:書|あ|言|記|い)")
"""What shows that the words of the letter are repeated."""


def counted(
    found: Sequence[DateMention], drafts: Sequence[Draft], cues: Sequence[Cue], folded: str, today: date
) -> list[DateMention]:
    """The mentions, a count to or since the expiry moved to begin on the day of the letter that tells it.

    Where it is not clear that the letter's words are repeated, a count ahead may be from today as well.
    """
    letters = [mention for mention in found if _is_letter(mention, cues, today)]
    if len(letters) != 1:
        return list(found)
    return [
        _from(letters[0], mention, folded, today)
        if draft.counted and not draft.seen and mention.role == "expiry"
        else mention
        for mention, draft in zip(found, drafts, strict=True)
    ]


def _is_letter(mention: DateMention, cues: Sequence[Cue], today: date) -> bool:
    """Whether a mention is the one day, or week, in the past on which a letter was sent or came."""
    near = any("letter" in c.keys and max(c.start - mention.end, mention.start - c.end) <= _REACH for c in cues)
    readings = mention.readings
    return (
        near and mention.role in ("other", "none", "purchase") and len(readings) == 1 and _is_over(readings[0], today)
    )


def _is_over(period: Period, today: date) -> bool:
    return period.start is not None and period.end is not None and period.end < today


def _from(letter: DateMention, count: DateMention, folded: str, today: date) -> DateMention:
    first, last = letter.readings[0].start or today, letter.readings[0].end or today
    moved = tuple(Period(_later(first, p.start, today), _later(last, p.end, today)) for p in count.readings)
    low, high = sorted((letter.end, count.end))
    if _SAYS.search(folded, low, high + _REACH):
        return replace(count, readings=moved)
    ahead = all(p.start and p.start > today for p in count.readings)
    return replace(count, readings=(*moved, *count.readings)) if ahead else count


def _later(begin: date, day: date | None, today: date) -> date | None:
    """As long after `begin` as a day is after today."""
    return begin + timedelta(days=(day - today).days) if day else None
