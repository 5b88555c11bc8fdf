"""What a conversation remembers: the things asked about, each with its candidate lines and its expiry.

A new utterance supplies, narrows, corrects or replaces them; nothing that was already said is asked again.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.core import dates, expiry, naming
from bot.core.model import EXACT, Conversation, DateMention, Reading, Subject

EARLIER_KEPT = 5


def fill(conversation: Conversation, reading: Reading, today: date) -> tuple[Subject, ...]:
    """The things now asked about, each with what is known of it by now."""
    spoken = naming.spoken(reading, conversation)
    told = expiry.told(reading)
    if not spoken:
        return tuple(
            _dated(_clued(subject, reading, conversation), reading, told, today)
            for subject in conversation.subjects or (Subject(),)
        )
    if len(spoken) > 1:
        return _paired(spoken, told, reading)
    return (_one(spoken[0], conversation, reading, told, today),)


def informs(conversation: Conversation, reading: Reading) -> bool:
    """Whether an utterance without an intent adds to what is being talked about (or begins it)."""
    if reading.products or any(when.role == "expiry" for when in reading.dates):
        return True
    asked = any(when.role == "asked" for when in reading.dates)
    return bool(conversation.intents and (reading.clues or asked or expiry.told(reading)))


def remember(conversation: Conversation, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """The earlier subjects to keep once `subjects` are the present ones."""
    named = [subject for subject in conversation.subjects if subject.lines or subject.products]
    gone = [subject for subject in named if not any(_related(subject, now) for now in subjects)]
    kept = [subject for subject in conversation.earlier if not any(_related(subject, now) for now in subjects)]
    return tuple([*gone, *kept][:EARLIER_KEPT])


def _paired(spoken: Sequence[Subject], told: Sequence[DateMention], reading: Reading) -> tuple[Subject, ...]:
    """Several things in one utterance: each takes the date nearest to its name; a single date is everyone's."""
    in_term = "not_expired" in reading.acts and not told
    if len(told) <= 1:
        return tuple(replace(subject, expiry=tuple(told), in_term=in_term) for subject in spoken)
    if len(told) == len(spoken):
        return tuple(replace(subject, expiry=(when,)) for subject, when in zip(spoken, told, strict=True))
    places = {mention.text: mention.start for mention in reading.products}
    return tuple(
        replace(subject, expiry=(min(told, key=lambda when: abs(when.start - places.get(subject.name, 0))),))
        for subject in spoken
    )


def _one(
    said: Subject, conversation: Conversation, reading: Reading, told: tuple[DateMention, ...], today: date
) -> Subject:
    """One thing named: the one already talked about (narrowed), one from earlier, or a new one."""
    known = _match(said, (*conversation.subjects, *conversation.earlier))
    if known is None and conversation.subjects and not told and _carries_on(reading):
        known = replace(conversation.subjects[0], lines=(), products=(), name="")
    if known is None:
        return _dated(said, reading, told, today)
    lines = tuple(line for line in said.lines if line in known.lines) or said.lines
    if known.lines and set(said.lines) > set(known.lines):
        lines = known.lines
    merged = replace(
        known,
        lines=lines,
        products=said.products or known.products,
        name=said.name or known.name,
        could_be=known.could_be if set(lines) <= set(known.could_be) else said.could_be,
        wider=said.wider,
    )
    return _dated(merged, reading, told, today)


def _match(said: Subject, known: Sequence[Subject]) -> Subject | None:
    for subject in known:
        if not subject.lines or _related(said, subject):
            return subject
    return None


def _related(one: Subject, other: Subject) -> bool:
    return bool(set(one.lines) & set(other.lines)) or bool(one.products and set(one.products) & set(other.products))


def _carries_on(reading: Reading) -> bool:
    """Whether a newly named thing shares the date of the last one: "and the gateway one?", "no, the package"."""
    asks_afresh = any(intent.id in ("can_renew", "how_to_renew") for intent in reading.intents)
    return not asks_afresh or any(mark.kind == "same" for mark in reading.marks)


def _clued(subject: Subject, reading: Reading, conversation: Conversation) -> Subject:
    """Clues narrow the candidate lines; one that contradicts them is a correction ("no, the package")."""
    lines, wider = subject.lines, subject.wider
    for clue in reading.clues:
        left = tuple(line for line in (*wider, *lines) if line in clue.lines)
        if left:
            lines, wider = left, ()
        elif lines or clue.proposes or "line" in conversation.asked:
            lines = tuple(line for line in subject.could_be if line in clue.lines) or clue.lines
    return replace(subject, lines=lines, wider=wider)


def _dated(subject: Subject, reading: Reading, told: tuple[DateMention, ...], today: date) -> Subject:
    subject = replace(subject, expired=subject.expired or "expired_undated" in reading.acts)
    if not told:
        in_term = subject.in_term or ("not_expired" in reading.acts and not subject.expiry)
        return replace(subject, in_term=in_term)
    if len(subject.expiry) == 1 and len(told) == 1:
        whole = dates.complete(told[0], subject.expiry[0], today)
        if whole is not None:
            return replace(subject, expiry=(replace(whole, role="expiry", margin=EXACT),), in_term=False)
    return replace(subject, expiry=tuple(expiry.in_tense(when, subject, today) for when in told), in_term=False)
