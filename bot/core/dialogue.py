"""One turn of a conversation: what is known by now, what the rules say of it, and which sort of reply that makes.

Decides; neither words nor sends. The rules of conversation are told in `bot/README.md`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core import citation, context, outcomes, recalling, slots, wanted
from bot.core.knowledge import Knowledge
from bot.core.model import (
    RENEWAL,
    Conversation,
    Intent,
    IntentId,
    Language,
    Outcome,
    Reading,
    Reply,
    ReplyKind,
    Subject,
    Turn,
    Verdict,
)
from bot.core.wanted import ids_of

OFFERED = 3
SMALL_TALK: frozenset[IntentId] = frozenset({"greeting", "thanks", "help"})
NO_HUMAN: frozenset[str | None] = frozenset({"joke", "cracked"})
NEIGHBOURING: frozenset[str | None] = frozenset({"switching", "adding_seats", "price"})
"""Topics outside the desk's scope that are still questions for it."""
NOT_OURS: frozenset[str | None] = frozenset({"other", "other_vendor"})
"""Topics outside the desk's scope that are not about a license of ours: what is told beside them is not kept."""
PATIENCE = 2
"""Misunderstood messages in a row before a human is offered."""


@dataclass(frozen=True, slots=True)
class Case:
    """What one turn is about: what is wanted, of which things, and what the rules say of each."""

    intents: tuple[Intent, ...]
    subjects: tuple[Subject, ...]
    groups: outcomes.Groups


def take_turn(
    conversation: Conversation,
    reading: Reading,
    knowledge: Knowledge,
    today: date,
    language: Language | None = None,
) -> Turn:
    """What to remember and what to say after one utterance.

    today: a calendar day in Asia/Tokyo, on which everything is decided. language: fixes that of the reply.
    """
    if context.is_for_another(reading):
        reading = Reading(reading.utterance, about=reading.about)
    reading = context.about_last_days(reading, conversation, knowledge, today)
    named = tuple(outcomes.existing(subject, knowledge, today) for subject in slots.fill(conversation, reading, today))
    alone = context.asks_of_main(reading, knowledge)
    subjects = named if alone else outcomes.with_option(named, conversation.subjects, knowledge)
    intents = wanted.acted_on(conversation, reading, subjects)
    if _aside(intents) and not (ids_of(intents) == {"contact_human"} and _tells_of_license(reading)):
        subjects = conversation.subjects
    known = (*conversation.subjects, *conversation.earlier)
    groups = outcomes.work_out(subjects, known, knowledge, today) if _needs_verdict(intents, subjects, reading) else ()
    reply = _reply(Case(intents, subjects, groups), conversation, reading, knowledge, today, language)
    return Turn(_remembered(conversation, reply), reply)


# ---------------------------------------------------------------- what is wanted


def _aside(intents: Sequence[Intent]) -> bool:
    """Whether a message says nothing of a license: small talk, only the wish for a human, or something foreign."""
    foreign = {intent.id for intent in intents if intent.id == "out_of_scope" and intent.topic in NOT_OURS}
    return bool(intents) and ids_of(intents) <= {*SMALL_TALK, "contact_human", *foreign}


def _tells_of_license(reading: Reading) -> bool:
    """Whether a message names a product or its expiry: whoever takes over from the desk is to know."""
    return bool(reading.products) or any(when.role == "expiry" for when in reading.dates)


def _needs_verdict(intents: Sequence[Intent], subjects: Sequence[Subject], reading: Reading) -> bool:
    """Whether can be asked of a license, or how to renew one whose expiry is known (it may be too late)."""
    dated = any(subject.expiry or subject.in_term for subject in subjects)
    return "can_renew" in ids_of(intents) or (dated and any(wanted.is_how(intent, reading) for intent in intents))


# ---------------------------------------------------------------- the reply


def _reply(
    case: Case,
    conversation: Conversation,
    reading: Reading,
    knowledge: Knowledge,
    today: date,
    language: Language | None,
) -> Reply:
    intents, subjects = case.intents, case.subjects
    worked = tuple(outcome for group in case.groups for outcome in group)
    covered = _covered(case, knowledge, today)
    kind, verdict = _kind(intents, covered), outcomes.verdict(case.groups)
    rests_on = citation.sources(intents, worked, subjects, knowledge, today)
    shown = citation.articles(intents, worked, subjects, knowledge, today)
    doubted = "doubt" in reading.acts and bool(conversation.intents)
    return Reply(
        language=language or reading.utterance.language,
        intents=tuple(intent.id for intent in intents),
        topics=tuple(intent.topic for intent in intents),
        kind=kind,
        scope="covered" if covered and kind != "not_covered" else "not-covered",
        lines=outcomes.lines(subjects),
        subjects=subjects,
        groups=case.groups,
        verdict=verdict,
        missing=outcomes.missing(case.groups),
        articles=tuple(dict.fromkeys((*shown, *rests_on))),
        asked_about=tuple(period for when in reading.dates if when.role == "asked" for period in when.readings[:1]),
        impossible=tuple(when.text for when in reading.dates if not when.readings),
        unsettled=reading.unsettled and bool(reading.dates or conversation.subjects),
        tell_newer_edition=citation.has_newer(rests_on, knowledge) and not conversation.told_newer_edition,
        doubted=doubted,
        rule_only=any(intent.topic == "rule" for intent in intents) and not any(s.expiry for s in subjects),
        handoff=doubted or _needs_human(intents, kind, worked, verdict, conversation),
        secrets=reading.utterance.secrets,
        addressed=_addressed(intents, reading, kind),
        choices=() if intents else _offers(reading),
        today=today,
    )


def _kind(intents: Sequence[Intent], covered: bool) -> ReplyKind:
    ids = ids_of(intents)
    if not ids:
        return "unclear"
    if ids <= {*SMALL_TALK, "contact_human"} and "contact_human" in ids:
        return "handoff"
    ids = ids - {"contact_human"}
    if ids <= SMALL_TALK:
        return "smalltalk"
    if ids == {"out_of_scope"} or (ids & RENEWAL and not covered):
        return "not_covered"
    return "answer" if ids & RENEWAL else "article"


def _covered(case: Case, knowledge: Knowledge, today: date) -> bool:
    """Whether a page of ours covers any of the things that a renewal question is about."""
    if not ids_of(case.intents) & RENEWAL or not case.subjects:
        return True
    groups = case.groups or outcomes.work_out(case.subjects, (), knowledge, today)
    return not outcomes.nothing_covered(groups)


def _offers(reading: Reading) -> tuple[IntentId, ...]:
    """The likeliest meanings of what was not understood, to choose from."""
    offered = (intent.id for intent in reading.intents if intent.id not in {*SMALL_TALK, "out_of_scope"})
    return tuple(dict.fromkeys(offered))[:OFFERED]


def _needs_human(
    intents: Sequence[Intent],
    kind: ReplyKind,
    worked: Sequence[Outcome],
    verdict: Verdict | None,
    conversation: Conversation,
) -> bool:
    """Whether a person is offered: asked for, outside the desk's scope, not understood again, or a contested day."""
    ids = ids_of(intents)
    if "contact_human" in ids or ("out_of_scope" in ids and not {intent.topic for intent in intents} & NO_HUMAN):
        return True
    if kind == "unclear":
        return conversation.misunderstood + 1 >= PATIENCE
    return verdict == "depends" and any(outcome.state == "boundary" for outcome in worked)


def _addressed(intents: Sequence[Intent], reading: Reading, kind: ReplyKind) -> bool:
    """Whether a channel message that does not mention the bot is one for it."""
    if kind in ("unclear", "smalltalk"):
        return False
    if kind == "not_covered":
        return bool(reading.products) or any(intent.topic in NEIGHBOURING for intent in intents)
    return True


# ---------------------------------------------------------------- what is remembered


def _remembered(conversation: Conversation, reply: Reply) -> Conversation:
    unclear = reply.kind == "unclear"
    keeps = reply.kind in ("unclear", "smalltalk", "handoff")
    return Conversation(
        language=reply.language,
        subjects=reply.subjects,
        intents=conversation.intents if keeps else reply.intents,
        topics=conversation.topics if keeps else reply.topics,
        earlier=recalling.remember(conversation, reply.subjects),
        asked=reply.missing if reply.groups else conversation.asked,
        told_newer_edition=conversation.told_newer_edition or reply.tell_newer_edition,
        misunderstood=conversation.misunderstood + 1 if unclear else 0,
        offered=reply.handoff,
    )
