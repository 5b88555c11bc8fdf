"""The catalogue made ready for matching."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.knowledge import Catalogue
from bot.core.model import LineId
from bot.core.product import phrase, stance
from bot.core.product.lexicon import Keys, Vocabulary, Word
from bot.core.product.name import Head, Ids, heads
from bot.core.product.scan import Lexicon
from bot.core.product.spelling import fold, lengths, normal
from bot.core.product.stance import Stances
from bot.core.product.typo import buckets


@dataclass(frozen=True, slots=True)
class Index:
    """What `find` needs.

    `lines`: of each set of products that a name may mean; `phrases`: by their first two words (or only one),
    longest first; `loose`: what may stand between a product and its platform; `within`: what may stand between
    a product and the license it came with; `brands`: the maker's name, as it is written.
    """

    lexicon: Lexicon
    heads: Mapping[int, Head]
    phrases: Mapping[Keys, tuple[phrase.Phrase, ...]]
    lines: Mapping[Ids, tuple[LineId, ...]]
    loose: re.Pattern[str]
    within: re.Pattern[str]
    stances: Stances
    brands: frozenset[str] = frozenset()


def prepare(catalogue: Catalogue) -> Index:
    """The index of a catalogue; built once, when the knowledge is loaded."""
    words = Vocabulary()
    words.learn((*catalogue.spellings, *((catalogue.brands,) if catalogue.brands else ())))
    brand = words.keys(catalogue.brands[0])[0] if catalogue.brands else ""
    ordinary = {words.keys(everyday, whole=True) for everyday in catalogue.ordinary}
    phrases = phrase.phrases(catalogue, words, ordinary)
    clues = {some.keys for some in phrases if some.kind == "clue"}
    named = heads(catalogue.products, words, brand, ordinary, clues)
    return Index(
        lexicon=_lexicon(catalogue, words, brand, phrases),
        heads=named,
        phrases=phrase.by_beginning(phrases),
        lines=_lines(catalogue, named.values()),
        loose=_run_of(catalogue.between, _NAME),
        within=_run_of(catalogue.within, " "),
        stances=stance.prepare(catalogue.denials, catalogue.doubts),
        brands=frozenset(catalogue.brands),
    )


def _lines(catalogue: Catalogue, named: Iterable[Head]) -> dict[Ids, tuple[LineId, ...]]:
    """The lines of each set of products that a name may mean, likeliest first."""
    of = {product.id: product.lines for product in catalogue.products}
    sets = {ids for head in named for ids in (head.bare, *head.platforms.values())}
    return {ids: tuple(dict.fromkeys(line for one in ids for line in of[one])) for ids in sets}


def _lexicon(catalogue: Catalogue, words: Vocabulary, brand: str, phrases: list[phrase.Phrase]) -> Lexicon:
    spoken = {key for some in phrases for key in some.keys}
    openings = {some.keys[0] for some in phrases}
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
    rivals = {keys[0] for rival in catalogue.rivals if len(keys := words.keys(rival, whole=True)) == 1}
    named = {spelling for spelling, word in live.items() if word.mask and len(spelling) >= 4}
    return {word for word in named | rivals if word in live and len(word) >= (7 if word in rivals else 4)} - abbreviated


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
