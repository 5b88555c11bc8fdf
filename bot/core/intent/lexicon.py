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

TOKEN = re.compile(
    r"[a-z0-9](?:(?<=[a-z])[a-z]?\*{2,3}"
    r"|(?<=[0-9])[0-9]*(?:\.[0-9]+)+|(?<=v)[0-9]+(?:\.[0-9]+)+"
    r"|[a-z0-9]*(?:'[a-z]+)?)"
)
"""`es**`, `6.5`, `v6.5`, a word. All begin alike, so that the search passes over Japanese quickly."""
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


class Entry(NamedTuple):
    """An ASCII entry: the words after its first, and its concepts' bits. A tuple: there are thousands."""

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


Pairs = Mapping[str, tuple[Entry, ...]]
"""Entries of at least two words, by the second."""
NO_PAIRS: Pairs = {}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`heads`: ASCII entries by their first word: those whose second word is fixed, and the others. `stems`: those
    whose first word ends in `*`, by its first three letters. Everywhere the longest first. `plain`: the concepts of
    words with which nothing longer begins. `wide`: all other entries. `spellings`: for misspelt words. `instead`: what
    a typed word is read as, "cant" as "can't"; nothing for those that may stand between the words of an entry."""

    plain: Mapping[str, int]
    heads: Mapping[str, tuple[Pairs, tuple[Entry, ...]]]
    stems: Mapping[str, tuple[tuple[str, tuple[Entry, ...]], ...]]
    wide: Wide
    spellings: tuple[str, ...]
    instead: Mapping[str, str]


def fold(spellings: Iterable[str]) -> list[str]:
    """Spellings of one line each, as written in knowledge, in the form in which they are compared: in lower case,
    with a straight apostrophe, in one spelling. All at once, since there are thousands."""
    return respelt("\n".join(spellings).lower().replace("’", "'")).split("\n")


def respelt(folded: str) -> str:
    """A text in lower case, of the same length, in which a license is always spelt with an s."""
    return folded.replace("licenc", "licens")


def build(entries: Mapping[str, int], between: Iterable[str] = ()) -> Lexicon:
    """entries: the bits of the concepts of each folded spelling; between: words that may stand in the midst of an
    entry. Out: what `scan` looks up."""
    words: dict[str, int] = {}
    wide: dict[str, int] = {}
    heads: dict[str, list[Entry]] = {}
    pairs: dict[str, dict[str, list[Entry]]] = {}
    for spelling, concepts in entries.items():
        if not spelling.isascii():
            wide[spelling] = concepts
        elif spelling.replace(" ", "").replace("'", "").isalpha() and "' " not in spelling and spelling[-1] != "'":
            first, *rest = spelling.split()
            if rest:
                pairs.setdefault(first, {}).setdefault(rest[0], []).append(Entry(tuple(rest), concepts))
            else:
                words[first] = concepts
        else:
            _place(spelling, concepts, entries, heads, pairs)
    for first in pairs:
        heads.setdefault(first, [])
    stems = _stems(heads)
    plain: dict[str, int] = {}
    for word, concepts in words.items():
        if word in heads or word[:STEM] in stems:
            heads.setdefault(word, []).append(Entry((), concepts))
        else:
            plain[word] = concepts
    return Lexicon(
        plain=plain,
        heads={head: (_by_second(pairs.get(head)), _longest_first(found)) for head, found in heads.items()},
        stems=stems,
        wide=_wide(wide),
        spellings=tuple(head for head in (*plain, *heads) if len(head) >= MISSPELT),
        instead={**_contracted(entries), **dict.fromkeys(between, "")},
    )


def _contracted(entries: Iterable[str]) -> dict[str, str]:
    """ "dont" for "don't", for every such word of an entry."""
    words = {word for spelling in entries if "n't" in spelling for word in spelling.lstrip("^").split()}
    return {word.replace("'", ""): word for word in words if word.endswith("n't")}


def _place(
    spelling: str,
    concepts: int,
    entries: Mapping[str, int],
    heads: dict[str, list[Entry]],
    pairs: dict[str, dict[str, list[Entry]]],
) -> None:
    """Put an entry that is more than one plain word where `scan` will look for it."""
    at_start = spelling[0] == "^"
    plain = spelling[1:] if at_start else spelling
    words = _WRITTEN.findall(plain) or [spelling]
    first, rest = words[0], tuple(words[1:])
    entry = Entry(rest, concepts | entries.get(plain, 0) if at_start else concepts, at_start)
    if rest and not ("*" in plain and (_is_stem(first) or _is_stem(rest[0]))):
        pairs.setdefault(first, {}).setdefault(rest[0], []).append(entry)
    else:
        heads.setdefault(first, []).append(entry)


def _is_stem(word: str) -> bool:
    return word[-1] == "*" and word[-2:] != "**"


def _by_second(found: dict[str, list[Entry]] | None) -> Pairs:
    return {second: _longest_first(entries) for second, entries in found.items()} if found else NO_PAIRS


def _longest_first(found: list[Entry]) -> tuple[Entry, ...]:
    if len(found) > 1:
        found.sort(key=lambda entry: (-len(entry.rest), not entry.at_start))
    return tuple(found)


def _stems(heads: Mapping[str, list[Entry]]) -> dict[str, tuple[tuple[str, tuple[Entry, ...]], ...]]:
    stems: dict[str, list[tuple[str, tuple[Entry, ...]]]] = {}
    for head, found in heads.items():
        if _is_stem(head):
            stems.setdefault(head[:STEM], []).append((head[:-1], _longest_first(found)))
    return {key: tuple(sorted(found, key=lambda one: -len(one[0]))) for key, found in stems.items()}


def _wide(entries: Mapping[str, int]) -> Wide:
    openings = {word[1:]: bits | entries.get(word[1:], 0) for word, bits in entries.items() if word[0] == "^"}
    words = {word: bits for word, bits in entries.items() if word[0] != "^"}
    lengths: dict[str, set[int]] = {}
    for word in (*words, *openings):
        lengths.setdefault(word[:2], set()).add(len(word))
    return Wide(
        words=words,
        openings=openings,
        lengths={pair: tuple(sorted(found, reverse=True)) for pair, found in lengths.items() if len(pair) == 2},
        singles={word: bits for word, bits in words.items() if len(word) == 1},
    )
