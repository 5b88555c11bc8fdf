"""Words that mean something together: clues, rivals, and everyday phrases that are no product."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.core.knowledge import Catalogue
from bot.core.model import LineId
from bot.core.product.lexicon import Keys, Vocabulary

Kind = Literal["clue", "rival", "ordinary"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that belong together in this order: a clue (with its lines), a rival, or an everyday phrase.

    `proposes`, `platform`: see `model.Clue`. `capital`: a single word that counts only where it is not typed in small
    letters ("Standard").
    """

    keys: Keys
    kind: Kind
    lines: tuple[LineId, ...] = ()
    proposes: bool = False
    platform: bool = False
    capital: bool = False


def phrases(catalogue: Catalogue, words: Vocabulary, ordinary: set[Keys]) -> list[Phrase]:
    """Every phrase of a catalogue. ordinary: the keys of its everyday words and phrases."""
    found = [
        Phrase(
            words.keys(phrase),
            "clue",
            clue.lines,
            clue.proposes,
            clue.platform,
            capital=phrase.isalpha() and phrase[0].isupper(),
        )
        for clue in catalogue.clues
        for phrase in clue.words
    ]
    found += [Phrase(words.keys(phrase, whole=True), "rival") for phrase in catalogue.rivals]
    return found + [Phrase(keys, "ordinary") for keys in ordinary if len(keys) > 1]


def by_beginning(phrases: Iterable[Phrase]) -> dict[Keys, tuple[Phrase, ...]]:
    """Phrases by their first two words (by the only one), longest first."""
    found: dict[Keys, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        found[phrase.keys[:2]].append(phrase)
    return {keys: tuple(sorted(some, key=lambda p: -len(p.keys))) for keys, some in found.items()}
