"""The judgement on a message that wordings leave in doubt: what they say and what it is like, weighed together."""

from collections.abc import Mapping

from bot.core.intent.choice import POLITE, Found
from bot.core.model import SURE, Intent

TELLS = "tells"
"""The act whose examples ask for nothing: a bare product name, a date."""
_PATTERN_WEIGHT = 40.0
_PATTERN_BASE = 0.3
"""Likeness is a sum of logarithms; a pattern of score s counts as 40 × (s - 0.3), by cross-validation."""
_NOTHING = 8.0
"""What is less like anything than this is like nothing."""
_FAINT = 25.0
"""Guesses from less than this would be offered at random."""
_CLOSE = 6.0
_CLEAR = 25.0
_STATED = 12.0
"""What asks for nothing is this much more likely only to tell something."""
_GUESSES = 3


def exactly(key: str, found: list[Found], score: float) -> tuple[Intent, ...]:
    """The intent of an example that was typed word for word."""
    intent, _, topic = key.partition("/")
    return () if intent == TELLS else (Intent(intent, score, 0, topic or _topic(intent, found)),)


def judge(
    chosen: tuple[Intent, ...], found: list[Found], like: Mapping[str, float], asking: bool
) -> tuple[Intent, ...]:
    """chosen: at most one intent by patterns, or guesses; like: how like the examples of each key the text is;
    asking: the message asks for something.

    The stronger of both, less sure the closer the next one is; up to three guesses if that is too close.
    """
    total = _totals(found, like)
    if asking:
        total = {key: value for key, value in total.items() if key not in POLITE}
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
