"""The choice among everything that fits: the best of each sentence, then what is left over for a second intent."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from bot.core.intent import pattern
from bot.core.intent.pattern import Pattern
from bot.core.intent.sentence import Sentence
from bot.core.model import CERTAIN, SURE, Intent

SECOND = 0.75
"""A second intent must be at least this sure."""
_APART = 0.7
SMALL_TALK = ("greeting", "thanks", "help")
POLITE = SMALL_TALK[:2]
"""Small talk that asks for nothing."""
UNRELATED = Intent("out_of_scope", 0.55, 0, "other")
"""What a question is that has nothing to do with the desk."""
_GUESSES = 3
_STATED_RIVAL = 0.65
"""What is merely stated beside a question must be this sure to be its rival."""
_UNRIVALLED = 0.75
_THIN = 0.3


class Found(NamedTuple):
    """A pattern that fits a sentence: the hits it took there, one bit each, and how sure that makes us."""

    pattern: Pattern
    sentence: Sentence
    taken: int
    score: float


def choose(found: list[Found], asking: bool) -> tuple[Intent, ...]:
    """The intents that the patterns tell, or guesses below 0.5. asking: the message asks for something."""
    found.sort(key=_rank, reverse=True)
    chosen: dict[str, Intent] = {}
    told: dict[str, Sentence] = {}
    used: dict[int, int] = {}
    for one in found:
        id_, spent = one.pattern.intent, used.get(id(one.sentence), 0)
        taken = one.taken
        if id_ in chosen and not taken & spent:
            used[id(one.sentence)] = spent | taken
        if one.score < SURE or id_ in chosen or (chosen and not _may_be_second(one, used)):
            continue
        if taken & spent:
            taken = pattern.match(one.pattern, one.sentence.hits, spent)
        if taken:
            used[id(one.sentence)] = spent | taken
            chosen[id_] = _intent(one, taken)
            told[id_] = one.sentence
    if not chosen:
        return _guesses(found)
    placed = [_placed(intent, told) for intent in chosen.values()]
    return _without_small_talk(sorted(placed, key=lambda intent: intent.start), asking)


def _placed(intent: Intent, told: Mapping[str, Sentence]) -> Intent:
    """The intent, and whether it is told by the way. told: the sentence of each."""
    own = told[intent.id]
    beside = not own.asks or any(other is own for id_, other in told.items() if id_ != intent.id)
    return replace(intent, beside=beside)


def _may_be_second(one: Found, used: Mapping[int, int]) -> bool:
    """Whether it is sure enough beside others; one asked in a sentence that says nothing else may be less so."""
    apart = one.sentence.asks and id(one.sentence) not in used
    return one.score >= (_APART if apart else SECOND) or one.pattern.intent in SMALL_TALK


def _rank(one: Found) -> tuple[bool, float, int]:
    first, last = _first(one.taken), one.taken.bit_length() - 1
    reach = one.sentence.hits[last].end - one.sentence.hits[first].start
    return one.pattern.intent not in SMALL_TALK, one.score, one.taken.bit_count() * 1000 - reach


def _first(taken: int) -> int:
    return (taken & -taken).bit_length() - 1


def _intent(one: Found, taken: int) -> Intent:
    return Intent(one.pattern.intent, one.score, one.sentence.hits[_first(taken)].start, one.pattern.topic)


def _without_small_talk(intents: list[Intent], asking: bool) -> tuple[Intent, ...]:
    asked = [intent for intent in intents if intent.id not in SMALL_TALK]
    if asked and (asking or not any(intent.id == "thanks" for intent in intents)):
        return tuple(asked)
    talk = [intent for intent in intents if intent.id in SMALL_TALK]
    return (max(talk, key=lambda intent: SMALL_TALK.index(intent.id)),)


def _guesses(found: list[Found]) -> tuple[Intent, ...]:
    guesses: dict[str, Intent] = {}
    for one in found:
        guesses.setdefault(one.pattern.intent, _intent(one, one.taken))
    return tuple(guesses.values())[:_GUESSES]


def is_settled(chosen: tuple[Intent, ...], found: list[Found], asking: bool) -> bool:
    """Whether one intent is so sure that nothing need be compared: by itself, or for want of any rival.

    asking: the message asks for something; what is merely stated beside it is no rival then, least of all of "can it be
    renewed?", which leaves nothing open as "how does that go?" does.
    """
    if len(chosen) != 1 or chosen[0].score < _UNRIVALLED:
        return False
    if chosen[0].score >= CERTAIN:
        return True
    return not any(_rivals(one, chosen[0], asking) for one in found)


def _rivals(one: Found, chosen: Intent, asking: bool) -> bool:
    if one.pattern.intent == chosen.id:
        return False
    if one.sentence.asks or not asking:
        return one.score >= SURE
    return chosen.id != "can_renew" and one.score >= _STATED_RIVAL


def thin(chosen: tuple[Intent, ...], sentences: list[Sentence], like: Mapping[str, float]) -> tuple[Intent, ...]:
    """Several intents without those that the text is not at all like, compared with the one it is most like.

    One that is certain, or asked in a sentence of its own, stays: the text as a whole may be like the other question.
    """
    bar = _THIN * max(like.values(), default=0.0)
    kept = tuple(
        one
        for one in chosen
        if one.score >= CERTAIN or _asked_apart(one, chosen, sentences) or _likeness(one, like) >= bar
    )
    return kept or chosen


def _asked_apart(intent: Intent, chosen: tuple[Intent, ...], sentences: list[Sentence]) -> bool:
    for one in sentences:
        first, end = one.hits[0].start, one.hits[-1].end
        if one.asks and first <= intent.start < end:
            return sum(first <= other.start < end for other in chosen) == 1
    return False


def _likeness(intent: Intent, like: Mapping[str, float]) -> float:
    return max(like.get(intent.id, 0.0), like.get(f"{intent.id}/{intent.topic}", 0.0))
