"""The one pass over a text that finds every entry of a lexicon."""

from collections.abc import Mapping

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
    words = _words(folded, start, end, lexicon.instead)
    if folded.isascii():
        return _scan_words(lexicon, words)
    if words and any(map(str.isalnum, folded[start : words[0][1]])):
        words.insert(0, ("", start, start))  # The first word does not begin the sentence: 案件No.5 is no "no".
    hits = _scan_words(lexicon, words)
    hits += _scan_characters(lexicon.wide, folded, start, end)
    hits.sort(key=lambda hit: hit.start)
    return hits


def _words(folded: str, start: int, end: int, instead: Mapping[str, str]) -> list[Word]:
    """The ASCII words of `folded[start:end]` as they are read, without those that are passed over."""
    found = []
    for match in TOKEN.finditer(folded, start, end):
        word = match.group()
        if word in instead:
            word = instead[word]
            if not word:
                continue
        found.append((word, match.start(), match.end()))
    return found


def _scan_words(lexicon: Lexicon, words: list[Word]) -> list[Hit]:
    hits = []
    plain, heads, stems = lexicon.plain, lexicon.heads, lexicon.stems
    at, count = 0, len(words)
    while at < count:
        word, start, end = words[at]
        at += 1
        if word in plain:
            if plain[word]:
                hits.append(Hit(plain[word], start, end))
        elif word in heads or word[:STEM] in stems or word[-2:] == "'s":
            found = _entry(lexicon, words, at - 1, word)
            if found is None and word[-2:] == "'s":
                found = _entry(lexicon, words, at - 1, word[:-2])
            if found is not None:
                at += len(found.rest)
                if found.concepts:
                    hits.append(Hit(found.concepts, start, words[at - 1][2]))
    return hits


def _entry(lexicon: Lexicon, words: list[Word], at: int, word: str) -> Entry | None:
    """The longest entry that begins with `word`, word number `at`, which may be read without its 's.

    Of two as long, the one written out wins over a stem.
    """
    best: Entry | None = None
    if word in lexicon.plain:
        best = Entry((), lexicon.plain[word])
    if word in lexicon.heads:
        pairs, others = lexicon.heads[word]
        if pairs and at + 1 < len(words):
            second = words[at + 1][0]
            best = _first(pairs.get(second) or pairs.get(second.removesuffix("'s"), ()), words, at) or best
        if best is None and others:
            best = _first(others, words, at)
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
        if wanted not in (word, word.removesuffix("'s")) and not (wanted[-1] == "*" and word.startswith(wanted[:-1])):
            return False
    return True


def _scan_characters(wide: Wide, folded: str, start: int, end: int) -> list[Hit]:
    hits = []
    lengths, singles = wide.lengths, wide.singles
    at = start
    while at < end:
        pair = folded[at : at + 2]
        if pair in lengths:
            hit = _longest(wide, folded, at, end, at == start)
            if hit is not None:
                hits.append(hit)
                at = hit.end
                continue
        if pair[0] in singles:
            hits.append(Hit(singles[pair[0]], at, at + 1))
        at += 1
    return hits


def _longest(wide: Wide, folded: str, at: int, end: int, opens: bool) -> Hit | None:
    """The longest entry of two characters or more that begins at `at`. opens: the sentence begins there."""
    words = wide.words
    for length in wide.lengths[folded[at : at + 2]]:
        word = folded[at : at + length]
        if at + length <= end:
            concepts = (opens and wide.openings.get(word)) or words.get(word)
            if concepts:
                return Hit(concepts, at, at + length)
    return None


def respell(lexicon: Lexicon, folded: str) -> str:
    """`folded` with its misspelt ASCII words put right where one known word is a slip of the finger away.

    Up to 40 words are looked at. The result may be shorter or longer than `folded`.
    """
    pieces, last = [], 0
    for word, start, end in _words(folded, 0, len(folded), lexicon.instead)[:_READ_AGAIN]:
        word = word.removesuffix("'s")
        if len(word) < MISSPELT or word in lexicon.plain or word in lexicon.heads or word[0].isdigit():
            continue
        slips = 1 if len(word) < _LONG else 2
        near = process.extractOne(word, lexicon.spellings, scorer=OSA.distance, score_cutoff=slips)
        if near is not None:
            pieces += [folded[last:start], near[0].rstrip("*")]
            last = end
    return "".join([*pieces, folded[last:]])
