"""The one pass over a text that finds every entry of a lexicon."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.intent.lexicon import MISSPELT, STEM, TOKEN, Entry, Hit, Lexicon, Wide

Word = tuple[str, int, int]
"""A word in ASCII, its start and its end."""

_READ_AGAIN = 40
_LONG = 8
"""Misspelt words from this length on may be two slips away."""


def scan(lexicon: Lexicon, folded: str, start: int, end: int) -> list[Hit]:
    """Every entry in the sentence `folded[start:end]`, in order, none overlapping another of the same script."""
    hits = _scan_words(lexicon, _words(folded, start, end))
    if not folded.isascii():
        hits += _scan_characters(lexicon.wide, folded, start, end)
        hits.sort(key=lambda hit: hit.start)
    return hits


def _words(folded: str, start: int, end: int) -> list[Word]:
    """The ASCII words of `folded[start:end]`; a possessive 's is cut off."""
    found = []
    for match in TOKEN.finditer(folded, start, end):
        word = match.group()
        found.append((word[:-2] if word.endswith("'s") else word, match.start(), match.end()))
    return found


def _scan_words(lexicon: Lexicon, words: list[Word]) -> list[Hit]:
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


def _entry(lexicon: Lexicon, words: list[Word], at: int) -> Entry | None:
    """The longest entry that begins at word number `at`; of two as long, the one written out wins over a stem."""
    word = words[at][0]
    best: Entry | None = None
    if at + 1 < len(words):
        best = _first(lexicon.pairs.get((word, words[at + 1][0]), ()), words, at)
    if best is None:
        best = _first(lexicon.heads.get(word, ()), words, at)
    for stem, entries in lexicon.stems.get(word[:STEM], ()):
        if word.startswith(stem):
            for entry in entries:
                if (best is None or len(entry.rest) > len(best.rest)) and _follows(entry, words, at):
                    best = entry
    return best


def _first(entries: tuple[Entry, ...], words: list[Word], at: int) -> Entry | None:
    for entry in entries:
        if _follows(entry, words, at):
            return entry
    return None


def _follows(entry: Entry, words: list[Word], at: int) -> bool:
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


def _scan_characters(wide: Wide, folded: str, start: int, end: int) -> list[Hit]:
    hits = []
    lengths, words, singles = wide.lengths, wide.words, wide.singles
    at = start
    while at < end:
        after = at + 1
        for length in lengths.get(folded[at : at + 2], ()):
            if at + length > end:
                continue
            word = folded[at : at + length]
            concepts = (at == start and wide.openings.get(word)) or words.get(word)
            if concepts:
                after = at + length
                hits.append(Hit(concepts, at, after))
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
    for word, start, end in _words(folded, 0, len(folded))[:_READ_AGAIN]:
        if len(word) < MISSPELT or word in lexicon.heads or word[0].isdigit():
            continue
        slips = 1 if len(word) < _LONG else 2
        near = process.extractOne(word, lexicon.spellings, scorer=OSA.distance, score_cutoff=slips)
        if near is not None:
            pieces += [folded[last:start], near[0].rstrip("*")]
            last = end
    return "".join([*pieces, folded[last:]])
