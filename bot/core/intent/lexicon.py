"""Words and the concepts they stand for, and the one pass over a text that finds them.

An entry is a word or a short phrase. Entries in ASCII are matched on whole words (`renew*`: every word that
begins so); all others are matched anywhere, because Japanese does not put spaces between words. At each place
the longest entry wins and uses its letters up, so that 定義ファイル更新 can be kept from being read as 更新.
An entry that begins with `^` counts only where a sentence begins.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

_TOKEN = re.compile(r"[a-z]{1,2}\*{2,3}|v?[0-9]+(?:\.[0-9]+)+|[a-z0-9]+(?:'[a-z]+)?")
_STEM = 3
_MISSPELT = 5
_READ_AGAIN = 40


class Hit(NamedTuple):
    """An entry found at `text[start:end]`; `concepts` has one bit for each concept the entry belongs to.

    A tuple, not a dataclass, as are `Sentence` and `Found`: many are made for each question.
    """

    concepts: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One spelling: the words after its first (ASCII) or its whole text (others), and its concepts' bits."""

    rest: tuple[str, ...]
    concepts: int
    at_start: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`heads`: ASCII entries of one word, or with `*` in the second, by their first word; `pairs`: longer ones by
    their first two words; `stems`: those whose first word ends in `*`, by its first three letters; `characters`:
    all others by their first two characters. The longest first. `spellings`: for misspelt words."""

    heads: Mapping[str, tuple[Entry, ...]]
    pairs: Mapping[tuple[str, str], tuple[Entry, ...]]
    stems: Mapping[str, tuple[tuple[str, tuple[Entry, ...]], ...]]
    characters: Mapping[str, tuple[tuple[str, int, bool], ...]]
    singles: Mapping[str, int]
    spellings: tuple[str, ...]


def tokens(folded: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The ASCII words of `folded[start:end]` as (word, start, end); a possessive 's is cut off."""
    found = []
    for match in _TOKEN.finditer(folded, start, end):
        word = match.group()
        found.append((word[:-2] if word.endswith("'s") else word, match.start(), match.end()))
    return found


def build(entries: Iterable[tuple[str, int]]) -> Lexicon:
    """entries: (spelling as written in knowledge, the bits of its concepts). Out: what `scan` looks up."""
    merged: dict[str, int] = {}
    for spelling, concepts in entries:
        folded = spelling.strip().lower().replace("’", "'")
        merged[folded] = merged.get(folded, 0) | concepts
    heads: dict[str, list[Entry]] = {}
    pairs: dict[tuple[str, str], list[Entry]] = {}
    characters: dict[str, list[tuple[str, int, bool]]] = {}
    singles: dict[str, int] = {}
    for spelling, concepts in merged.items():
        word, at_start = spelling.removeprefix("^"), spelling.startswith("^")
        if word.isascii():
            first, *rest = _parts(word)
            entry = Entry(tuple(rest), concepts, at_start)
            if rest and not first.endswith("*") and not rest[0].endswith("*"):
                pairs.setdefault((first, rest[0]), []).append(entry)
                heads.setdefault(first, [])
            else:
                heads.setdefault(first, []).append(entry)
        elif len(word) == 1:
            singles[word] = concepts
        else:
            characters.setdefault(word[:2], []).append((word, concepts, at_start))
    return Lexicon(
        heads={head: _longest_first(found) for head, found in heads.items()},
        pairs={pair: _longest_first(found) for pair, found in pairs.items()},
        stems=_stems(heads),
        characters={pair: tuple(sorted(found, key=lambda one: -len(one[0]))) for pair, found in characters.items()},
        singles=singles,
        spellings=tuple(head for head in heads if len(head) >= _MISSPELT),
    )


def _parts(word: str) -> list[str]:
    """An ASCII entry as words; the stars of `renew*` stay on."""
    if _TOKEN.fullmatch(word):
        return [word]
    return re.findall(r"[a-z]{1,2}\*{2,3}|v?[0-9]+(?:\.[0-9]+)+|[a-z0-9]+(?:'[a-z]+)?\*?", word) or [word]


def _longest_first(found: list[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(found, key=lambda entry: -len(entry.rest)))


def _stems(heads: Mapping[str, list[Entry]]) -> dict[str, tuple[tuple[str, tuple[Entry, ...]], ...]]:
    stems: dict[str, list[tuple[str, tuple[Entry, ...]]]] = {}
    for head, found in heads.items():
        if head.endswith("*") and not head.endswith("**"):
            stems.setdefault(head[:_STEM], []).append((head[:-1], _longest_first(found)))
    return {key: tuple(sorted(found, key=lambda one: -len(one[0]))) for key, found in stems.items()}


def scan(lexicon: Lexicon, folded: str, start: int, end: int) -> list[Hit]:
    """Every entry in the sentence `folded[start:end]`, in order, none overlapping another of the same script."""
    hits = _scan_words(lexicon, tokens(folded, start, end))
    if not folded.isascii():
        hits += _scan_characters(lexicon, folded, start, end)
        hits.sort(key=lambda hit: hit.start)
    return hits


def _scan_words(lexicon: Lexicon, words: list[tuple[str, int, int]]) -> list[Hit]:
    hits = []
    at = 0
    while at < len(words):
        found = _entry(lexicon, words, at)
        if found is None:
            at += 1
            continue
        last = at + len(found.rest)
        if found.concepts:
            hits.append(Hit(found.concepts, words[at][1], words[last][2]))
        at = last + 1
    return hits


def _entry(lexicon: Lexicon, words: list[tuple[str, int, int]], at: int) -> Entry | None:
    """The longest entry that begins at word number `at`; of two as long, the one written out wins over a stem."""
    word = words[at][0]
    best: Entry | None = None
    if at + 1 < len(words):
        best = _first(lexicon.pairs.get((word, words[at + 1][0]), ()), words, at)
    if best is None:
        best = _first(lexicon.heads.get(word, ()), words, at)
    for stem, entries in lexicon.stems.get(word[:_STEM], ()):
        if word.startswith(stem):
            for entry in entries:
                if (best is None or len(entry.rest) > len(best.rest)) and _follows(entry, words, at):
                    best = entry
    return best


def _first(entries: tuple[Entry, ...], words: list[tuple[str, int, int]], at: int) -> Entry | None:
    for entry in entries:
        if _follows(entry, words, at):
            return entry
    return None


def _follows(entry: Entry, words: list[tuple[str, int, int]], at: int) -> bool:
    if entry.at_start and at:
        return False
    rest = entry.rest
    if not rest:
        return True
    if at + len(rest) >= len(words):
        return False
    for offset, wanted in enumerate(rest, at + 1):
        word = words[offset][0]
        if word != wanted and not (wanted[-1] == "*" and word.startswith(wanted[:-1])):
            return False
    return True


def _scan_characters(lexicon: Lexicon, folded: str, start: int, end: int) -> list[Hit]:
    hits = []
    characters, singles = lexicon.characters, lexicon.singles
    at = start
    while at < end:
        after = at + 1
        for word, concepts, at_start in characters.get(folded[at : at + 2], ()):
            if folded.startswith(word, at) and at + len(word) <= end and not (at_start and at != start):
                hits.append(Hit(concepts, at, at + len(word)))
                after = at + len(word)
                break
        else:
            if folded[at] in singles:
                hits.append(Hit(singles[folded[at]], at, after))
        at = after
    return hits


def respell(lexicon: Lexicon, folded: str) -> str:
    """`folded` with its misspelt ASCII words put right where one known word is a slip of the finger away.

    Up to 40 words are looked at. The result may be shorter or longer than `folded`.
    """
    pieces, last = [], 0
    for word, start, end in tokens(folded, 0, len(folded))[:_READ_AGAIN]:
        if len(word) < _MISSPELT or word in lexicon.heads or word[0].isdigit():
            continue
        near = process.extractOne(word, lexicon.spellings, scorer=OSA.distance, score_cutoff=1 if len(word) < 8 else 2)
        if near is not None:
            pieces += [folded[last:start], near[0].rstrip("*")]
            last = end
    return "".join([*pieces, folded[last:]])
