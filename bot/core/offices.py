"""Whose license it is: Osaka's or Nagoya's, customer A's or B's. What is told of one office holds for no other."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core import joining
from bot.core.model import Conversation, DateMention, Mark, Reading, Subject

_TOPIC = re.compile(
    r"(?:'s)?(?: (?:head )?(?:office|branch|site|factory|plant|one|licen[sc]e))?(?:'s)?"
    r"(?:\s*(?:[?.,!:]|$)| (?:by|until|till|when|too|can|be|is|renew\w*|now)\b)"
    r"|(?:支店|営業所|支社|本社|工場|拠点|事務所)?(?:の(?:方|ほう|分|やつ|ライセンス|契約|期限)|は|も|分|だと|なら|って|[?、。]|$)"
)
"""What follows an office whose license is meant: "Osaka by when?", 大阪は何日まで; not "our Nagoya partner"."""
_FROM = re.compile(r"(?:\b(?:from|at|in|to|near)(?: the| our)? |[(（])$")
_REACH = 12
_ASKS = re.compile(r"[^.!?。！？\n]*(?:\?|か(?=[。\s]|$))")
"""The rest of a sentence that asks."""


def named(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The offices that are named, in order, each once: 大阪支店 is that of Osaka."""
    found: list[Mark] = []
    for mark in marks:
        if mark.kind.startswith(joining.OFFICE) and not (found and mark.start - found[-1].end <= 1):
            found.append(mark)
    return tuple(found)


def only(reading: Reading) -> str:
    """The id of the office that a message is about; "" where it names none, or several."""
    ids = {_id(mark) for mark in named(reading.marks)}
    return ids.pop() if len(ids) == 1 else ""


def is_asked_about(office: str, reading: Reading) -> bool:
    """Whether an office is what a message is about, and not only where somebody is: "Tokyo's?", not "from Tokyo"."""
    return any(_id(mark) == office and _is_topic(mark, reading) for mark in named(reading.marks))


def is_told_of(office: str, reading: Reading) -> bool:
    """Whether a message tells of an office, and not only where somebody is: "Osaka has it too", not "from Osaka"."""
    return any(_id(mark) == office and not _is_whereabouts(mark, reading) for mark in named(reading.marks))


def _is_topic(mark: Mark, reading: Reading) -> bool:
    return not _is_whereabouts(mark, reading) and _TOPIC.match(reading.utterance.folded, mark.end) is not None


def _is_whereabouts(mark: Mark, reading: Reading) -> bool:
    return _FROM.search(reading.utterance.folded, max(0, mark.start - _REACH), mark.start) is not None


def known(office: str, conversation: Conversation) -> Subject | None:
    """What was told of an office before."""
    return next(
        (one for one in (*conversation.subjects, *conversation.earlier) if office and one.office == office), None
    )


def apart(one: Subject, other: Subject) -> bool:
    """Whether two things are of two offices."""
    return bool(one.office and other.office) and one.office != other.office


def elsewhere(subject: Subject, office: str) -> Subject:
    """The same product at another office: nothing else of it is known."""
    bare = Subject(subject.lines, subject.products, could_be=subject.could_be, wider=subject.wider)
    return replace(bare, office=office)


def split(subject: Subject, dates: Sequence[DateMention], reading: Reading) -> tuple[Subject, ...]:
    """One product at several offices, each with its own date: "Osaka's ran out on 25 March, Nagoya's on 28 April".

    Only the office that a question behind them is about is asked about, if one is: "… can Nagoya renew?". Empty where
    it is not plain whose each date is.
    """
    marks = named(reading.marks)
    owners = [_owner(when, marks, reading.utterance.text) for when in dates]
    if len(dates) < 2 or None in owners or len({_id(mark) for mark in owners if mark}) < len(dates):
        return ()
    later = [mark for mark in marks if mark not in owners and mark.start >= dates[-1].end]
    asked = {
        _id(mark) for mark in later if _is_topic(mark, reading) and _ASKS.match(reading.utterance.folded, mark.end)
    }
    if joining.marked(reading.marks, "both"):
        asked = set()
    told = [(_id(mark), when) for mark, when in zip(owners, dates, strict=True) if mark]
    return tuple(
        replace(subject, expiry=(when,), office=office) for office, when in told if len(asked) != 1 or office in asked
    )


def _owner(when: DateMention, marks: Sequence[Mark], text: str) -> Mark | None:
    """The office that is named nearest before a date in its sentence, or, where none is, right behind it."""
    behind = bisect_right(marks, when.start, key=lambda mark: mark.start)
    for mark in (*marks[max(0, behind - 1) : behind], *marks[behind : behind + 1]):
        if joining.distance(text, mark.start, mark.end, when.start, when.end) < joining.PER_SENTENCE:
            return mark
    return None


def _id(mark: Mark) -> str:
    return mark.kind.removeprefix(joining.OFFICE)
