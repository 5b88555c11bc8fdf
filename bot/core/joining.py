"""Words that say how two things hang together: a list, a correction, the same again."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.knowledge import Phrases
from bot.core.model import Language, Mark, Utterance

_BETWEEN = re.compile(r"[\s,、・/&+()（）:：;；]*")


@dataclass(frozen=True, slots=True)
class Joins:
    """One pattern for all such words; `kinds`: what each word says."""

    pattern: re.Pattern[str]
    kinds: Mapping[str, str]


def prepare(phrases: Mapping[Language, Phrases]) -> Joins:
    """The joining words of all languages, made ready once."""
    kinds = {word.lower(): kind for some in phrases.values() for kind, words in some.joining.items() for word in words}
    ordered = sorted(kinds, key=len, reverse=True)
    latin = _any(word for word in ordered if word.isascii())
    rest = _any(word for word in ordered if not word.isascii())
    return Joins(re.compile(rf"(?<![a-z])(?:{latin})(?![a-z])|{rest}"), kinds)


def find(utterance: Utterance, joins: Joins) -> tuple[Mark, ...]:
    """The joining words of an utterance, in order."""
    return tuple(Mark(joins.kinds[match.group()], *match.span()) for match in joins.pattern.finditer(utterance.folded))


def lists(text: str, marks: Iterable[Mark], start: int, end: int) -> bool:
    """Whether nothing but the words and signs of a list stands in text[start:end]."""
    rest, position, found = [], start, False
    for mark in marks:
        if mark.kind == "lists" and start <= mark.start and mark.end <= end:
            rest.append(text[position : mark.start])
            position, found = mark.end, True
    rest.append(text[position:end])
    left = "".join(rest)
    return _BETWEEN.fullmatch(left) is not None and (found or bool(left.strip(" /")))


def corrected(marks: Iterable[Mark], start: int, end: int) -> bool:
    """Whether a correction stands between two offsets."""
    return any(mark.kind == "corrects" and start <= mark.start < end for mark in marks)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words) or "(?!)"
