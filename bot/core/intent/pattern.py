"""A wording as it is written in knowledge, taken apart so that it can be compared with a sentence.

The syntax, for people who write wordings:

- A plain sentence is an example: the question itself is understood, and questions that are like it.
- `<renew>` stands for any word of the concept `renew`; `<renew|continue>` for any word of either.
- Other words stand for themselves, next to each other: `call me back`. ` .. ` between words lets others stand there.
- All parts must be in one sentence, in any order; with ` > ` between all parts, in this order.
- `-<price>` at the end: not if a word of `price` is in the sentence; `--<price>`: not if it is in the message.
- `++<renewed>` at the end: only if a word of `renewed` is in the message, maybe in another sentence.
- `+<how|renew>` at the end: if such words are there, they belong to this wording and lead to no second intent.
- `=` in front: only if the message says nothing else.
- `-?` at the end: not where it is only asked or doubted ("is it still valid?").
- `@0.4` at the end: how sure this wording makes us, 0 to 1. Without it: 0.6 for one part, 0.8 for two,
  0.9 for three, 0.95 for more.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.core.intent.lexicon import Hit
from bot.core.model import IntentId

_SAID = " -?"
_PIECE = re.compile(r"(--|\+\+|[-+]?)<([^<>]*)>|@([01](?:\.[0-9]+)?)|(>)|((?:(?! (?:--|\+\+|[-+])<)[^<>@])+)")
_SURE = {1: 0.6, 2: 0.8, 3: 0.9}
_SUREST = 0.95
_MANY = 5


@dataclass(frozen=True, slots=True)
class Pattern:
    """A wording of `intent` (or of the act of that name, if `act`).

    `parts`: for each part the bits of the concepts that satisfy it; `must`: those of the parts that leave no
    choice, `choices`: the other parts; `unless`: bits that must not occur in the sentence, `nowhere`: nor anywhere
    in the message, `somewhere`: of which one must occur in the message; `absorbs`: bits whose hits go with it;
    `said`: what it fits must not be asked or doubted.
    """

    intent: IntentId
    topic: str | None
    act: bool
    parts: tuple[int, ...]
    must: int
    choices: tuple[int, ...]
    unless: int
    nowhere: int
    somewhere: int
    absorbs: int
    ordered: bool
    alone: bool
    said: bool
    score: float


def is_example(wording: str) -> bool:
    """Whether a wording is a plain sentence, not a pattern."""
    return not ("<" in wording or "@" in wording or " .. " in wording or wording.startswith("="))


def parse(key: str, wording: str, bit: Callable[[str, bool], int], act: bool = False) -> Pattern:
    """key: `intent`, `intent/topic` or an act. bit: the bits of concepts, `how|renew` (False), or of
    literal words (True).

    Raises ValueError with a plain sentence if the wording cannot be read.
    """
    text = wording.strip()
    parts: list[int] = []
    signed = {"-": 0, "--": 0, "+": 0, "++": 0}
    score, ordered = 0.0, False
    for sign, names, given, order, words in _PIECE.findall(text.removeprefix("=").removesuffix(_SAID)):
        if names and sign:
            signed[sign] |= bit(names, False)
        elif names:
            parts.append(bit(names, False))
        elif given:
            score = float(given)
        elif order:
            ordered = True
        else:
            parts += [bit(run, True) for run in _runs(words)]
    if not parts or len(parts) > _MANY:
        raise ValueError(f"{key}: {wording!r} has {len(parts)} parts; one to {_MANY} are expected")
    intent, _, topic = key.partition("/")
    sure = score or _SURE.get(len(parts), _SUREST)
    must, choices = _told_apart(parts)
    return Pattern(
        intent=intent,
        topic=topic or None,
        act=act,
        parts=tuple(parts),
        must=must,
        choices=choices,
        unless=signed["-"],
        nowhere=signed["--"],
        somewhere=signed["++"],
        absorbs=signed["+"],
        ordered=ordered,
        alone=text.startswith("="),
        said=text.endswith(_SAID),
        score=sure,
    )


def _told_apart(parts: list[int]) -> tuple[int, tuple[int, ...]]:
    """The bits of all parts that leave no choice, and the other parts."""
    must = 0
    for part in parts:
        must |= part if part & (part - 1) == 0 else 0
    return must, tuple(part for part in parts if part & (part - 1))


def _runs(words: str) -> list[str]:
    return [run for run in (piece.strip() for piece in words.split("..")) if run]


def may_match(pattern: Pattern, concepts: int) -> bool:
    """Whether a sentence with these concepts is worth matching: has each part, and none that rules it out."""
    if pattern.must & concepts != pattern.must or pattern.unless & concepts:
        return False
    for part in pattern.choices:  # noqa: SIM110  (a generator would cost more than all the rest)
        if not part & concepts:
            return False
    return True


def holds(pattern: Pattern, message: int) -> bool:
    """Whether a message with these concepts, the sentence's and all others, is one that the pattern is meant for."""
    return not pattern.nowhere & message and (not pattern.somewhere or bool(pattern.somewhere & message))


def match(pattern: Pattern, hits: list[Hit], used: int = 0) -> int:
    """The hits that satisfy the pattern, a bit for each (bit 0: the first); 0 if they do not.

    Each part needs a hit of its own. `used`: hits that may not be taken.
    """
    taken = _take(pattern.parts, pattern.ordered, hits, used, 0)
    if taken and pattern.absorbs:
        for number, hit in enumerate(hits):
            if hit.concepts & pattern.absorbs and not used >> number & 1:
                taken |= 1 << number
    return taken


def _take(parts: tuple[int, ...], ordered: bool, hits: list[Hit], used: int, after: int) -> int:
    """Hits for the first part and, tried in turn, for the rest; 0 if there are none.

    A hit with the concepts of one that was tried in vain is not tried: ten times the same word costs no more.
    """
    vain: set[int] = set()
    part = parts[0]
    for number in range(after, len(hits)):
        concepts = hits[number].concepts
        if not concepts & part or used >> number & 1 or concepts in vain:
            continue
        mine = 1 << number
        if len(parts) == 1:
            return mine
        others = _take(parts[1:], ordered, hits, used | mine, number + 1 if ordered else 0)
        if others:
            return mine | others
        vain.add(concepts)
    return 0
