"""Which of the things talked about is meant: by its name, its office, "both", "the other one"; and which to keep."""

from dataclasses import replace

from bot.core import naming, offices
from bot.core.model import Conversation, Period, Reading, Subject

EARLIER_KEPT = 5
_SEVERAL = 2


def remember(conversation: Conversation, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """The earlier subjects to keep once `subjects` are the present ones."""
    named = [subject for subject in conversation.subjects if subject.lines or subject.products]
    both = len(named) > 1  # Of two lines of one product, neither takes the place of the other.
    gone = [one for one in named if not any(_same(one, now) and not (both and _apart(one, now)) for now in subjects)]
    kept = [one for one in conversation.earlier if not any(_same(one, now) for now in subjects)]
    return tuple([*gone, *kept][:EARLIER_KEPT])


def _apart(one: Subject, other: Subject) -> bool:
    """Whether two things are of different lines."""
    return bool(one.lines and other.lines) and not set(one.lines) & set(other.lines)


def known(said: Subject, conversation: Conversation) -> Subject | None:
    """What was talked about under a name: the same product first, then what the name narrows."""
    same = [one for one in (*conversation.subjects, *conversation.earlier) if _same(said, one)]
    exact = [one for one in same if set(said.products) & set(one.products)]
    lined = [one for one in exact if set(said.lines) & set(one.lines)]
    return next(iter((*lined, *exact, *same)), None)


def _same(said: Subject, known: Subject) -> bool:
    """Whether a name is of a thing already known: the same product, a name that narrows it, or the first name at all.

    A wider name is another thing: File Security, after Endpoint Protection, may be the package. So is another product
    of the same line with a date of its own.
    """
    if offices.apart(said, known):
        return False
    if not known.lines and not known.products:
        return True
    if set(said.products) & set(known.products):
        return True
    other_date = said.expiry and known.expiry and _days(said) != _days(known)
    if said.products and known.products and other_date:
        return False
    return bool(said.lines) and set(said.lines) <= set(known.lines)


def _days(subject: Subject) -> set[Period]:
    return {period for when in subject.expiry for period in when.readings}


def meant(known: tuple[Subject, ...], conversation: Conversation, reading: Reading) -> tuple[Subject, ...]:
    """Which of the things talked about: both, the first, the other one, or that of a clue ("just the endpoint one")."""
    hints = naming.clues(reading)
    told = tuple(one for one in known if any(set(one.lines) & set(hint) for hint in hints))
    if len(known) > 1 and len(told) == 1:
        return told
    said = {mark.kind for mark in reading.marks}
    every = (*conversation.earlier[::-1], *known) if len(known) == 1 else known
    if len(set(map(_name, every))) < _SEVERAL:
        return known
    if "both" in said:
        fitting = [one for one in every if any(set(one.lines) & set(hint) for hint in hints)]
        return every[-2:] if len(fitting) != 1 else tuple(fitting)
    if said & {"first", "second"}:
        return every[:1] if "first" in said else every[1:2]
    if "other" in said:
        return every[-2:-1] if len(known) == 1 else every[1:]
    return known


def one_for_each_line(subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """ "Both: one came as a package, the other with Endpoint": a thing for each line that the name allows."""
    return tuple(replace(one, lines=(line,)) for one in subjects for line in one.lines) or subjects


def _name(subject: Subject) -> tuple[object, ...]:
    return subject.lines, subject.products, subject.office


def at(office: str, present: Subject, conversation: Conversation, reading: Reading) -> Subject:
    """The thing of an office: what was told of it before, or what is talked about, if that is no other office's."""
    subject = offices.known(office, conversation) or present
    if subject.office in ("", office):
        return replace(subject, office=office)
    told = any(when.role == "expiry" for when in reading.dates) and offices.is_told_of(office, reading)
    return offices.elsewhere(subject, office) if told or offices.is_asked_about(office, reading) else present
