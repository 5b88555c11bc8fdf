"""What is wanted: the intents that are acted on, those heard or the one that is pending."""

from collections.abc import Iterable, Sequence

from bot.core import aside, slots
from bot.core.context import asks
from bot.core.model import CERTAIN, RENEWAL, STRONG, SURE, Conversation, Intent, IntentId, Reading, Subject

COMPLETION_MAIL = "mail"
"""The topic of questions about the mail that comes once a renewal is done."""
VAGUE: frozenset[str | None] = frozenset({None, "other", "joke"})
"""Topics outside the desk's scope that say nothing of what is asked instead."""
POLITE: frozenset[IntentId] = frozenset({"thanks", "greeting"})
"""Intents that ask for nothing."""
TELLING: frozenset[str] = frozenset(
    {
        "again",
        "doubt",
        "affirm",
        "deny",
        "by_when",
        "expired_undated",
        "not_expired",
        "speaks_of_term",
        "unsure",
        "withdraws",
    }
)
"""Moves that, without any intent, belong to the question that is pending."""
FAINT = 0.86
"""Up to this score "how" and "how much" beside a case are ways to ask whether it can be renewed: wordings of one or two
parts reach it ("dealer … renewal"), those that ask for steps or an amount outright do not."""
BEGINNING: frozenset[str] = frozenset({"by_when", "expired_undated", "not_expired", "speaks_of_term"})
"""Moves that begin a renewal question by themselves."""


def acted_on(conversation: Conversation, reading: Reading, subjects: Sequence[Subject]) -> tuple[Intent, ...]:
    """The intents acted on: those heard surely; else what was pending, when the words add to it or doubt it."""
    foreign = _foreign(conversation, reading)
    if foreign:
        return foreign
    if _takes_up(conversation, reading):
        return (Intent("contact_human", 1.0),)
    heard = tuple(
        intent for intent in reading.intents if intent.score >= SURE and _is_ours(intent, conversation, reading)
    )
    if _tells_expiry(reading):
        heard = _about_case(heard, reading)
    if _cannot_tell(heard, conversation, reading):
        return (*_pending(conversation, subjects), *heard)
    if _goes_on(heard, conversation, reading):
        return _pending(conversation, subjects)
    told = _tells_a_case(reading) or (ids_of(heard) <= POLITE and _begins_a_case(conversation, reading))
    if heard and not (told and _gives_way(heard, reading)):
        return _without_vague(heard)
    return (Intent("can_renew", SURE),) if _begins(conversation, reading) else ()


def _foreign(conversation: Conversation, reading: Reading) -> tuple[Intent, ...]:
    """Out of scope, where only another vendor's product is named, or something else that runs out."""
    if reading.products or aside.apart_from_foreign(reading):
        return ()
    if reading.rival:
        return (Intent("out_of_scope", 1.0, topic="other_vendor"),)
    if reading.about == "elsewhere" and not conversation.intents:
        return (Intent("out_of_scope", 1.0, topic="other"),)
    return ()


def _takes_up(conversation: Conversation, reading: Reading) -> bool:
    """Whether "yes, please" takes up the offer of a person: nothing else was asked, and nothing else is said."""
    asks_else = conversation.asked or reading.intents or reading.products or reading.dates
    return conversation.offered and "affirm" in reading.acts and not asks_else


def _goes_on(heard: Sequence[Intent], conversation: Conversation, reading: Reading) -> bool:
    """Whether a message goes on with the question that is pending: it adds to it, or doubts the answer."""
    if not conversation.intents or _begins_a_case(conversation, reading):
        return False
    adds = (
        slots.informs(conversation, reading)
        and _gives_way(heard, reading)
        and not _signs_off(heard, conversation, reading)
    )
    return adds or (not heard and bool(reading.acts & TELLING))


def _cannot_tell(heard: Sequence[Intent], conversation: Conversation, reading: Reading) -> bool:
    """Whether somebody who was asked for the expiry date says that it is not known: the answer is given with all its
    branches, and where to look the date up."""
    asked = "expiry" in conversation.asked and "can_renew" in conversation.intents
    return asked and reading.unsettled and ids_of(heard) == {"license_info"} and not asks(reading)


def _begins(conversation: Conversation, reading: Reading) -> bool:
    """Whether a message without any intent begins a renewal question: it names a license, or tells of an end."""
    if slots.informs(conversation, reading) and not _asks_otherwise(reading):
        return True
    return bool(reading.acts & BEGINNING) and (bool(conversation.intents) or reading.about == "ours")


def _is_ours(intent: Intent, conversation: Conversation, reading: Reading) -> bool:
    """Whether a question may be one for the desk. "Can we still get tickets for the 20th?" asks whether something is
    possible still, as people ask of a license; but where nothing in it, or before it, is ours, an answer would be a
    guess."""
    named = _names_ours(reading) or any(when.role == "expiry" for when in reading.dates)
    known = conversation.intents or conversation.subjects
    return intent.id != "can_renew" or reading.about == "ours" or bool(named or known)


def _names_ours(reading: Reading) -> bool:
    return bool(reading.products) or any(clue.proposes for clue in reading.clues)


def _begins_a_case(conversation: Conversation, reading: Reading) -> bool:
    """Whether an expiry date, or a date alone, is told after a question that was not about renewing: that is a
    question of its own."""
    bare = ids_of(reading.intents) <= POLITE
    told = any(when.role == "expiry" or (when.role == "none" and bare) for when in reading.dates)
    told = told or (bool(conversation.asked) and bare and _names_ours(reading))
    return told and not RENEWAL & set(conversation.intents)


def _tells_expiry(reading: Reading) -> bool:
    return any(when.role == "expiry" for when in reading.dates) or "not_expired" in reading.acts


def _tells_a_case(reading: Reading) -> bool:
    """Whether a license and its expiry date are told: what else could be asked than whether it can be renewed?"""
    return _names_ours(reading) and _tells_expiry(reading)


def _about_case(heard: tuple[Intent, ...], reading: Reading) -> tuple[Intent, ...]:
    """What is heard beside an expiry date. That is told in order to know whether the license can be renewed, whatever
    else its words remind of: measured, that is what 28 of 29 such questions want."""
    if any(intent.id == "can_renew" for intent in heard):
        return tuple(one for one in heard if one.id == "can_renew" or _stands(one) or not _reminds(one))
    faint = len(heard) == 1 and heard[0].score <= FAINT
    way = faint and (is_how(heard[0], reading) or heard[0].topic == "price")
    if way and _names_ours(reading):
        return (Intent("can_renew", SURE),)
    return heard


def is_how(intent: Intent, reading: Reading) -> bool:
    """Whether an intent asks how to renew; where that is done already, not if it asks for the mail that follows."""
    done = any(when.role == "renewal" for when in reading.dates)
    return intent.id == "how_to_renew" and not (done and intent.topic == COMPLETION_MAIL)


def _reminds(intent: Intent) -> bool:
    """Whether the words of a case only remind of an intent: "the screen says that it expired on 3 May" tells how the
    asker knows, and does not ask for signs."""
    return intent.beside or intent.id == "expiry_signs"


def _stands(intent: Intent) -> bool:
    """Whether an intent is wanted even if it is told by the way. A price is told as often as it is asked."""
    return intent.score >= CERTAIN and intent.topic != "price"


def _asks_otherwise(reading: Reading) -> bool:
    """Whether something is asked that was not understood, and is likelier anything but whether renewing is possible."""
    guesses = ids_of(reading.intents) - POLITE
    return bool(guesses) and "can_renew" not in guesses and not _tells_expiry(reading)


def _signs_off(heard: Sequence[Intent], conversation: Conversation, reading: Reading) -> bool:
    """Whether somebody only thanks: "thanks, I'll send it today" tells a day, but nothing of the license."""
    known = {line for subject in conversation.subjects for line in subject.lines}
    fresh = any(not known & set(clue.lines) or len(known) > 1 for clue in reading.clues)
    named = reading.products or fresh or reading.denied
    told = named or any(when.role in ("expiry", "none") for when in reading.dates)
    return bool(heard) and ids_of(heard) <= {"thanks"} and not told


def _gives_way(heard: Sequence[Intent], reading: Reading) -> bool:
    """Whether no intent was heard that stands by itself: only weak ones, a vague one, or merely a product's name."""
    return not any(
        intent.id in RENEWAL
        or (intent.score >= STRONG and not _vague(intent) and not (intent.id == "cloud_option" and reading.products))
        for intent in heard
    )


def _without_vague(heard: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """What was heard, without what merely lies outside the desk's scope in a message that also asks something.

    Who asks for a cracked key, asks for nothing else.
    """
    cracked = tuple(intent for intent in heard if intent.topic == "cracked")
    if cracked:
        return cracked
    return tuple(intent for intent in heard if not _vague(intent)) or heard


def _vague(intent: Intent) -> bool:
    return intent.id == "out_of_scope" and intent.topic in VAGUE


def _pending(conversation: Conversation, subjects: Sequence[Subject]) -> tuple[Intent, ...]:
    """What was wanted last. Once an expiry is known, a question about the rule alone has become one about a license."""
    dated = any(subject.expiry for subject in subjects)
    return tuple(
        Intent(intent, 1.0, topic=None if topic == "rule" and dated else topic)
        for intent, topic in zip(conversation.intents, conversation.topics, strict=True)
    )


def ids_of(intents: Iterable[Intent]) -> set[IntentId]:
    """The ids of intents, without their topics."""
    return {intent.id for intent in intents}
