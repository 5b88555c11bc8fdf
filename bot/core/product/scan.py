"""The words of an utterance that matter to products, with where they stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.core.product.lexicon import Word
from bot.core.product.spelling import Lengths, fold, longest, places
from bot.core.product.typo import LONGEST, SHORTEST, Buckets, nearest, pieces

_APART = " -・_"
"""What may stand inside a word that was typed in two ("anti-virus", "end point")."""


class Token(NamedTuple):
    """A known word at `[start:end]` of an utterance; `exact` is False where a slip was forgiven."""

    start: int
    end: int
    word: Word
    exact: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything needed to find words.

    `first`: where a word may begin; `known`: the lengths of the Japanese words; `words` by spelling, None for
    those that are known to mean nothing here; `idle`: the latin ones of these, passed over at once; `joins`:
    words that may be typed in two, `halves` how those begin; `near`: words that may be mistyped; `parts`: words
    that may be written together, `openings` how those begin, `longest` the length of the longest.
    """

    first: re.Pattern[str]
    known: Lengths
    words: Mapping[str, Word | None]
    idle: frozenset[str]
    joins: Mapping[str, Word]
    halves: frozenset[str]
    near: Buckets
    parts: Mapping[str, Word]
    openings: frozenset[str]
    longest: int


def scan(folded: str, lexicon: Lexicon) -> list[Token]:
    """The tokens of a folded utterance, in order. Linear in its length."""
    plain = folded if folded.isascii() else fold(folded)
    found = _scan(plain, lexicon)
    if not found or len(plain) == len(folded):
        return found
    place = places(folded)
    return [Token(place[t.start], _end(folded, place[t.end - 1], place[t.end]), t.word, t.exact) for t in found]


def _end(text: str, last: int, following: int) -> int:
    """Where a word ends whose last folded character is at `last`: a ー after it is part of it, a ・ is not."""
    end = last + 1
    while end < following and text[end] != "・":
        end += 1
    return end


def _scan(text: str, lexicon: Lexicon) -> list[Token]:
    found: list[Token] = []
    words, idle, halves = lexicon.words, lexicon.idle, lexicon.halves
    at, since, previous = 0, 0, ""
    for match in lexicon.first.finditer(text):
        spelling = match[0]
        if spelling in idle:
            previous = ""
            continue
        start, end = match.span()
        if start < at:
            continue  # inside the Japanese word before
        if spelling >= "ぁ":
            end = _japanese(text, start, lexicon)
            spelling = text[start:end]
        word = words.get(spelling)
        if word and previous not in halves:
            if word.mask or word.opens or (found and found[-1].end == at):
                found.append(Token(start, end, word, True))
            at, since, previous = end, start, word.key
            continue
        fresh = [Token(start, end, word, True)] if word else _guess(spelling, start, end, lexicon)
        key = (fresh[0].word.key if len(fresh) == 1 else "") or spelling
        joined = lexicon.joins.get(previous + key) if previous in halves else None
        if joined and not text[at:start].strip(_APART):
            if found and found[-1].start == since:
                found.pop()
            start, key = since, previous + key
            fresh = [Token(start, end, joined, True)]
        found += [token for token in fresh if token.word.mask or token.word.opens or (found and found[-1].end == at)]
        at, since, previous = end, start, key
    return found


def _japanese(text: str, start: int, lexicon: Lexicon) -> int:
    """The end of the Japanese word at `start` of a folded text.

    Unknown katakana goes on until a known word begins: a slip in one half of a compound leaves the other half.
    """
    length = longest(text, start, lexicon.words, lexicon.known)
    if length:
        return start + length
    end = start + 1
    while end < len(text) and "ァ" <= text[end] <= "ヺ":
        if longest(text, end, lexicon.words, lexicon.known):
            break
        end += 1
    return end


def _guess(spelling: str, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """What an unknown word may be: a plural, words written together, or a slip."""
    if spelling in lexicon.words or not SHORTEST <= end - start <= LONGEST:
        return []
    if spelling < "ぁ":
        if spelling[-1] == "s" and (word := lexicon.words.get(spelling[:-1])):
            return [Token(start, end, word, True)]
        if spelling[:3] in lexicon.openings and (found := pieces(spelling, lexicon.parts, lexicon.longest)):
            return [Token(start + a, start + b, lexicon.parts[part], True) for a, b, part in found]
    meant = nearest(spelling, lexicon.near, lexicon.words)
    word = lexicon.words[meant] if meant else None
    return [Token(start, end, word, False)] if word else []
