"""The words around a date that tell what it is the date of and whether it lies behind or ahead."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.core import trie
from bot.core.dates import wordlist
from bot.core.dates.lexer import LONGEST
from bot.core.dates.wordlist import Wordlist
from bot.core.knowledge import Phrases
from bot.core.model import Language

ROLES = (
    "expiry",
    "rule",
    "end",
    "purchase",
    "begin",
    "renewal",
    "asked",
    "fine",
    "limit",
    "now",
    "dated",
    "today",
    "present",
    "since",
    "other",
)
"""Keys of `Phrases.date_cues` that say what a date is of; `roles` tells the `model.Role` of each."""
TENSES = ("past", "future", "still", "unexpired")
"""Keys that say when it lies."""
WORDS = (
    "correction",
    "turns_out",
    "mistake",
    "not",
    "acting",
    "subject",
    "doubt",
    "yearless",
    "letter",
    "deadline",
    "errand",
    "done",
    "let",
    "standing",
    "ending",
    "compound",
)
"""Keys of small words: see knowledge/phrases/dates.en.yaml."""

_ROLELESS = {*TENSES, "errand", "done", "let", "standing", "ending", "compound", "turns_out"}

REACH = 24
"""How far its subject may stand before a verb, in characters."""
_ITS_END = re.compile(r" (?:[a-z']+ ){0,2}|(?:[はがもを、 ][^。\n]{0,12})?")
"""What may stand between an errand and the words that it is done."""
_KANJI = re.compile(r"[一-鿿](?<![日月年末旬前後])")
_NUMBERED = re.compile(r"(?:[\s#.,、:/()-]|\b(?:no|nr|of|from|dated|is)\b|[付けのがは号番]|[a-z]{0,3}-?\d+){0,24}")
"""What stands between a paper and what is said of it: "quote no. Q-1105 of 2022-11-05, valid until"."""
_STOP = re.compile(r"[。\n]|[、,.!?]\s")


class Cue(NamedTuple):
    """A wording at `start`…`end`, its keys, those of them that tell a role, and whether it is Japanese."""

    start: int
    end: int
    keys: frozenset[str]
    roles: tuple[str, ...]
    japanese: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """The wordings of both languages, ready to be looked for."""

    places: re.Pattern[str]
    """Where a wording may begin."""
    words: Wordlist
    keys: Mapping[str, tuple[frozenset[str], tuple[str, ...]]]
    acting: Mapping[Language, re.Pattern[str]]


def prepare(phrases: Mapping[Language, Phrases]) -> Cues:
    """The cues in the `date_cues` of every language, compiled once."""
    keys: dict[str, set[str]] = {}
    for language in phrases:
        for key, wordings in phrases[language].date_cues.items():
            if key == "acting":
                continue
            for wording in wordings:
                keys.setdefault(wording.lower(), set()).add(key)
    _inherit(keys)
    words = wordlist.prepare(keys)
    acting = {
        language: re.compile(trie.pattern(word.lower() for word in phrases[language].date_cues.get("acting", ())))
        for language in phrases
    }
    return Cues(
        re.compile(words.pattern),
        words,
        {word: (frozenset(found), tuple(key for key in ROLES if key in found)) for word, found in keys.items()},
        acting,
    )


def _inherit(keys: dict[str, set[str]]) -> None:
    """A wording that tells no role (切れた) takes its role from the longest wording that begins it (切れ)."""
    for word, found in keys.items():
        if found <= _ROLELESS:
            shorter = (word[:end] for end in range(len(word) - 1, 0, -1))
            begun = next((keys[short] for short in shorter if keys.get(short, found) - _ROLELESS), set())
            found |= begun & set(ROLES)


def scan(folded: str, cues: Cues) -> list[Cue]:
    """The cues in a text in lower case, from left to right, the longest at each place."""
    found: list[Cue] = []
    end, begun = 0, cues.words.lengths
    for match in cues.places.finditer(folded, 0, LONGEST):
        first, start = match["word"], match.start()
        known = first in begun if first else folded[start : start + 2] in begun or folded[start] in begun
        word = cues.words.at(folded, start, first) if known and start >= end else None
        if word:
            end = start + len(word)
            found.append(Cue(start, end, *cues.keys[word], first is None))
    return [_of_another(cue, found, place, folded) for place, cue in enumerate(found)]


def _of_another(cue: Cue, found: list[Cue], place: int, folded: str) -> Cue:
    """The cue as its subject makes it: of another matter ("support for V5 ends", "the paperwork finished"), or past, if
    somebody let it happen ("let it expire")."""
    if cue.roles != ("expiry",):
        return cue
    before = found[place - 1] if place else None
    if _is_compound(cue, folded) or _has_subject(cue, found[:place], folded):
        return cue._replace(roles=("other",))
    if before and "errand" in before.keys and "done" in cue.keys and _ITS_END.fullmatch(folded, before.end, cue.start):
        return cue._replace(roles=("renewal",))
    if before and "let" in before.keys and _near(before, cue, folded):
        return cue._replace(keys=cue.keys - {"future"} | {"past"})
    return cue


def _is_compound(cue: Cue, folded: str) -> bool:
    """Whether a word of expiry is the end of a longer one that no list has: 予算執行期限."""
    return "compound" in cue.keys and cue.start > 0 and _KANJI.match(folded, cue.start - 1) is not None


def _has_subject(cue: Cue, before: Sequence[Cue], folded: str) -> bool:
    """Whether the subject of a cue is something else than the license: the cue right before it says so, or one with
    nothing but numbers behind it."""
    subjects = [one for one in before if "subject" in one.keys]
    if subjects and subjects[-1] is before[-1] and _near(subjects[-1], cue, folded):
        return True
    return any(_NUMBERED.fullmatch(folded, one.end, cue.start) for one in subjects)


def _near(one: Cue, other: Cue, folded: str) -> bool:
    """Whether a cue stands shortly before another in one clause."""
    return other.start - one.end <= REACH and not _STOP.search(folded, one.end, other.start)
