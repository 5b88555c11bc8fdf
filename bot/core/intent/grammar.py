"""From wordings as they are written to an index.

Concepts of the same name in two languages are one concept: "how do I make that ライセンス申込書" is read by the
English wording and the Japanese word.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.core.intent import asserting, lexicon, likeness, pattern, sentence
from bot.core.intent.index import (
    ASKS,
    BETWEEN,
    BREAK,
    ELSEWHERE,
    FILLER,
    JOINS,
    NAMED,
    OURS,
    PLEADS,
    QUESTION,
    RENEWING,
    SPELT,
    TOLD,
    WONDERS,
    Index,
    Weights,
)
from bot.core.intent.pattern import Pattern
from bot.core.knowledge import Phrases
from bot.core.model import IntentId, Language

_TELLING = 0.65
"""A wording at least so sure tells its topic even if its parts stand in different sentences."""


@dataclass(slots=True)
class _Bits:
    """Hands out one bit for each concept and each run of literal words. A concept that is made of others
    (`<how>` among its words) has their bits as well."""

    given: dict[tuple[str, bool], int] = field(default_factory=dict)
    made_of: dict[str, set[str]] = field(default_factory=dict)
    whole: dict[str, int] = field(default_factory=dict)

    def own(self, name: str, literal: bool) -> int:
        return self.given.setdefault((name, literal), 1 << len(self.given))

    def of(self, names: str, literal: bool) -> int:
        """The bits of `how|renew`, or the one of literal words."""
        if literal:
            return self.own(names, True)
        if names not in self.whole:
            bits = 0
            for name in names.split("|"):
                bits |= self._whole(name.strip())
            self.whole[names] = bits
        return self.whole[names]

    def _whole(self, name: str) -> int:
        bits, seen, waiting = 0, {name}, [name]
        while waiting:
            bits |= self.own(one := waiting.pop(), False)
            fresh = self.made_of.get(one, set()) - seen
            seen |= fresh
            waiting += fresh
        return bits

    def entries(self, phrases: Mapping[Language, Phrases]) -> dict[str, int]:
        """The concepts of each folded spelling."""
        found: dict[str, int] = {}
        for language in phrases.values():
            for name, words in language.concepts.items():
                bit = 0 if name == SPELT else self.own(name, False)
                for word in lexicon.fold(words if name not in (BREAK, BETWEEN, WONDERS) else ()):
                    if word and word[0] != "<":
                        found[word] = found.get(word, 0) | bit
        literal = [(run, bit) for (run, is_literal), bit in self.given.items() if is_literal]
        for word, (_, bit) in zip(lexicon.fold(run for run, _ in literal), literal, strict=False):
            found[word] = found.get(word, 0) | bit
        return found


def prepare(phrases: Mapping[Language, Phrases]) -> Index:
    """phrases: the wordings of each language. Out: what `find` needs; build it once, it never changes.

    Raises ValueError, in a plain sentence, for a wording that cannot be read or names an unknown concept.
    """
    bits = _concepts(phrases)
    known = len(bits.given)
    patterns = list(_patterns(phrases, bits))
    unknown = [name for (name, literal) in list(bits.given)[known:] if not literal]
    if unknown:
        raise ValueError(f"a wording names a concept that does not exist: <{unknown[0]}>")
    filler, question, asks, joins, ours = (bits.of(name, False) for name in (FILLER, QUESTION, ASKS, JOINS, OURS))
    words = lexicon.build(bits.entries(phrases), _listed(phrases, BETWEEN))
    groups = _by_rarest(patterns)
    index = Index(
        lexicon=words,
        patterns=groups,
        topical=_topical(patterns),
        keys=sum(groups),
        filler=filler,
        question=question,
        asks=asks | question,
        told=bits.of(TOLD, False),
        pleads=bits.of(PLEADS, False) | question,
        joins=joins,
        ours=ours,
        named=bits.of(NAMED, False),
        elsewhere=bits.of(ELSEWHERE, False),
        renewing=bits.of(RENEWING, False),
        breaks=_listed(phrases, BREAK),
        wonders=asserting.prepare(_listed(phrases, WONDERS)),
        examples={},
        weights=Weights(),
    )
    return _with_examples(index, list(_examples(phrases)))


def _listed(phrases: Mapping[Language, Phrases], name: str) -> tuple[str, ...]:
    """The words of a concept in all languages, in lower case."""
    return tuple(word.lower() for one in phrases.values() for word in one.concepts.get(name, ()))


def _topical(patterns: list[Pattern]) -> dict[IntentId, tuple[Pattern, ...]]:
    topical: dict[IntentId, list[Pattern]] = {}
    for one in sorted(patterns, key=lambda one: -one.score):
        if one.topic and one.score >= _TELLING and len(one.parts) > 1:
            topical.setdefault(one.intent, []).append(one)
    return {intent: tuple(group) for intent, group in topical.items()}


def _concepts(phrases: Mapping[Language, Phrases]) -> _Bits:
    bits = _Bits()
    for language in phrases.values():
        for name, words in language.concepts.items():
            bits.own(name, False)
            others = {word.strip("<>") for word in words if word.startswith("<")} - {name}
            bits.made_of.setdefault(name, set()).update(others)
    return bits


def _wordings(phrases: Mapping[Language, Phrases]) -> Iterator[tuple[str, str, bool]]:
    for language in phrases.values():
        for act, group in ((False, language.intents), (True, language.acts)):
            for key, wordings in group.items():
                for wording in wordings:
                    yield key, wording, act


def _patterns(phrases: Mapping[Language, Phrases], bits: _Bits) -> Iterator[Pattern]:
    for key, wording, act in dict.fromkeys(_wordings(phrases)):
        if not pattern.is_example(wording):
            yield pattern.parse(key, wording, bits.of, act)


def _by_rarest(patterns: list[Pattern]) -> dict[int, tuple[Pattern, ...]]:
    """Each pattern once under each concept of its rarest part, so that common words lead to few patterns."""
    uses = Counter(one for found in patterns for part in found.parts for one in _single_bits(part))
    groups: dict[int, list[Pattern]] = {}
    for found in patterns:
        rarest = min(found.parts, key=lambda part: sum(uses[one] for one in _single_bits(part)))
        for one in _single_bits(rarest):
            groups.setdefault(one, []).append(found)
    return {one: tuple(group) for one, group in groups.items()}


def _single_bits(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest
        bits ^= lowest


def _examples(phrases: Mapping[Language, Phrases]) -> Iterator[tuple[str, str]]:
    """(Intent, intent/topic or act; lower-case sentence)."""
    for key, wording, _ in _wordings(phrases):
        if pattern.is_example(wording):
            yield key, lexicon.respelt(wording.lower())


def _with_examples(index: Index, examples: list[tuple[str, str]]) -> Index:
    read = ((key, likeness.features(sentence.meaning(text, index), text)) for key, text in examples)
    return replace(
        index,
        examples={sentence.letters(text): key for key, text in examples},
        weights=likeness.learn(read),
    )
