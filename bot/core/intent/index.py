"""The wordings of all languages, made ready once so that a question is compared with few of them.

Concepts of the same name in two languages are one concept: "how do I make that ライセンス申込書" is read by the
English wording and the Japanese word.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.core.intent import lexicon, pattern
from bot.core.intent.lexicon import Lexicon
from bot.core.intent.pattern import Pattern
from bot.core.knowledge import Phrases
from bot.core.model import Language

FILLER = "filler"
"""The concept of words that do not count when a wording with `=` asks that nothing else be said."""
QUESTION = "question"
"""The concept of a question mark, or of か at the end; words may be added to it."""
ASKS = "asks"
"""The concept of words that make a sentence ask for something, so that others are only its background."""
JOINS = "joins"
"""The concept of words that, alone in a sentence, belong to the sentence before: "I want to renew. Possible?"."""
BREAK = "break"
"""The concept of words before which a new question begins: "and how", それと."""


@dataclass(frozen=True, slots=True)
class Index:
    """`patterns`: by the bit of the concept through which each is found; `keys`: all these bits. `filler`,
    `question`, `asks`, `joins`: the bits of these concepts. `breaks`: where a sentence begins."""

    lexicon: Lexicon
    patterns: Mapping[int, tuple[Pattern, ...]]
    keys: int
    filler: int
    question: int
    asks: int
    joins: int
    breaks: re.Pattern[str]


@dataclass(slots=True)
class _Bits:
    """Hands out one bit for each concept and each run of literal words. A concept that is made of others
    (`<how>` among its words) has their bits as well."""

    given: dict[tuple[str, bool], int] = field(default_factory=dict)
    made_of: dict[str, set[str]] = field(default_factory=dict)

    def own(self, name: str, literal: bool) -> int:
        return self.given.setdefault((name, literal), 1 << len(self.given))

    def of(self, name: str, literal: bool) -> int:
        bits = self.own(name, literal)
        for other in () if literal else self.made_of.get(name, ()):
            bits |= self.of(other, False)
        return bits

    def entries(self, phrases: Mapping[Language, Phrases]) -> Iterator[tuple[str, int]]:
        for language in phrases.values():
            for name, words in language.concepts.items():
                for word in words:
                    if not word.startswith("<") and name != BREAK:
                        yield word, self.own(name, False)
        yield from ((run, bit) for (run, literal), bit in self.given.items() if literal)


def prepare(phrases: Mapping[Language, Phrases]) -> Index:
    """phrases: the wordings of each language. Out: what `find` needs; build it once, it never changes.

    Raises ValueError, in a plain sentence, for a wording that cannot be read or names an unknown concept.
    """
    bits = _Bits()
    for language in phrases.values():
        for name, words in language.concepts.items():
            bits.own(name, False)
            others = {word.strip("<>") for word in words if word.startswith("<")} - {name}
            bits.made_of.setdefault(name, set()).update(others)
    known = len(bits.given)
    patterns = list(dict.fromkeys(_patterns(phrases, bits)))
    unknown = [name for (name, literal), _ in list(bits.given.items())[known:] if not literal]
    if unknown:
        raise ValueError(f"a wording names a concept that does not exist: <{unknown[0]}>")
    groups = _by_rarest(patterns)
    special = (bits.of(name, False) for name in (FILLER, QUESTION, ASKS, JOINS))
    return Index(lexicon.build(bits.entries(phrases)), groups, sum(groups), *special, _breaks(phrases))


def _breaks(phrases: Mapping[Language, Phrases]) -> re.Pattern[str]:
    """Where a sentence ends: at its mark, or before a word of `break`."""
    words = [word.lower() for one in phrases.values() for word in one.concepts.get(BREAK, ())]
    before = [rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words]
    marks = r"[。!?;\n]+|\.+(?=\s|$)|…+"
    return re.compile("|".join([marks, *(f"(?={word})" for word in before)]))


def _patterns(phrases: Mapping[Language, Phrases], bits: _Bits) -> Iterator[Pattern]:
    for language in phrases.values():
        for key, wordings in language.intents.items():
            for wording in wordings:
                yield pattern.parse(key, wording, bits.of)
        for key, wordings in language.acts.items():
            for wording in wordings:
                yield pattern.parse(key, wording, bits.of, act=True)


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
