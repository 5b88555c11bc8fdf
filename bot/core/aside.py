"""What is told only by the way: another contract, the term before, a license that is said to be renewed already, or
what is none of ours.

It is left out where something else is left; alone, it is what the question is about.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from bot.core import joining
from bot.core.joining import Placed
from bot.core.model import Clue, DateMention, Mark, Reading

_NOWHERE = 1 << 20
_SAME_CLAUSE, _SAME_SENTENCE = 40, 160
"""How far such words may be from what they are said of, as `joining.distance` counts."""


_Item = TypeVar("_Item", bound=Placed)


def other_dates(reading: Reading) -> list[DateMention]:
    """The dates of another contract ("that one is unrelated"), of the term before ("last time", 前回分), and of what is
    none of ours ("the domain runs out in May")."""
    text = reading.utterance.text
    said = [_said_of(mark, reading.dates, text) for mark in reading.marks if mark.kind == "aside"]
    ahead = [_ahead(mark, reading.dates, text) for mark in reading.marks if mark.kind == "earlier"]
    return [when for when in (*said, *ahead, *_of_foreign(reading)) if when]


def _of_foreign(reading: Reading) -> list[DateMention]:
    """The dates that stand nearer to something that is none of ours than to any product."""
    foreign = [mark for mark in reading.marks if mark.kind == joining.FOREIGN]
    if not foreign:
        return []
    named: list[Placed] = [*reading.products, *(clue for clue in reading.clues if clue.proposes)]
    ours = sorted(named, key=lambda one: one.start)
    inside = {mark for mark in foreign for one in _around(mark, ours) if one.start <= mark.start < one.end}
    foreign = [mark for mark in foreign if mark not in inside]
    return [when for when in reading.dates if _apart(when, foreign, reading) < _apart(when, ours, reading)]


def _around(one: Placed, items: Sequence[_Item]) -> Sequence[_Item]:
    """The items next to a place, of some in order that do not overlap: none of the others can be nearer."""
    place = bisect_right(items, one.start, key=lambda item: item.start)
    return items[max(0, place - 1) : place + 1]


def _apart(when: DateMention, items: Sequence[Placed], reading: Reading) -> int:
    """How far a date is from the nearest item."""
    text, marks = reading.utterance.text, reading.marks
    near = _around(when, items)
    return min((joining.apart(text, marks, one.start, one.end, when) for one in near), default=_NOWHERE)


def apart_from_foreign(reading: Reading) -> bool:
    """Whether a license of ours is told of in another clause than what is none of ours: "the ESET endpoint license" is
    ours beside "our Kaspersky expired, too", the "Kaspersky endpoint license" is not."""
    foreign = [mark for mark in reading.marks if mark.kind == joining.FOREIGN]
    if reading.rival and not foreign:  # A slip of the finger: nobody knows where it is.
        return False
    text = reading.utterance.text
    return any(
        clue.proposes
        and all(
            joining.distance(text, clue.start, clue.end, one.start, one.end) > joining.PER_CLAUSE for one in foreign
        )
        for clue in reading.clues
    )


def clues(reading: Reading) -> list[Clue]:
    """The clues of what is asked about: "Mac side is another vendor" says nothing of the license that is."""
    text, marks = reading.utterance.text, [mark for mark in reading.marks if mark.kind == "aside"]
    if not marks or not reading.products:
        return list(reading.clues)
    items: list[Placed] = [*reading.products, *reading.clues]
    said = [_nearest(mark, items, text, _SAME_CLAUSE) for mark in marks]
    return [clue for clue in reading.clues if not any(clue is other for other in said)]


def without_others(things: Sequence[_Item], reading: Reading) -> list[_Item]:
    """The things without those said to be another matter, or done; all, if none would be left or "both" is said."""
    if len(things) < 2 or joining.marked(reading.marks, "both"):
        return list(things)
    said = [_said_of(mark, things, reading.utterance.text) for mark in reading.marks if mark.kind == "aside"]
    return [thing for thing in things if not any(thing is other for other in said)] or list(things)


def _said_of(mark: Mark, items: Sequence[_Item], text: str) -> _Item | None:
    """What is nearest to a mark in its sentence."""
    return _nearest(mark, items, text, _SAME_SENTENCE)


def _ahead(mark: Mark, items: Sequence[_Item], text: str) -> _Item | None:
    """What follows a mark in its clause."""
    return _nearest(mark, [item for item in items if item.start >= mark.end], text, _SAME_CLAUSE)


def _nearest(mark: Mark, items: Sequence[_Item], text: str, reach: int) -> _Item | None:
    near = _around(mark, items)
    far = [joining.distance(text, mark.start, mark.end, item.start, item.end) for item in near]
    return near[far.index(min(far))] if far and min(far) < reach else None
