"""The catalogue made ready for matching."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.core.knowledge import Catalogue
from bot.core.model import LineId, ProductId
from bot.core.product.lexicon import Keys, Vocabulary, Word
from bot.core.product.name import Head, heads
from bot.core.product.scan import Lexicon
from bot.core.product.spelling import fold, lengths, normal
from bot.core.product.typo import buckets

Kind = Literal["clue", "rival", "ordinary"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that belong together in this order: a clue (with its lines), a rival, or an everyday phrase.

    `capital`: a single word that counts only where it is not typed in small letters ("Standard").
    """

    keys: Keys
    kind: Kind
    lines: tuple[LineId, ...] = ()
    proposes: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """What `find` needs.

    `phrases`: by their first two words (or only one), longest first; `loose`: what may stand between a product
    and its platform; `within`: what may stand between a product and the license it came with.
    """

    lexicon: Lexicon
    heads: Mapping[int, Head]
    phrases: Mapping[Keys, tuple[Phrase, ...]]
    lines: Mapping[ProductId, tuple[LineId, ...]]
    loose: re.Pattern[str]
    within: re.Pattern[str]


def prepare(catalogue: Catalogue) -> Index:
    """The index of a catalogue; built once, when the knowledge is loaded."""
    words = Vocabulary()
    words.learn((*catalogue.spellings, *((catalogue.brands,) if catalogue.brands else ())))
    brand = words.keys(catalogue.brands[0])[0] if catalogue.brands else ""
    ordinary = {words.keys(phrase, whole=True) for phrase in catalogue.ordinary}
    phrases = _phrases(catalogue, words, ordinary)
    clues = {phrase.keys for phrase in phrases if phrase.kind == "clue"}
    named = heads(catalogue.products, words, brand, ordinary, clues)
    return Index(
        lexicon=_lexicon(catalogue, words, brand, phrases),
        heads=named,
        phrases=_by_beginning(phrases),
        lines={product.id: product.lines for product in catalogue.products},
        loose=_run_of(catalogue.between, _NAME),
        within=_run_of(catalogue.within, " "),
    )


def _phrases(catalogue: Catalogue, words: Vocabulary, ordinary: set[Keys]) -> list[Phrase]:
    found = [
        Phrase(words.keys(phrase), "clue", clue.lines, clue.proposes, phrase.isalpha() and phrase[0].isupper())
        for clue in catalogue.clues
        for phrase in clue.words
    ]
    found += [Phrase(words.keys(phrase, whole=True), "rival") for phrase in catalogue.rivals]
    return found + [Phrase(keys, "ordinary") for keys in ordinary if len(keys) > 1]


def _by_beginning(phrases: Iterable[Phrase]) -> dict[Keys, tuple[Phrase, ...]]:
    found: dict[Keys, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        found[phrase.keys[:2]].append(phrase)
    return {keys: tuple(sorted(some, key=lambda p: -len(p.keys))) for keys, some in found.items()}


def _lexicon(catalogue: Catalogue, words: Vocabulary, brand: str, phrases: list[Phrase]) -> Lexicon:
    spoken = {key for phrase in phrases for key in phrase.keys}
    openings = {phrase.keys[0] for phrase in phrases}
    live: dict[str, Word] = {}
    for spelling, keys in words.spelled.items():
        mask = 0
        for key in keys:
            mask |= words.bits.get(key, 0)
        if mask or spoken.intersection(keys):
            live[spelling] = Word(
                keys, mask, keys == (brand,), len(keys) == 1 and keys[0] in openings, keys[0] if len(keys) == 1 else ""
            )
    latin = {spelling: word for spelling, word in live.items() if spelling < "ぁ"}
    parts = {spelling: word for spelling, word in latin.items() if word.mask and len(spelling) >= 3}
    firsts, seconds = _halves(words)
    japanese = [spelling for spelling in words.spelled if spelling >= "ぁ"]
    return Lexicon(
        first=_first(japanese),
        known=lengths(japanese),
        words={**dict.fromkeys(words.spelled), **live},
        idle=frozenset(spelling for spelling in words.spelled if spelling < "ぁ") - live.keys() - firsts - seconds,
        joins={spelling: live[spelling] for spelling in words.joins if spelling in live},
        halves=firsts,
        near=buckets(_mistypeable(catalogue, words, live)),
        parts=parts,
        openings=frozenset(spelling[:3] for spelling in parts),
        longest=max(map(len, parts), default=0),
    )


def _mistypeable(catalogue: Catalogue, words: Vocabulary, live: Mapping[str, Word]) -> set[str]:
    """Spellings in which a slip is forgiven: words of names and rivals; never abbreviations (EES, EEA)."""
    abbreviated = {
        fold(normal(some))
        for some in (
            *(alias for product in catalogue.products for alias in product.aliases),
            *(spelling for group in catalogue.spellings for spelling in group),
        )
        if some.isalpha() and some.isascii() and some.isupper() and len(some) <= 5
    }
    rivals = {key for phrase in catalogue.rivals for key in words.keys(phrase, whole=True) if len(key) >= 6}
    named = {spelling for spelling, word in live.items() if word.mask and len(spelling) >= 4}
    return {word for word in (named | rivals) & live.keys() if not word.isdecimal()} - abbreviated


def _halves(words: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """How the words begin, and how they end, that may be typed in two."""
    cuts = [(joined[:n], joined[n:]) for joined in words.joins for n in range(1, len(joined))]
    return frozenset(first for first, _ in cuts), frozenset(second for _, second in cuts)


def _first(japanese: Iterable[str]) -> re.Pattern[str]:
    """Where a word begins: a run of letters, any katakana, or a character that begins a known word."""
    starts = "".join(re.escape(character) for character in {spelling[0] for spelling in japanese})
    return re.compile(f"[a-z0-9ァ-ヺ{starts}](?:(?<=[a-z0-9])[a-z0-9]*)?")


_NAME = r"[ \t\-‐‑–_・/&+()\[\]「」『』【】\"'’“”:*`®™]|v(?:er\.? ?)?(?=\d)|\d[\d.]{0,8}|用|版|向け|の"
"""What may stand between a head and its platform inside a name: marks, a version, and the words of "for"."""


def _run_of(words: Iterable[str], marks: str) -> re.Pattern[str]:
    """A pattern of any number of these words and marks.

    Possessive: a part once taken is never given back, so no text makes it slow.
    """
    phrases = sorted({normal(word) for word in words}, key=len, reverse=True)
    latin = "|".join(re.escape(phrase) for phrase in phrases if "a" <= phrase < "ぁ")
    rest = [re.escape(phrase) for phrase in phrases if not "a" <= phrase < "ぁ"]
    whole = [f"(?<![a-z])(?:{latin})(?![a-z])"] if latin else []
    return re.compile(f"(?:{'|'.join([*whole, *rest, marks])})*+")
