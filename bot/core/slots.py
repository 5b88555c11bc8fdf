"""What a conversation remembers: the things asked about, each with its candidate lines and its expiry.

A new utterance supplies, narrows, corrects or replaces them; nothing that was already said is asked again.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.core import aside, dates, expiry, joining, naming, narrowing, offices, recalling, sharing
from bot.core.model import EXACT, Conversation, DateMention, Period, Reading, Subject
from bot.core.naming import Thing

POINTING = frozenset(("both", "first", "second", "other"))
"""Kinds of marks that point at one of the things talked about, or at both."""


def fill(conversation: Conversation, reading: Reading, today: date) -> tuple[Subject, ...]:
    """The things now asked about, each with what is known of it by now."""
    subjects = _filled(conversation, reading, today)
    if reading.which:
        subjects = tuple(replace(one, lines=one.could_be or one.lines) for one in subjects)
    return tuple(replace(one, expiry=(), in_term=False) for one in subjects) if reading.unsettled else subjects


def _filled(conversation: Conversation, reading: Reading, today: date) -> tuple[Subject, ...]:
    if "line" in conversation.asked and joining.marked(reading.marks, "both") and not reading.dates:
        return recalling.one_for_each_line(conversation.subjects)
    everything = naming.things(reading)
    things = aside.without_others(everything, reading)
    told = _of_kept(things, everything, reading) if len(things) < len(everything) else expiry.told(reading, len(things))
    if len(things) > 1:
        several = sharing.shared_out(things, told, reading)
        unexpired = not told and "not_expired" in reading.acts and "speaks_of_end" not in reading.acts
        office = offices.only(reading)
        return tuple(replace(one, in_term=unexpired or one.in_term, office=office) for one in several)
    whole = things[0].subject if things else Subject(lines=naming.proposed(reading, asked=False))
    by_office = offices.split(whole, expiry.possible(reading), reading)
    if by_office:
        return by_office
    if things:
        return (_named(things[0].subject, conversation, reading, told, today),)
    return _unnamed(conversation, reading, told, today)


def _of_kept(things: Sequence[Thing], everything: Sequence[Thing], reading: Reading) -> tuple[DateMention, ...]:
    """The dates told of the things asked about, where others are named too: each is that of the thing beside."""
    shared = sharing.shared_out(everything, expiry.told(reading, len(everything)), reading)
    own = (one for thing, one in zip(everything, shared, strict=True) if any(thing is kept for kept in things))
    return tuple(dict.fromkeys(when for one in own for when in one.expiry))


def informs(conversation: Conversation, reading: Reading) -> bool:
    """Whether an utterance without an intent adds to what is being talked about (or begins it)."""
    if reading.products or any(when.role == "expiry" for when in reading.dates):
        return True
    told = reading.clues or reading.denied or reading.dates or reading.unsettled or expiry.tells_order(reading)
    pointed = offices.named(reading.marks) or any(mark.kind in POINTING for mark in reading.marks)
    return bool(conversation.intents and (told or pointed))


# ---------------------------------------------------------------- a product is named


def _named(
    said: Subject, conversation: Conversation, reading: Reading, told: tuple[DateMention, ...], today: date
) -> Subject:
    """One thing named: the one already talked about (narrowed), one from earlier, or a new one."""
    said = replace(said, office=offices.only(reading))
    known = recalling.known(replace(said, expiry=told), conversation)
    if known is None:
        lends = (
            not told
            and narrowing.carries_on(reading)
            and not any(offices.apart(said, one) for one in conversation.subjects)
        )
        known = narrowing.lends(conversation) if lends else Subject()
    lines = naming.narrowed(said.lines, [known.lines]) if known.lines else said.lines
    could_be = known.could_be if known.could_be and set(lines) <= set(known.could_be) else said.could_be
    merged = replace(known, lines=lines, products=said.products, could_be=could_be, wider=said.wider)
    merged = replace(merged, office=said.office or known.office)
    return _dated(merged, reading, told, today)


# ---------------------------------------------------------------- nothing is named


def _unnamed(
    conversation: Conversation, reading: Reading, told: tuple[DateMention, ...], today: date
) -> tuple[Subject, ...]:
    """Dates and clues alone belong to what was talked about, unless they propose another line."""
    asked = "line" in conversation.asked
    known = conversation.subjects or (Subject(lines=naming.proposed(reading, asked)),)
    if office := offices.only(reading):
        own = recalling.at(office, known[0], conversation, reading)
        others = tuple(one for one in known if offices.apart(one, own))
        if others and joining.marked(reading.marks, "both"):
            return (*others, _dated(own, reading, told, today))
        known = (own,)
    known = recalling.meant(known, conversation, reading)
    if len(known) > 1:
        return _several(known, reading, told)
    return (_dated(narrowing.clued(known[0], conversation, reading), reading, told, today),)


def _several(known: tuple[Subject, ...], reading: Reading, told: tuple[DateMention, ...]) -> tuple[Subject, ...]:
    """Several things were talked about: dates are theirs only where it is plain whose ("both", or one for each)."""
    if len(told) == len(known):
        return tuple(replace(one, expiry=(_kept(when),)) for one, when in zip(known, told, strict=True))
    if told and joining.marked(reading.marks, "both"):
        return tuple(replace(one, expiry=tuple(map(_kept, told))) for one in known)
    return known


# ---------------------------------------------------------------- its expiry


def _dated(before: Subject, reading: Reading, told: tuple[DateMention, ...], today: date) -> Subject:
    """The subject with the dates told of it now, or with what is said of it without a date."""
    subject = _as_said(before, reading, told, today)
    if not told:
        return subject
    kept = tuple(map(_kept, told))
    if _is_known_closer(before, told):
        return replace(subject, expiry=before.expiry)
    if len(before.expiry) == 1 and len(kept) == 1:
        whole = dates.complete(kept[0], before.expiry[0], today)
        if whole is not None:
            settled = expiry.in_tense(replace(whole, role="expiry", margin=EXACT), before, today)
            return replace(subject, expiry=(settled,))
    return replace(subject, expiry=tuple(expiry.in_tense(when, before, today) for when in kept))


def _is_known_closer(before: Subject, told: tuple[DateMention, ...]) -> bool:
    """Whether the day is known by now, and what is told holds it: "it ran out over three weeks ago, are you sure?"."""
    known = {period for when in before.expiry for period in when.readings}
    day = next(iter(known)).start if len(known) == 1 else None
    wide = [period for when in told for period in when.readings if period not in known]
    return (
        day is not None
        and known == {Period(day, day)}
        and bool(wide)
        and all(when.named.day is None for when in told)
        and all((p.start is None or p.start <= day) and (p.end is None or day <= p.end) for p in wide)
    )


def _as_said(subject: Subject, reading: Reading, told: tuple[DateMention, ...], today: date) -> Subject:
    """ "It has expired" and "not yet" take each other's place; "not yet" withdraws a past date told before."""
    subject = replace(subject, expiry=tuple(expiry.in_order(when, reading) for when in subject.expiry))
    if "speaks_of_end" in reading.acts and any(not when.readings for when in told):
        subject = replace(subject, expired=True)  # "It died on 31 February": which day it was will be told.
    if not told and ("withdraws" in reading.acts or expiry.is_taken_back(subject.expiry, reading)):
        return replace(subject, expiry=())
    if "not_expired" in reading.acts:
        gone = not told and expiry.is_past(subject.expiry, today)
        return replace(subject, in_term=True, expired=False, expiry=() if gone else subject.expiry)
    if "expired_undated" in reading.acts:
        subject = replace(subject, in_term=False, expired=True)
        return subject if told else _in_tense(subject, today)
    return replace(subject, in_term=False) if told else subject


def _in_tense(subject: Subject, today: date) -> Subject:
    """The subject with the readings of its dates that agree with what is said of it: "it has already expired"."""
    bare = replace(subject, expiry=())
    return replace(subject, expiry=tuple(expiry.in_tense(when, bare, today) for when in subject.expiry))


def _kept(when: DateMention) -> DateMention:
    """A date as it is remembered: what it means, not the words that were typed."""
    return replace(when, text="", start=0, end=0)
