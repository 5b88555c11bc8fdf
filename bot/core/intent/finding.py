"""From a text to intents: the wordings that fit, what it is like, and a judgement on both."""

from dataclasses import replace
from typing import NamedTuple

from bot.core.intent import asserting, choice, judgement, lexicon, likeness, pattern, sentence
from bot.core.intent.choice import SECOND, Found
from bot.core.intent.index import Index
from bot.core.intent.scan import respell
from bot.core.intent.sentence import Sentence
from bot.core.model import RENEWAL, SURE, About, Intent, Utterance

_ACROSS = 0.8
"""A wording whose parts stand in different sentences counts this much."""
_BACKGROUND = 0.7
"""What is stated counts less where something else is asked."""
_RESPELT = 0.9
_LONGEST = 500
"""Characters in which an example is looked for."""
_WITHIN = 0.75
"""How sure an example makes us that stands within a longer text that nothing else explains."""
_TELLING = 8
"""Letters that such an example must have."""
_LIKE_ALONE = 0.45
"""How sure likeness makes us of a message that names nothing of the desk's subject and that no wording fits."""
_UNREAD = 4
"""Letters that must be left unread before a question is held to be about something else."""


class Heard(NamedTuple):
    """What was heard in a text: intents, acts, and whether any word has to do with the desk's subject: "elsewhere" is
    none of it, and something else that is renewed (a passport) is named."""

    intents: tuple[Intent, ...]
    acts: frozenset[str]
    about: About


def find(utterance: Utterance, index: Index) -> Heard:
    """What a person wants, most important first, and the moves they make (affirm, deny, doubt, …).

    Small talk around a question is left out. Scores are 0 to 1; if all are below 0.5, up to three guesses.
    Empty if nothing asks for anything, as in a bare product name or date.
    """
    folded = lexicon.respelt(utterance.folded)
    heard = _find(folded, index)
    if not heard.intents or heard.intents[0].score < SURE or _is_beside_ours(heard):
        righted = respell(index.lexicon, folded)
        if righted != folded:
            again = _find(righted, index)
            better = tuple(replace(one, score=one.score * _RESPELT, start=0) for one in again.intents)
            if better and _is_better(better[0], again, heard):
                return Heard(better, heard.acts | again.acts, again.about)
    return heard


def _is_beside_ours(heard: Heard) -> bool:
    """Whether a message seems to have nothing to do with the desk; with a slip in every word it may all the same."""
    return heard.about != "ours" and [one.id for one in heard.intents] == [choice.UNRELATED.id]


def _is_better(found: Intent, again: Heard, heard: Heard) -> bool:
    """Whether what is heard once slips are put right goes before what was heard at first."""
    if _is_beside_ours(heard):
        return again.about == "ours" and found.id in RENEWAL and found.score >= SURE
    return not heard.intents or found.score > heard.intents[0].score


def _find(folded: str, index: Index) -> Heard:
    sentences = sentence.read(folded, index)
    asking = any(one.asks for one in sentences)
    said = sentence.concepts(sentences)
    found = []
    for one in sentences:
        found += _matches(one, index, folded, _BACKGROUND if asking and not one.asks else 1.0)
    if len(sentences) > 1 and not any(one.score >= SECOND and not one.pattern.act for one in found):
        found += _matches(sentence.whole(sentences, index), index, folded, _ACROSS)
    acts = frozenset([one.pattern.intent for one in found if one.pattern.act])
    fitting = [one for one in found if not one.pattern.act and pattern.holds(one.pattern, said)]
    intents = _intents(fitting, asking, sentences, folded, index)
    if intents == (choice.UNRELATED,) and acts:
        intents = ()
    if len(sentences) > 1:
        intents = tuple(_with_topic(intent, sentences, index) for intent in intents)
    return Heard(intents, acts, _about(said, index))


def _about(said: int, index: Index) -> About:
    """said: the concepts of the whole text."""
    if said & index.elsewhere and not said & index.named:
        return "elsewhere"
    return "ours" if said & index.ours else "nothing"


def _ours(sentences: list[Sentence], index: Index) -> bool:
    return any(one.concepts & index.ours for one in sentences)


def _intents(
    found: list[Found], asking: bool, sentences: list[Sentence], folded: str, index: Index
) -> tuple[Intent, ...]:
    """By an example that was typed word for word; or by wordings; or, if they leave doubt, by likeness too."""
    letters = sentence.letters(folded[:_LONGEST])
    if letters in index.examples:
        return judgement.exactly(index.examples[letters], found, 1.0)
    chosen = choice.choose(found, asking)
    if choice.is_settled(chosen, found, asking) or (chosen and chosen[0].id in choice.POLITE and not asking):
        return chosen
    like = likeness.compare(index.weights, likeness.features(sentence.concepts(sentences) & ~index.filler, folded))
    if len(chosen) > 1 and chosen[0].score >= SURE:
        return choice.thin(chosen, sentences, like)
    judged = judgement.judge(chosen, found, like, asking)
    if not found and not _ours(sentences, index):
        judged = tuple(map(_doubted, judged))
    if not (judged and judged[0].score >= SURE):
        within = max((one for one in index.examples if one in letters), key=len, default="")
        if len(within) >= _TELLING:
            return judgement.exactly(index.examples[within], found, _WITHIN) or judged
    sure = bool(chosen) and chosen[0].score >= SURE and judged and judged[0].score >= SECOND
    if asking and not sure and _is_foreign(sentences, folded, index):
        return (choice.UNRELATED,)
    return judged


def _doubted(intent: Intent) -> Intent:
    """An intent that only likeness tells, of a message that names nothing of ours: a verdict would be a guess."""
    return replace(intent, score=min(intent.score, _LIKE_ALONE)) if intent.id == "can_renew" else intent


def _is_foreign(sentences: list[Sentence], folded: str, index: Index) -> bool:
    """Whether a question has nothing of the desk's subject in it, and much of it means nothing here."""
    if _ours(sentences, index):
        return False
    letters = sum(map(str.isalnum, folded))
    read = sum(hit.end - hit.start for one in sentences for hit in one.hits if hit.concepts != index.filler)
    read = max(read, likeness.known_letters(index.weights, folded))
    return letters - read > max(_UNREAD, letters * 2 // 5)


def _with_topic(intent: Intent, sentences: list[Sentence], index: Index) -> Intent:
    """The topic may be told in another sentence: "We use version 8. What is left after renewing?"."""
    if intent.topic is None and intent.id in index.topical:
        everything = sentence.whole(sentences, index)
        for candidate in index.topical[intent.id]:
            if pattern.may_match(candidate, everything.concepts) and pattern.match(candidate, everything.hits):
                return replace(intent, topic=candidate.topic)
    return intent


def _matches(one: Sentence, index: Index, folded: str, factor: float) -> list[Found]:
    found = []
    concepts, hits = one.concepts, one.hits
    keys = concepts & index.keys
    while keys:
        lowest = keys & -keys
        keys ^= lowest
        for candidate in index.patterns[lowest]:
            must = candidate.must
            if must & concepts != must or not pattern.may_match(candidate, concepts):
                continue
            taken = pattern.match(candidate, hits)
            if not taken or (candidate.alone and not _says_nothing_else(one, taken, folded, index.filler)):
                continue
            if not (candidate.said and _is_asked(one, taken, folded, index)):
                found.append(Found(candidate, one, taken, candidate.score * factor))
    return found


def _is_asked(one: Sentence, taken: int, folded: str, index: Index) -> bool:
    """Whether the first of the hits taken is in words that ask or doubt."""
    hit = next(hit for number, hit in enumerate(one.hits) if taken >> number & 1)
    begin, stop = asserting.clause(folded, hit.start, hit.end)
    renewing = any(other.concepts & index.renewing and begin <= other.start < stop for other in one.hits)
    return asserting.is_asked(folded, hit.start, hit.end, renewing, index.wonders)


def _says_nothing_else(one: Sentence, taken: int, folded: str, filler: int) -> bool:
    letters = sum(map(str.isalnum, folded))
    if letters > 60:
        return False
    for number, hit in enumerate(one.hits):
        if taken >> number & 1 or hit.concepts & filler:
            letters -= sum(map(str.isalnum, folded[hit.start : hit.end]))
    return letters <= 1
