"""Words and the concepts they stand for, arranged for one quick pass over a text.

An entry is a word or a short phrase. Entries in ASCII are matched on whole words (`renew*`: every word that
begins so); all others are matched anywhere, because Japanese does not put spaces between words. At each place
the longest entry wins and uses its letters up, so that 定義ファイル更新 can be kept from being read as 更新.
An entry that begins with `^` counts only where a sentence begins, together with the same entry without.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

TOKEN = re.compile(r"[a-z]{1,2}\*{2,3}|v?[0-9]+(?:\.[0-9]+)+|[a-z0-9]+(?:'[a-z]+)?")
STEM = 3
MISSPELT = 5
"""Words from this length on are put right when they are misspelt."""
_WRITTEN = re.compile(TOKEN.pattern + r"\*?")


class Hit(NamedTuple):
    """An entry found at `text[start:end]`; `concepts` has one bit for each concept the entry belongs to.

    A tuple, not a dataclass, as are `Sentence` and `Found`: many are made for each question.
    """

    concepts: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An ASCII entry: the words after its first, and its concepts' bits."""

    rest: tuple[str, ...]
    concepts: int
    at_start: bool = False


@dataclass(frozen=True, slots=True)
class Wide:
    """The entries that are not ASCII, by spelling; those with `^` apart; `lengths`: how long the entries are that
    begin with these two characters, the longest first; `singles`: entries of one character."""

    words: Mapping[str, int]
    openings: Mapping[str, int]
    lengths: Mapping[str, tuple[int, ...]]
    singles: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`heads`: ASCII entries of one word, or with `*` in the second, by their first word; `pairs`: longer ones by
    their first two words; `stems`: those whose first word ends in `*`, by its first three letters. The longest
    first. `wide`: all other entries. `spellings`: for misspelt words."""

    heads: Mapping[str, tuple[Entry, ...]]
    pairs: Mapping[tuple[str, str], tuple[Entry, ...]]
    stems: Mapping[str, tuple[tuple[str, tuple[Entry, ...]], ...]]
    wide: Wide
    spellings: tuple[str, ...]


def build(entries: Iterable[tuple[str, int]]) -> Lexicon:
    """entries: (spelling as written in knowledge, the bits of its concepts). Out: what `scan` looks up."""
    merged: dict[str, int] = {}
    for spelling, concepts in entries:
        folded = spelling.strip().lower().replace("’", "'")
        merged[folded] = merged.get(folded, 0) | concepts
    heads: dict[str, list[Entry]] = {}
    pairs: dict[tuple[str, str], list[Entry]] = {}
    for spelling, concepts in merged.items():
        if spelling.isascii():
            first, *rest = _WRITTEN.findall(spelling.removeprefix("^")) or [spelling]
            at_start = spelling.startswith("^")
            also = merged.get(spelling[1:], 0) if at_start else 0
            entry = Entry(tuple(rest), concepts | also, at_start)
            if rest and not _is_stem(first) and not _is_stem(rest[0]):
                pairs.setdefault((first, rest[0]), []).append(entry)
                heads.setdefault(first, [])
            else:
                heads.setdefault(first, []).append(entry)
    return Lexicon(
        heads={head: _longest_first(found) for head, found in heads.items()},
        pairs={pair: _longest_first(found) for pair, found in pairs.items()},
        stems=_stems(heads),
        wide=_wide({word: bits for word, bits in merged.items() if not word.isascii()}),
        spellings=tuple(head for head in heads if len(head) >= MISSPELT),
    )


def _is_stem(word: str) -> bool:
    return word.endswith("*") and not word.endswith("**")


def _longest_first(found: list[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(found, key=lambda entry: (-len(entry.rest), not entry.at_start)))


def _stems(heads: Mapping[str, list[Entry]]) -> dict[str, tuple[tuple[str, tuple[Entry, ...]], ...]]:
    stems: dict[str, list[tuple[str, tuple[Entry, ...]]]] = {}
    for head, found in heads.items():
        if _is_stem(head):
            stems.setdefault(head[:STEM], []).append((head[:-1], _longest_first(found)))
    return {key: tuple(sorted(found, key=lambda one: -len(one[0]))) for key, found in stems.items()}


def _wide(entries: Mapping[str, int]) -> Wide:
    openings = {word[1:]: bits | entries.get(word[1:], 0) for word, bits in entries.items() if word.startswith("^")}
    words = {word: bits for word, bits in entries.items() if not word.startswith("^")}
    lengths: dict[str, set[int]] = {}
    for word in (*words, *openings):
        lengths.setdefault(word[:2], set()).add(len(word))
    return Wide(
        words=words,
        openings=openings,
        lengths={pair: tuple(sorted(found, reverse=True)) for pair, found in lengths.items() if len(pair) == 2},
        singles={word: bits for word, bits in words.items() if len(word) == 1},
    )
