"""Mails and words that are quoted: what is counted in them, or has no year, is meant as of the day they were written.

"> Sent: 8 January 2020 / > … expires on 31 January", 4月2日に「昨日切れました」と送りました.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice

from bot.core.dates import grammar, shifting
from bot.core.dates.cues import Cues
from bot.core.dates.draft import Draft
from bot.core.dates.lexer import Shape
from bot.core.dates.resolution import resolve
from bot.core.dates.scene import SENTENCE

_NAME = re.compile(
    r"[])）]?(?:[ \t:]{0,2}[^\n:\d]{1,20}:(?P<said>[^\n]*)|[ \t]*[^\n:。、]{1,12}(?:様|さん|氏|より)[ \t]*(?=\n))"
)
"""Behind a day that opens a line, in a bracket, a quotation or with a time of day: the name of who wrote what follows,
before a colon, or what follows on the lines below."""
_OPENING = re.compile(r"[>\[(（ \t]*")
_QUOTE = re.compile(r"(?:^[ \t]*>.*(?:\n|$))+", re.MULTILINE)
_OPEN, _CLOSE = '"“「『', '"”」』'
_LONGEST = 400
"""How long words may be that are quoted within a line, in characters."""
_MOST = 4
"""So many mails are read, each anew."""
_SHORT = 4
"""A time of day is longer."""
_REACH = 40
"""How far from its day such words may begin."""
_TIME = re.compile(r"[\s,、]*(?:\([^)\n]{1,4}\))?[\s,、]*(?:at )?(?:\d{1,2}[:時]\d{2}分?(?::\d{2})?)?")


def dated(
    drafts: Sequence[Draft], shape: Shape, folded: str, cues: Cues, today: date, is_japanese: bool
) -> list[Draft]:
    """The drafts, those in words that are quoted read as of the day on which these were written.

    The day itself is marked as `written`.
    """
    found = list(drafts)
    parts = ((place, _part(draft, drafts, folded, cues)) for place, draft in enumerate(drafts))
    told = ((place, part, day) for place, part in parts if part and (day := _day(drafts[place], today)))
    for place, (low, high), day in islice(told, _MOST):
        found[place] = drafts[place]._replace(written=True)
        again = {d.start: d for d in shifting.moved(grammar.parse(shape, day, is_japanese), folded)}
        found = [
            again[one.start]._replace(seen=day) if low <= one.start < high and one.start in again else one
            for one in found
        ]
    return found


def _day(draft: Draft, today: date) -> date | None:
    """The day in the past that a draft names, if it names one."""
    readings = resolve(draft, "past", today)
    first = readings[0] if readings else None
    return first.start if first and first.start and first.start == first.end and first.start <= today else None


def _part(draft: Draft, drafts: Sequence[Draft], folded: str, cues: Cues) -> tuple[int, int] | None:
    """From where to where the words go that were written on the day of a draft; None where it is no such day."""
    before, behind = folded[folded.rfind("\n", 0, draft.start) + 1 : draft.start], _behind_time(draft, folded)
    opens = _OPENING.fullmatch(before) is not None and (bool(before.strip()) or behind - draft.end > _SHORT)
    named = _NAME.match(folded, behind) if opens else None
    if named and (named["said"] or "").strip():
        return named.span("said")
    if named or cues.heading.search(before) or cues.author.match(folded, behind):
        return _below(folded, behind)
    inside = _inside(draft, folded, cues)
    return inside if inside and any(inside[0] <= one.start < inside[1] for one in drafts) else None


def _behind_time(draft: Draft, folded: str) -> int:
    time = _TIME.match(folded, draft.end)
    return time.end() if time else draft.end


def _below(folded: str, place: int) -> tuple[int, int]:
    """The lines below a head: those that are quoted, where some are; else all that follows."""
    quote = _QUOTE.search(folded, folded.find("\n", place) + 1 or len(folded))
    return quote.span() if quote else (place, len(folded))


def _inside(draft: Draft, folded: str, cues: Cues) -> tuple[int, int] | None:
    """The words in quotation marks that somebody wrote or said on a day."""
    opening = next((i for i in range(draft.end, min(len(folded), draft.end + _REACH)) if folded[i] in _OPEN), None)
    if opening is None or SENTENCE.search(folded, draft.end, opening):
        return None
    mark = _CLOSE[_OPEN.index(folded[opening])]
    closing = folded.find(mark, opening + 1, opening + _LONGEST)
    if closing < 0:
        return None
    wrote = cues.wrote.search(folded, draft.end, opening) or cues.wrote.search(folded, closing, closing + _REACH)
    paper = cues.paper.search(folded, max(0, draft.start - _REACH), draft.start)
    return (opening, closing) if wrote or paper else None
