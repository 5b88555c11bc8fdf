"""Words that tell how two things hang together: a list, a correction, the same again; names of what is not ours."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.core import trie
from bot.core.knowledge import Phrases
from bot.core.model import Language, Mark, Utterance

OFFICE = "office/"
"""How the kind of a mark begins that names an office; its id follows."""
FOREIGN = "foreign"
"""The kind of names of what is none of ours: another vendor's product, other things that run out."""
_BETWEEN = re.compile(r"[\s,、・/&+()（）:：;；]*")

_CLAUSE, _SENTENCE = re.compile(r"[,、;；)）]| but |が、|けど"), re.compile(r"[.!?。!?\n](?!\d)")
PER_CLAUSE, PER_SENTENCE = 40, 400
"""How much further apart the end of a clause, or of a sentence, puts two things."""
_AT_ONCE = 6
"""Characters that may stand between a correction and the name that it brings: "sorry, the"."""
_DIRECTLY = 14
"""Characters that may stand between a correction and what it brings."""


class Placed(Protocol):
    """Something that stands at text[start:end]."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Joins:
    """One pattern for all such words, and one for a text in ASCII alone, which is read seven times as fast with it.

    kinds: what each word says.
    """

    every: re.Pattern[str]
    ascii: re.Pattern[str]
    kinds: Mapping[str, str]


def prepare(phrases: Mapping[Language, Phrases], foreign: Iterable[str] = ()) -> Joins:
    """The joining words and offices of all languages, and the names of what is none of ours, made ready once."""
    kinds = {name.lower(): FOREIGN for name in foreign}
    for some in phrases.values():
        kinds |= {word.lower(): OFFICE + office for office, words in some.offices.items() for word in words}
        kinds |= {word.lower(): kind for kind, words in some.joining.items() for word in words}
    latin = rf"(?<![a-z])(?:{trie.pattern(word for word in kinds if word.isascii())})(?![a-z])"
    rest = trie.pattern(word for word in kinds if not word.isascii())
    return Joins(re.compile(rf"{latin}|{rest}"), re.compile(latin), kinds)


def find(utterance: Utterance, joins: Joins) -> tuple[Mark, ...]:
    """The joining words of an utterance, in order."""
    pattern = joins.ascii if utterance.folded.isascii() else joins.every
    return tuple(Mark(joins.kinds[match.group()], *match.span()) for match in pattern.finditer(utterance.folded))


def lists(text: str, marks: Iterable[Mark], start: int, end: int) -> bool:
    """Whether nothing but the words and signs of a list stands in text[start:end]."""
    rest, position, found = [], start, False
    for mark in marks:
        if mark.kind == "lists" and start <= mark.start and mark.end <= end:
            rest.append(text[position : mark.start])
            position, found = mark.end, True
    rest.append(text[position:end])
    left = "".join(rest)
    return _BETWEEN.fullmatch(left) is not None and (found or bool(left.strip(" /(（")))


def added(text: str, marks: Iterable[Mark], start: int) -> bool:
    """Whether a word of a list stands directly before an offset: "… until 30 April, and the gateway"."""
    return any(mark.kind == "lists" and not text[mark.end : start].strip() and mark.end <= start for mark in marks)


def instead(text: str, marks: Iterable[Mark], start: int, end: int) -> bool:
    """Whether what is named at `end` is put right in the same sentence: "the gateway - no, sorry, the package"."""
    return not _SENTENCE.search(text, start, end) and any(
        mark.kind == "corrects" and start <= mark.start and 0 <= end - mark.end <= _AT_ONCE for mark in marks
    )


def corrected(marks: Iterable[Mark], start: int, end: int) -> bool:
    """Whether a correction stands between two offsets, directly before the later one."""
    return any(mark.kind == "corrects" and start <= mark.start and 0 <= end - mark.end <= _DIRECTLY for mark in marks)


def marked(marks: Iterable[Mark], kind: str) -> bool:
    """Whether a word of a kind stands anywhere."""
    return any(mark.kind == kind for mark in marks)


def distance(text: str, start: int, end: int, other_start: int, other_end: int) -> int:
    """How far apart two parts of a text are, in characters; parts in one clause belong together sooner."""
    left, right = (end, other_start) if end <= other_start else (other_end, start)
    between = text[left:right]
    clauses, sentences = len(_CLAUSE.findall(between)), len(_SENTENCE.findall(between))
    return max(0, right - left) + PER_CLAUSE * clauses + PER_SENTENCE * sentences


def apart(text: str, marks: Iterable[Mark], start: int, end: int, when: Placed) -> int:
    """How far a date is from what stands at text[start:end]. "… 30 April and the gateway": what "and" adds behind a
    date is a clause of its own."""
    far = distance(text, start, end, when.start, when.end)
    return far + PER_CLAUSE * (start >= when.end and added(text, marks, start))
