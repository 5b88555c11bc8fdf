"""How a word may be written: kana folded to one spelling, and words found in text that has no spaces.

Japanese writes the same word with or without ー and ・, with small or large kana, with ヴ or ブ.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

_SMALL, _LARGE = "ァィゥェォャュョヮヂヅヴ", "アイウエオヤユヨワジズブ"
_DROPPED = "ー・ッ"
_FOLD = str.maketrans({**dict(zip(_SMALL, _LARGE, strict=True)), **dict.fromkeys(_DROPPED)})
_FOLDS = re.compile(f"[{_SMALL}{_DROPPED}]")

Lengths = Mapping[str, tuple[int, ...]]
"""By the first two characters of a word (by the only one): the lengths that such words have, longest first."""


def normal(phrase: str) -> str:
    """A phrase of the catalogue as utterances are folded: NFKC and lower case."""
    return unicodedata.normalize("NFKC", phrase).lower()


def fold(text: str) -> str:
    """The one spelling that all kana spellings share: サーバー, サーバ → サバ. Everything else stays."""
    return text.translate(_FOLD) if _FOLDS.search(text) else text


def places(text: str) -> list[int]:
    """For each character of the folded text, and for its end, the offset in the text."""
    return [*(at for at, character in enumerate(text) if character not in _DROPPED), len(text)]


def lengths(words: Iterable[str]) -> Lengths:
    """The lengths of words, for `longest`."""
    found: dict[str, set[int]] = defaultdict(set)
    for word in words:
        found[word[:2]].add(len(word))
    return {start: tuple(sorted(some, reverse=True)) for start, some in found.items()}


def longest(text: str, at: int, words: Container[str], known: Lengths) -> int:
    """The length of the longest word that begins at an offset of a folded text, 0 where none does."""
    for length in known.get(text[at : at + 2], ()):
        if (word := text[at : at + length]) in words:
            return len(word)
    return 1 if text[at] in words else 0
