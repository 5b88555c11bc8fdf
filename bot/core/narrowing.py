"""What clues make of a thing talked about: narrower, what its name allows besides, or another thing altogether."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core import naming
from bot.core.model import Conversation, Reading, Subject
from bot.core.naming import Lines


def clued(subject: Subject, conversation: Conversation, reading: Reading) -> Subject:
    """Clues narrow the candidate lines, go back to what the name allows, or bring up another thing altogether.

    Of a name that means another product on a server (NOD32), only "the server edition" tells that: a server may manage
    or deliver what runs on the clients.
    """
    hints = tuple(hint for hint in naming.clues(reading) if not set(hint) & set(subject.wider))
    placed = tuple(line for clue in reading.clues if clue.platform for line in subject.wider if line in clue.lines)
    if placed:
        return replace(subject, lines=placed, wider=())
    on_platform = next((one for one in conversation.earlier if _is_on_platform(one, subject, reading)), None)
    if on_platform:
        return on_platform
    left = _undenied(subject, reading)
    elsewhere = not any(set(left) & set(hint) for hint in hints)
    proposes = any(clue.proposes for clue in reading.clues) or not subject.lines
    if elsewhere and proposes and (before := _told_before(conversation, reading)):
        return before
    if not hints or not left:
        fresh = naming.proposed(reading, "line" in conversation.asked) if not subject.products else ()
        return replace(subject, lines=left or fresh)
    return _narrowed(subject, left, hints, reading) or _brought_up(replace(subject, lines=left), conversation, reading)


def _is_on_platform(one: Subject, subject: Subject, reading: Reading) -> bool:
    """Whether a platform tells of a thing told before, and not of the present one: "and the server version?"."""
    likeliest = [clue.lines[:1] for clue in reading.clues if clue.platform]
    return any(one.lines == line and not set(line) & set(subject.lines) for line in likeliest)


def _undenied(subject: Subject, reading: Reading) -> Lines:
    """The candidate lines without those that are not meant; where all are denied, what else the name allows."""
    if subject.lines and set(subject.lines) <= {line for some in reading.denied for line in some}:
        return naming.without(subject.could_be, reading.denied)
    return naming.without(subject.lines, reading.denied)


def _narrowed(subject: Subject, left: Lines, hints: Sequence[Lines], reading: Reading) -> Subject | None:
    """The subject with what clues leave of its lines, or of all that its name allows; None where they fit neither."""
    if any(line in hint for hint in hints for line in left):
        lines = naming.narrowed(left, hints)
        kept = left if lines == left else naming.still_possible(left, lines, reading)
        return replace(subject, lines=kept, wider=())
    if any(line in hint for hint in hints for line in subject.could_be):
        return replace(subject, lines=naming.narrowed(subject.could_be, hints))
    return None


def _brought_up(subject: Subject, conversation: Conversation, reading: Reading) -> Subject:
    """Another thing that clues propose: one told of before, or a new one, with the date of the last if it goes on."""
    before = _told_before(conversation, reading)
    if before:
        return before
    proposed = naming.proposed(reading, asked=False)
    if not proposed:
        return subject
    return replace(lends(conversation), lines=proposed) if carries_on(reading) else Subject(lines=proposed)


def _told_before(conversation: Conversation, reading: Reading) -> Subject | None:
    """What was talked about before, and all clues fit: "ok, so only the boxed one"."""
    hints = naming.clues(reading)
    fits = (one for one in conversation.earlier if one.lines and all(set(one.lines) & set(hint) for hint in hints))
    return next(fits, None) if hints else None


def lends(conversation: Conversation) -> Subject:
    """What a new thing takes over from the only one before it ("and the gateway one?"): its date, nothing else."""
    if len(conversation.subjects) != 1:
        return Subject()
    before = conversation.subjects[0]
    return Subject(expiry=before.expiry, in_term=before.in_term, expired=before.expired)


def carries_on(reading: Reading) -> bool:
    """Whether a newly named thing shares the date of the last one: an elliptic question, or "same date"."""
    asks_afresh = any(intent.id in ("can_renew", "how_to_renew") for intent in reading.intents)
    return not asks_afresh or any(mark.kind == "same" for mark in reading.marks)
