"""The sentences of a text, each with the concepts found in it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from bot.core.intent.index import Index
from bot.core.intent.lexicon import Hit
from bot.core.intent.scan import scan

_END = re.compile(r"[。!?;\n→⇒]+|[-=]>|\.+(?=\s|$)|…+")
MOST_HITS = 32
_FEW = 3
"""Words that are so few may belong to the sentence before."""
MOST_SENTENCES = 40
"""A message that is longer is read at its beginning and its end: people ask there."""


_ASKING = ("?", "か")

Span = tuple[int, int, bool]
"""Start, end, and whether it is a question."""


class Sentence(NamedTuple):
    """`hits` in order; `concepts` has the bits of all of them; `asks`: it asks for something."""

    hits: list[Hit]
    concepts: int
    asks: bool


def read(folded: str, index: Index) -> list[Sentence]:
    """folded: text in lower case. Out: its sentences in which at least one concept was found."""
    spans = _spans(folded, index)
    if len(spans) > MOST_SENTENCES:
        spans = spans[: MOST_SENTENCES // 2] + spans[-MOST_SENTENCES // 2 :]
    pieces: list[list[Hit]] = []
    joining = index.joins | index.filler
    for start, end, questions in spans:
        hits = scan(index.lexicon, folded, start, end)
        if pieces and 0 < len(hits) <= _FEW and all(hit.concepts & joining for hit in hits):
            hits = pieces.pop() + hits
        if questions:
            hits.append(Hit(index.question, end, end))
        if hits:
            pieces.append(hits)
    if all(len(piece) <= MOST_HITS for piece in pieces):
        return [of(hits, index) for hits in pieces[:MOST_SENTENCES]]
    return [of(hits, index) for piece in pieces for hits in _portions(piece, index.filler)][:MOST_SENTENCES]


def _portions(hits: list[Hit], filler: int) -> Iterator[list[Hit]]:
    """The hits of a very long sentence in portions, without those that mean nothing."""
    if len(hits) > MOST_HITS:
        hits = [hit for hit in hits if hit.concepts != filler]
    for first in range(0, len(hits), MOST_HITS):
        yield hits[first : first + MOST_HITS]


def letters(folded: str) -> str:
    """The letters and digits alone, so that two spellings of one sentence compare equal."""
    return "".join(filter(str.isalnum, folded))


def of(hits: list[Hit], index: Index) -> Sentence:
    """A sentence with these hits."""
    concepts = 0
    for hit in hits:
        concepts |= hit.concepts
    told = hits[-1].concepts & index.told and not concepts & index.pleads
    return Sentence(hits, concepts, bool(concepts & index.asks) and not told)


def meaning(folded: str, index: Index) -> int:
    """The bits of the concepts in a short text that need not be taken apart, without those that mean nothing."""
    bits = index.question if folded[-1:] in _ASKING else 0
    for hit in scan(index.lexicon, folded, 0, len(folded)):
        bits |= hit.concepts
    return bits & ~index.filler


def concepts(sentences: list[Sentence]) -> int:
    """The bits of all concepts in a message."""
    bits = 0
    for one in sentences:
        bits |= one.concepts
    return bits


def whole(sentences: list[Sentence], index: Index) -> Sentence:
    """All sentences as one, up to the 32nd hit."""
    return of([hit for sentence in sentences for hit in sentence.hits][:MOST_HITS], index)


def _spans(folded: str, index: Index) -> list[Span]:
    """The parts between full stops, and the parts of those that begin with a word of `break`."""
    breaks = [word for word in index.breaks if word in folded]
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(folded):
        spans += _parts(folded, start, match.start(), breaks)
        start = match.end()
    return spans + _parts(folded, start, len(folded), breaks)


def _parts(folded: str, start: int, end: int, breaks: list[str]) -> list[Span]:
    """One sentence, cut before each break. Whether it is a question holds for all its parts; a break begins one."""
    questions = folded[end - 1 : end] == "か" or folded[end : end + 1] == "?"
    if not breaks:
        return [(_first_letter(folded, start, end), end, questions)]
    cuts = {start, end}
    for word in breaks:
        at = folded.find(word, start + 1, end)
        if at >= 0 and (not word.isascii() or not folded[at - 1].isalnum()):
            cuts.add(at)
    ordered = sorted(cuts)
    return [(_first_letter(folded, one, other), other, questions or one > start) for one, other in pairwise(ordered)]


def _first_letter(folded: str, start: int, end: int) -> int:
    """`^` in an entry means the first word, whatever stands before it."""
    while start < end and not folded[start].isalnum():
        start += 1
    return start
