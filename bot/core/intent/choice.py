"""The choice among everything that fits: the best of each sentence, then what is left over for a second intent."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.core.intent import pattern
from bot.core.intent.pattern import Pattern
from bot.core.intent.sentence import Sentence
from bot.core.model import Intent

SURE = 0.5
"""Below this the desk asks back; the likeliest are returned for its buttons."""
SECOND = 0.75
"""A second intent must be at least this sure."""
SMALL_TALK = ("greeting", "thanks", "help")
_POLITE = SMALL_TALK[:2]
"""Small talk that asks for nothing."""
TELLS = "tells"
"""The act whose examples ask for nothing: a bare product name, a date."""
FOREIGN = Intent("out_of_scope", 0.55, 0, "other")
"""What a question is that has nothing to do with the desk."""
_GUESSES = 3
_CERTAIN = 0.95
_STATED_RIVAL = 0.65
"""What is merely stated beside a question must be this sure to be its rival."""
_UNRIVALLED = 0.75
_PATTERN_WEIGHT = 40.0
_PATTERN_BASE = 0.3
"""Likeness is a sum of logarithms; a pattern of score s counts as 40 × (s - 0.3), by cross-validation."""
_NOTHING = 8.0
"""What is less like anything than this is like nothing."""
_FAINT = 25.0
"""Guesses from less than this would be offered at random."""
_CLOSE = 6.0
_CLEAR = 25.0
_THIN = 0.3
_STATED = 12.0
"""What asks for nothing is this much more likely only to tell something."""


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
    used: dict[int, int] = {}
    for one in found:
        id_, spent = one.pattern.intent, used.get(id(one.sentence), 0)
        taken = one.taken
        if id_ in chosen and not taken & spent:
            used[id(one.sentence)] = spent | taken
        if one.score < SURE or id_ in chosen or not _may_be_second(one, bool(chosen)):
            continue
        if taken & spent:
            taken = pattern.match(one.pattern, one.sentence.hits, spent)
        if taken:
            used[id(one.sentence)] = spent | taken
            chosen[id_] = _intent(one, taken)
    if not chosen:
        return _guesses(found)
    return _without_small_talk(sorted(chosen.values(), key=lambda intent: intent.start), asking)


def _may_be_second(one: Found, any_chosen: bool) -> bool:
    return not any_chosen or one.score >= SECOND or one.pattern.intent in SMALL_TALK


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


def exactly(key: str, found: list[Found], score: float) -> tuple[Intent, ...]:
    """The intent of an example that was typed word for word."""
    intent, _, topic = key.partition("/")
    return () if intent == TELLS else (Intent(intent, score, 0, topic or _topic(intent, found)),)


def is_settled(chosen: tuple[Intent, ...], found: list[Found], asking: bool) -> bool:
    """Whether one intent is so sure that nothing need be compared: by itself, or for want of any rival.

    asking: the message asks for something; what is merely stated beside it is no rival then.
    """
    if len(chosen) != 1 or chosen[0].score < _UNRIVALLED:
        return False
    if chosen[0].score >= _CERTAIN:
        return True
    return not any(_rivals(one, chosen[0], asking) for one in found)


def _rivals(one: Found, chosen: Intent, asking: bool) -> bool:
    bar = SURE if one.sentence.asks or not asking else _STATED_RIVAL
    return one.score >= bar and one.pattern.intent != chosen.id


def thin(chosen: tuple[Intent, ...], sentences: list[Sentence], like: Mapping[str, float]) -> tuple[Intent, ...]:
    """Several intents without those that the text is not at all like, compared with the one it is most like.

    One that is asked in a sentence of its own stays: the text as a whole may be like the other question.
    """
    bar = _THIN * max(like.values(), default=0.0)
    kept = tuple(one for one in chosen if _asked_apart(one, chosen, sentences) or _likeness(one, like) >= bar)
    return kept or chosen


def _asked_apart(intent: Intent, chosen: tuple[Intent, ...], sentences: list[Sentence]) -> bool:
    for one in sentences:
        first, last = one.hits[0].start, one.hits[-1].start
        if one.asks and first <= intent.start <= last:
            return sum(first <= other.start <= last for other in chosen) == 1
    return False


def _likeness(intent: Intent, like: Mapping[str, float]) -> float:
    return max(like.get(intent.id, 0.0), like.get(f"{intent.id}/{intent.topic}", 0.0))


def judge(
    chosen: tuple[Intent, ...], found: list[Found], like: Mapping[str, float], asking: bool
) -> tuple[Intent, ...]:
    """chosen: at most one intent by patterns, or guesses; like: how like the examples of each key the text is;
    asking: the message asks for something.

    The stronger of both, less sure the closer the next one is; up to three guesses if that is too close.
    """
    total = _totals(found, like)
    if asking:
        total = {key: value for key, value in total.items() if key not in _POLITE}
    elif TELLS in total:
        total[TELLS] += _STATED
    ranked = sorted(total, key=total.__getitem__, reverse=True)[: _GUESSES + 1]
    if not ranked or total[ranked[0]] < _NOTHING:
        return chosen
    sure = bool(chosen) and chosen[0].score >= SURE
    if ranked[0] == TELLS or (not sure and total[ranked[0]] - total.get(TELLS, 0.0) < _CLOSE):
        return chosen if sure else ()
    margin = total[ranked[0]] - _next_best(total, ranked[0])
    best = _judged(ranked[0], chosen, found, _sureness(margin))
    if best.score >= SURE:
        return (best,)
    if total[ranked[0]] < _FAINT:
        return chosen
    rivals = {key.partition("/")[0]: key for key in reversed(ranked) if key != TELLS and not _same(key, ranked[0])}
    others = [_judged(key, (), found, best.score) for key in reversed(rivals.values())]
    return best, *others[: _GUESSES - 1]


def _next_best(total: Mapping[str, float], best: str) -> float:
    """The total of the likeliest key of another intent."""
    intent = best.partition("/")[0]
    topics = f"{intent}/"
    return max((total[key] for key in total if key != intent and not key.startswith(topics)), default=0.0)


def _same(key: str, other: str) -> bool:
    """Whether two keys are of one intent: its topics are no rivals."""
    return key.partition("/")[0] == other.partition("/")[0]


def _totals(found: list[Found], like: Mapping[str, float]) -> dict[str, float]:
    best: dict[str, float] = {}
    for one in found:
        key = one.pattern.intent
        topical = f"{key}/{one.pattern.topic}"
        key = topical if topical in like else key
        best[key] = max(best.get(key, 0.0), one.score)
    total = dict(like)
    for key, score in best.items():
        total[key] = total.get(key, 0.0) + _PATTERN_WEIGHT * max(0.0, score - _PATTERN_BASE)
    return total


def _sureness(margin: float) -> float:
    """0.4 where two intents are as likely, 0.5 at a close margin, rising to 0.9 at a clear one."""
    if margin < _CLOSE:
        return 0.4 + 0.1 * margin / _CLOSE
    return 0.5 + 0.4 * min(1.0, (margin - _CLOSE) / (_CLEAR - _CLOSE))


def _judged(key: str, chosen: tuple[Intent, ...], found: list[Found], score: float) -> Intent:
    id_, _, topic = key.partition("/")
    for intent in chosen:
        if intent.id == id_:
            sure = max(score, intent.score) if score >= SURE else score
            return Intent(id_, sure, intent.start, intent.topic or topic or None)
    return Intent(id_, score, 0, topic or _topic(id_, found))


def _topic(intent: str, found: list[Found]) -> str | None:
    for one in found:
        if one.pattern.intent == intent and one.pattern.topic and one.score >= SURE:
            return one.pattern.topic
    return None
