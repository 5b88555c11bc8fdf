"""The sentences of a text, each with the concepts found in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.intent.index import Index
from bot.core.intent.lexicon import Hit, scan

_END = re.compile(r"[。!?;\n]+|\.+(?=\s|$)|…+")
MOST_HITS = 48
MOST_SENTENCES = 60
"""A message that is longer is read at its beginning and its end: people ask there."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`hits` in order; `concepts` has the bits of all of them; `asks`: it ends in a question mark."""

    hits: list[Hit]
    concepts: int
    asks: bool


def read(folded: str, index: Index) -> list[Sentence]:
    """folded: text in lower case. Out: its sentences in which at least one concept was found."""
    spans = list(_spans(folded))
    if len(spans) > MOST_SENTENCES:
        spans = spans[: MOST_SENTENCES // 2] + spans[-MOST_SENTENCES // 2 :]
    sentences = []
    for start, end in spans:
        hits = scan(index.lexicon, folded, start, end)
        asks = end < len(folded) and folded[end] == "?"
        for first in range(0, len(hits), MOST_HITS):
            sentences.append(of(hits[first : first + MOST_HITS], asks))
    return sentences


def of(hits: list[Hit], asks: bool) -> Sentence:
    """A sentence with these hits."""
    concepts = 0
    for hit in hits:
        concepts |= hit.concepts
    return Sentence(hits, concepts, asks)


def whole(sentences: list[Sentence]) -> Sentence:
    """All sentences as one, up to the 48th hit."""
    hits = [hit for sentence in sentences for hit in sentence.hits][:MOST_HITS]
    return of(hits, any(sentence.asks for sentence in sentences))


def _spans(folded: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(folded):
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
