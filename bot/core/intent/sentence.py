"""The sentences of a text, each with the concepts found in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.intent.index import Index
from bot.core.intent.lexicon import Hit, scan

MOST_HITS = 48
MOST_SENTENCES = 60
"""A message that is longer is read at its beginning and its end: people ask there."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`hits` in order; `concepts` has the bits of all of them; `asks`: it asks for something."""

    hits: list[Hit]
    concepts: int
    asks: bool


def read(folded: str, index: Index) -> list[Sentence]:
    """folded: text in lower case. Out: its sentences in which at least one concept was found."""
    spans = list(_spans(folded, index))
    if len(spans) > MOST_SENTENCES:
        spans = spans[: MOST_SENTENCES // 2] + spans[-MOST_SENTENCES // 2 :]
    pieces: list[list[Hit]] = []
    for start, end in spans:
        hits = scan(index.lexicon, folded, start, end)
        if pieces and _joins(hits, index):
            hits = pieces.pop() + hits
        if _questions(folded, end):
            hits.append(Hit(index.question, end, end))
        if hits:
            pieces.append(hits)
    return [of(hits[first : first + MOST_HITS], index) for hits in pieces for first in range(0, len(hits), MOST_HITS)]


def of(hits: list[Hit], index: Index) -> Sentence:
    """A sentence with these hits."""
    concepts = 0
    for hit in hits:
        concepts |= hit.concepts
    return Sentence(hits, concepts, bool(concepts & index.asks))


def whole(sentences: list[Sentence], index: Index) -> Sentence:
    """All sentences as one, up to the 48th hit."""
    return of([hit for sentence in sentences for hit in sentence.hits][:MOST_HITS], index)


def _joins(hits: list[Hit], index: Index) -> bool:
    return 0 < len(hits) <= 3 and all(hit.concepts & (index.joins | index.filler) for hit in hits)


def _questions(folded: str, end: int) -> bool:
    return folded[end - 1 : end] == "か" or folded[end : end + 1] == "?"


def _spans(folded: str, index: Index) -> Iterator[tuple[int, int]]:
    start = 0
    for match in index.breaks.finditer(folded):
        if match.start() > start:
            yield _trimmed(folded, start, match.start())
        start = match.end()
    if start < len(folded):
        yield _trimmed(folded, start, len(folded))


def _trimmed(folded: str, start: int, end: int) -> tuple[int, int]:
    """Without what stands before the first letter, so that `^` means the first word."""
    while start < end and not folded[start].isalnum():
        start += 1
    return start, end
