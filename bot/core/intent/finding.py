"""From sentences to intents: every wording that fits, then the best, then what is left over for a second one."""

from dataclasses import replace

from bot.core.intent import pattern, sentence
from bot.core.intent.index import Index
from bot.core.intent.lexicon import respell
from bot.core.intent.pattern import Pattern
from bot.core.intent.sentence import Sentence
from bot.core.model import Intent, Utterance

SMALL_TALK = ("greeting", "thanks", "help")
SURE = 0.5
"""Below this the desk asks back; the likeliest are returned for its buttons."""
_SECOND = 0.75
_ACROSS = 0.8
_RESPELT = 0.9
_BACKGROUND = 0.7
"""What is stated counts less where something else is asked."""
_GUESSES = 3

Found = tuple[Pattern, Sentence, int, float]


def find(utterance: Utterance, index: Index) -> tuple[tuple[Intent, ...], frozenset[str]]:
    """What a person wants, most important first, and the moves they make (affirm, deny, doubt, …).

    Small talk around a question is left out. Scores are 0 to 1; if all are below 0.5, up to three guesses.
    Empty if nothing asks for anything, as in a bare product name or date.
    """
    intents, acts = _find(utterance.folded, index)
    if not intents or intents[0].score < SURE:
        respelt = respell(index.lexicon, utterance.folded)
        if respelt != utterance.folded:
            again, more_acts = _find(respelt, index)
            better = tuple(Intent(i.id, i.score * _RESPELT, 0, i.topic) for i in again)
            if better and (not intents or better[0].score > intents[0].score):
                return better, acts | more_acts
    return intents, acts


def _find(folded: str, index: Index) -> tuple[tuple[Intent, ...], frozenset[str]]:
    sentences = sentence.read(folded, index)
    asking = any(one.asks for one in sentences)
    found: list[Found] = []
    for one in sentences:
        found += _matches(one, index, folded, _BACKGROUND if asking and not one.asks else 1.0)
    across: list[Found] = []
    if len(sentences) > 1:
        across = _matches(sentence.whole(sentences, index), index, folded, _ACROSS)
        if not any(f[3] >= _SECOND and not f[0].act for f in found):
            found += across
    acts = frozenset(one.intent for one, _, _, _ in found if one.act)
    intents = _choose([one for one in found if not one[0].act], asking)
    return tuple(_with_topic(intent, across) for intent in intents), acts


def _with_topic(intent: Intent, across: list[Found]) -> Intent:
    """The topic may be told in another sentence: "We use version 8. What is left after renewing?"."""
    if intent.topic is None:
        for candidate, _, _, score in across:
            if candidate.intent == intent.id and candidate.topic and score >= SURE:
                return replace(intent, topic=candidate.topic)
    return intent


def _matches(one: Sentence, index: Index, folded: str, factor: float) -> list[Found]:
    found = []
    concepts = one.concepts
    keys = concepts & index.keys
    while keys:
        lowest = keys & -keys
        keys ^= lowest
        for candidate in index.patterns[lowest]:
            if not pattern.may_match(candidate, concepts):
                continue
            taken = pattern.match(candidate, one.hits)
            if taken and (not candidate.alone or _says_nothing_else(one, taken, folded, index.filler)):
                found.append((candidate, one, taken, candidate.score * factor))
    return found


def _says_nothing_else(one: Sentence, taken: int, folded: str, filler: int) -> bool:
    letters = sum(map(str.isalnum, folded))
    if letters > 60:
        return False
    for number, hit in enumerate(one.hits):
        if taken >> number & 1 or hit.concepts & filler:
            letters -= sum(map(str.isalnum, folded[hit.start : hit.end]))
    return letters <= 1


def _choose(found: list[Found], asking: bool) -> tuple[Intent, ...]:
    """The best reading of each sentence and, of the words that it left over, the next."""
    found.sort(key=_rank, reverse=True)
    chosen: dict[str, Intent] = {}
    used: dict[int, int] = {}
    for candidate, where, taken, score in found:
        id_ = candidate.intent
        spent = used.get(id(where), 0)
        if score < SURE or id_ in chosen:
            if id_ in chosen and not taken & spent:
                used[id(where)] = spent | taken
            continue
        if chosen and score < _SECOND and id_ not in SMALL_TALK:
            continue
        if taken & spent:
            taken = pattern.match(candidate, where.hits, spent)
            if not taken:
                continue
        used[id(where)] = spent | taken
        chosen[id_] = Intent(id_, score, where.hits[_first(taken)].start, candidate.topic)
    if not chosen:
        return _guesses(found)
    return _without_small_talk(sorted(chosen.values(), key=lambda intent: intent.start), asking)


def _rank(found: Found) -> tuple[bool, float, int]:
    candidate, where, taken, score = found
    covered = sum(hit.end - hit.start for number, hit in enumerate(where.hits) if taken >> number & 1)
    return candidate.intent not in SMALL_TALK, round(score, 3), covered


def _first(taken: int) -> int:
    return (taken & -taken).bit_length() - 1


def _without_small_talk(intents: list[Intent], asking: bool) -> tuple[Intent, ...]:
    asked = [intent for intent in intents if intent.id not in SMALL_TALK]
    if asked and (asking or not any(intent.id == "thanks" for intent in intents)):
        return tuple(asked)
    talk = [intent for intent in intents if intent.id in SMALL_TALK]
    return (max(talk, key=lambda intent: SMALL_TALK.index(intent.id)),)


def _guesses(found: list[Found]) -> tuple[Intent, ...]:
    guesses: dict[str, Intent] = {}
    for candidate, where, taken, score in found:
        guesses.setdefault(
            candidate.intent,
            Intent(candidate.intent, score, where.hits[_first(taken)].start, candidate.topic),
        )
    return tuple(guesses.values())[:_GUESSES]
