"""One turn of a conversation: what is known by now, what the rules say of it, and which sort of reply that makes.

Decides; neither words nor sends. Source of the rules of conversation: the desk's own specification (`bot/README.md`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.core import rule, slots
from bot.core.knowledge import Knowledge, Line
from bot.core.model import (
    ArticleId,
    Conversation,
    DateMention,
    Intent,
    IntentId,
    Language,
    LineId,
    Outcome,
    Period,
    Reading,
    Reply,
    ReplyKind,
    Scope,
    Slot,
    Subject,
    Turn,
    Verdict,
)

SURE = 0.5
"""Below this score an intent is not acted on: the desk asks back with the likeliest as buttons."""
OFFERED = 3
RENEWAL: frozenset[IntentId] = frozenset({"can_renew", "how_to_renew"})
SMALL_TALK: frozenset[IntentId] = frozenset({"greeting", "thanks", "help"})
NO_HUMAN: frozenset[str | None] = frozenset({"joke", "cracked"})
PATIENCE = 2
"""Misunderstood messages in a row before a human is offered."""


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
    subjects, informed = slots.fill(conversation, reading, today)
    intents = _intents(conversation, reading, subjects, informed)
    ids = tuple(intent.id for intent in intents)
    topics = tuple(intent.topic for intent in intents)
    if _smalltalk_only(ids) or ids == ("contact_human",):
        subjects = conversation.subjects
    outcomes = _outcomes(ids, subjects, reading, knowledge, today)
    reply = _decide(ids, topics, subjects, outcomes, conversation, reading, knowledge, today)
    if language is not None:
        reply = replace(reply, language=language)
    return Turn(_remembered(conversation, reply), reply)


# ---------------------------------------------------------------- what is wanted


def _intents(
    conversation: Conversation, reading: Reading, subjects: tuple[Subject, ...], informed: bool
) -> tuple[Intent, ...]:
    """The intents acted on: those heard surely; else what was pending, when the words add to it or doubt it."""
    if reading.rival and not reading.products:
        return (Intent("out_of_scope", 1.0, topic="other_vendor"),)
    heard = tuple(intent for intent in reading.intents if intent.score >= SURE)
    if heard:
        return heard
    adds = informed or bool(reading.acts & {"doubt", "affirm", "deny", "by_when", "expired_undated", "not_expired"})
    if adds and conversation.intents:
        pending = tuple(
            Intent(intent, 1.0, topic=topic)
            for intent, topic in zip(conversation.intents, conversation.topics, strict=True)
        )
        return _without_rule_topic(pending, subjects)
    if informed or reading.acts & {"expired_undated", "not_expired", "by_when"}:
        return (Intent("can_renew", SURE),)
    return ()


def _without_rule_topic(intents: tuple[Intent, ...], subjects: tuple[Subject, ...]) -> tuple[Intent, ...]:
    """Once an expiry is known, a question about the rule alone has become one about this license."""
    if any(subject.expiry for subject in subjects):
        return tuple(replace(intent, topic=None) if intent.topic == "rule" else intent for intent in intents)
    return intents


def _smalltalk_only(ids: Sequence[IntentId]) -> bool:
    return bool(ids) and set(ids) <= SMALL_TALK


# ---------------------------------------------------------------- what the rules say


def candidates(subject: Subject, knowledge: Knowledge, today: date) -> tuple[Line, ...]:
    """The lines that a subject may belong to; when nothing was named, every line that counts on that day."""
    if subject.lines:
        return tuple(knowledge.lines[line] for line in subject.lines)
    if subject.products:
        return ()
    return tuple(
        line for line in knowledge.lines.values() if line.candidate_from is not None and line.candidate_from <= today
    )


def _outcomes(
    ids: Sequence[IntentId], subjects: Sequence[Subject], reading: Reading, knowledge: Knowledge, today: date
) -> tuple[tuple[Outcome, ...], ...]:
    """The outcomes of each subject's candidate lines, where a verdict is to be worked out at all."""
    dated = any(subject.expiry or subject.in_term for subject in subjects)
    if not ("can_renew" in ids or ("how_to_renew" in ids and dated)):
        return ()
    worked = [
        tuple(
            replace(rule.apply(line, subject.expiry, today, subject.in_term), subject=subject.name)
            for line in candidates(subject, knowledge, today)
        )
        for subject in subjects
    ]
    return tuple(_ridden(outcomes, worked, knowledge) for outcomes in worked)


def _ridden(
    outcomes: tuple[Outcome, ...], worked: Sequence[Sequence[Outcome]], knowledge: Knowledge
) -> tuple[Outcome, ...]:
    """Options take their main license into account where that was asked about too."""
    settled = {group[0].line: group[0] for group in worked if len(group) == 1}
    return tuple(rule.ride(outcome, _main(outcome, settled, knowledge)) for outcome in outcomes)


def _main(outcome: Outcome, settled: dict[LineId, Outcome], knowledge: Knowledge) -> Outcome | None:
    rides_on = knowledge.lines[outcome.line].rides_on
    return settled.get(rides_on) if rides_on else None


# ---------------------------------------------------------------- the reply


def _decide(
    ids: tuple[IntentId, ...],
    topics: tuple[str | None, ...],
    subjects: tuple[Subject, ...],
    outcomes: tuple[tuple[Outcome, ...], ...],
    conversation: Conversation,
    reading: Reading,
    knowledge: Knowledge,
    today: date,
) -> Reply:
    flat = tuple(outcome for group in outcomes for outcome in group)
    verdict = rule.verdict(flat)
    missing = _missing(outcomes, verdict)
    kind = _kind(ids, topics, subjects, flat)
    unsure = tuple(intent.id for intent in reading.intents)[:OFFERED] if not ids else ()
    sources = _sources(flat, subjects, ids, knowledge, today)
    reply = Reply(
        language=reading.utterance.language,
        intents=ids,
        topics=topics,
        kind=kind,
        scope=_scope(kind, ids, subjects, knowledge),
        lines=_lines(subjects),
        subjects=subjects,
        outcomes=flat,
        verdict=verdict,
        missing=missing,
        articles=_articles(ids, topics, flat, subjects, sources, knowledge, today),
        asked_about=tuple(period for when in reading.dates if when.role == "asked" for period in when.readings[:1]),
        impossible=tuple(when.text for when in reading.dates if not when.readings),
        tell_newer_edition=not conversation.told_newer_edition and _has_newer(sources, knowledge),
        doubted="doubt" in reading.acts and not _is_first(conversation),
        rule_only="rule" in topics and not any(subject.expiry for subject in subjects),
        secrets=reading.utterance.secrets,
        addressed=_addressed(ids, topics, reading, kind),
        choices=unsure,
        today=today,
    )
    return replace(reply, handoff=_needs_human(reply, conversation))


def _is_first(conversation: Conversation) -> bool:
    return not conversation.intents


def _kind(
    ids: Sequence[IntentId], topics: Sequence[str | None], subjects: Sequence[Subject], outcomes: Sequence[Outcome]
) -> ReplyKind:
    if not ids:
        return "unclear"
    if "contact_human" in ids:
        return "handoff"
    if _smalltalk_only(ids):
        return "smalltalk"
    if set(ids) == {"out_of_scope"}:
        return "not_covered"
    if set(ids) & RENEWAL:
        unknown = any(subject.products and not subject.lines for subject in subjects)
        nothing = outcomes and all(outcome.state == "not_covered" for outcome in outcomes)
        return "not_covered" if nothing or (unknown and not outcomes) else "answer"
    return "article"


def _scope(kind: ReplyKind, ids: Sequence[IntentId], subjects: Sequence[Subject], knowledge: Knowledge) -> Scope:
    if kind == "not_covered":
        return "not-covered"
    if kind == "answer" and subjects and all(_uncovered(subject, knowledge) for subject in subjects):
        return "not-covered"
    return "covered"


def _uncovered(subject: Subject, knowledge: Knowledge) -> bool:
    lines = [knowledge.lines[line] for line in subject.lines]
    if not lines:
        return bool(subject.products)
    return all(line.rules[-1].window.kind == "not_covered" for line in lines)


def _lines(subjects: Iterable[Subject]) -> tuple[LineId, ...]:
    return tuple(dict.fromkeys(line for subject in subjects for line in subject.lines))


def _missing(outcomes: Sequence[Sequence[Outcome]], verdict: Verdict | None) -> tuple[Slot, ...]:
    if verdict == "no":
        return ()
    wanted = {slot for group in outcomes for slot in rule.missing(group)}
    order: tuple[Slot, ...] = ("line", "expiry")
    return tuple(slot for slot in order if slot in wanted)


def _needs_human(reply: Reply, conversation: Conversation) -> bool:
    if reply.kind == "handoff" or reply.doubted:
        return True
    if "out_of_scope" in reply.intents and not set(reply.topics) & NO_HUMAN:
        return True
    if reply.kind == "unclear" and conversation.misunderstood + 1 >= PATIENCE:
        return True
    return reply.verdict == "depends" and any(outcome.state == "boundary" for outcome in reply.outcomes)


def _addressed(ids: Sequence[IntentId], topics: Sequence[str | None], reading: Reading, kind: ReplyKind) -> bool:
    """Whether a channel message that does not mention the bot is one for it."""
    if kind in ("unclear", "smalltalk"):
        return False
    if kind == "not_covered":
        return bool(reading.products) or bool(set(topics) & {"switching", "adding_seats", "price"})
    return True


# ---------------------------------------------------------------- what is cited


def _rules_used(outcomes: Sequence[Outcome], subjects: Sequence[Subject], knowledge: Knowledge, today: date) -> list[Line]:
    if outcomes:
        return [knowledge.lines[line] for line in dict.fromkeys(outcome.line for outcome in outcomes)]
    return [line for subject in subjects for line in candidates(subject, knowledge, today)]


def _sources(
    outcomes: Sequence[Outcome], subjects: Sequence[Subject], ids: Sequence[IntentId], knowledge: Knowledge, today: date
) -> tuple[str, ...]:
    """The documents that the reply rests on, most important first."""
    named: list[str] = []
    if set(ids) & RENEWAL:
        for line in _rules_used(outcomes, subjects, knowledge, today):
            current = rule.version(line, today)
            named += [current.source, *current.also]
    for intent in ids:
        named += [article.source for article in knowledge.articles.values() if intent in article.answers]
    return tuple(dict.fromkeys(named))


def _has_newer(sources: Iterable[str], knowledge: Knowledge) -> bool:
    return any(source in knowledge.sources and knowledge.sources[source].newer for source in sources)


def article_for(intent: IntentId, topic: str | None, knowledge: Knowledge) -> ArticleId | None:
    """The article that answers an intent: that of its topic, else its own."""
    wanted = (f"{intent}/{topic}", intent) if topic else (intent,)
    for key in wanted:
        for article in knowledge.articles.values():
            if key in article.answers:
                return article.id
    return None


def _articles(
    ids: Sequence[IntentId],
    topics: Sequence[str | None],
    outcomes: Sequence[Outcome],
    subjects: Sequence[Subject],
    sources: Sequence[str],
    knowledge: Knowledge,
    today: date,
) -> tuple[ArticleId, ...]:
    """What is cited: the articles that answer, those of the steps shown, then the sources themselves."""
    cited: list[ArticleId] = []
    for intent, topic in zip(ids, topics, strict=True):
        article = article_for(intent, topic, knowledge)
        if article:
            cited += [article, *knowledge.articles[article].cites]
    if set(ids) & RENEWAL:
        for line in _rules_used(outcomes, subjects, knowledge, today):
            if len(_rules_used(outcomes, subjects, knowledge, today)) == 1:
                cited += rule.version(line, today).articles
    cited += sources
    return tuple(dict.fromkeys(cited))


# ---------------------------------------------------------------- what is remembered


def _remembered(conversation: Conversation, reply: Reply) -> Conversation:
    unclear = reply.kind == "unclear"
    keeps = unclear or reply.kind in ("smalltalk", "handoff")
    return Conversation(
        language=reply.language,
        subjects=reply.subjects,
        intents=conversation.intents if keeps else reply.intents,
        topics=conversation.topics if keeps else reply.topics,
        earlier=slots.remember(conversation, reply.subjects),
        asked=reply.missing,
        told_newer_edition=conversation.told_newer_edition or reply.tell_newer_edition,
        misunderstood=conversation.misunderstood + 1 if unclear else 0,
    )


def spans(subjects: Iterable[Subject]) -> tuple[tuple[Period, bool], ...]:
    """The days that all expiries name, as the machine-readable form lists them: (period, approximate)."""
    named: dict[tuple[Period, bool], None] = {}
    for subject in subjects:
        mention: DateMention
        for mention in subject.expiry:
            for period in mention.readings:
                named.setdefault((period, mention.approximate))
    return tuple(named)
