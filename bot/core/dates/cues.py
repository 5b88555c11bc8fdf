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
_WITH_A_ROLE = (
    "errand",
    "done",
    "let",
    "standing",
    "ending",
    "compound",
    "turns_out",
    "supposed",
    "supposing",
    "attested",
    "amends",
)
"""Keys of small words that may begin with a word of a role, and then have that role as well."""
_OF_THEIR_OWN = (
    "correction",
    "mistake",
    "not",
    "acting",
    "subject",
    "doubt",
    "yearless",
    "letter",
    "deadline",
    "undecided",
    "heading",
    "wrote",
    "hesitation",
    "license",
    "unknown",
    "denied",
    "someone",
    "knows",
    "neutral",
    "either",
)
KEYS = (*ROLES, *TENSES, *_WITH_A_ROLE, *_OF_THEIR_OWN)
"""All keys of `Phrases.date_cues`: see knowledge/phrases/dates.en.yaml."""

_ROLELESS = {*TENSES, *_WITH_A_ROLE}

_APART = {"acting", "undecided", "heading", "wrote", "hesitation", "license"}
"""Keys whose words are no cues: too short, and looked for at one place only."""

Span = tuple[int, int]
"""Where something starts and ends in the text."""


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
    undecided: re.Pattern[str]
    heading: re.Pattern[str]
    """The head of a mail before its day, from where its line begins: "> Sent: "."""
    wrote: re.Pattern[str]
    author: re.Pattern[str]
    """Behind the day of words that follow: " Sato wrote:"."""
    paper: re.Pattern[str]
    """A paper before its day: "a letter dated "."""
    hesitation: re.Pattern[str]
    """As many words of hesitation as stand there, with the signs between them."""
    license: re.Pattern[str]
    """A word by which people call a license."""
    called: re.Pattern[str]
    """The same in Japanese, as the end of a longer word, or of whose it is."""


def prepare(phrases: Mapping[Language, Phrases]) -> Cues:
    """The cues in the `date_cues` of every language, compiled once."""
    keys: dict[str, set[str]] = {}
    for language in phrases:
        for key, wordings in phrases[language].date_cues.items():
            if key in _APART:
                continue
            for wording in wordings:
                keys.setdefault(wording.lower(), set()).add(key)
    _inherit(keys)
    words = wordlist.prepare(keys)
    acting = {language: re.compile(_any(some, "acting")) for language, some in phrases.items()}
    offices = trie.pattern(
        name.lower() for some in phrases.values() for names in some.offices.values() for name in names
    )
    undecided, heading, wrote, letter, hesitation, license_ = (
        "|".join(_any(some, key) for some in phrases.values())
        for key in ("undecided", "heading", "wrote", "letter", "hesitation", "license")
    )
    return Cues(
        re.compile(words.pattern),
        words,
        {word: (frozenset(found), tuple(key for key in ROLES if key in found)) for word, found in keys.items()},
        acting,
        re.compile(rf"(?<![a-z])(?:{undecided})(?![a-z])"),
        re.compile(rf"^[> \t]*(?:{heading})\s*:\s*(?:[a-z]{{3,9}}[.,]*\s*)?$"),
        re.compile(rf"(?<![a-z])(?:{wrote})(?![a-z])"),
        re.compile(rf"[^\n]{{0,60}}?(?<![a-z])(?:{wrote})\s*:"),
        re.compile(rf"(?<![a-z])(?:{letter}) (?:dated|of|from)(?: the)? $"),
        re.compile(rf"(?:(?<![a-z])(?:{hesitation})(?![a-z])|[\s,.:!、。…-])*"),
        re.compile(rf"(?:{license_}|{offices})s?"),
        re.compile(rf"(?:{license_}|{offices})$"),
    )


def _any(phrases: Phrases, key: str) -> str:
    return trie.pattern(word.lower() for word in phrases.date_cues.get(key, ()))


def _inherit(keys: dict[str, set[str]]) -> None:
    """A wording that tells no role (切れた) takes its role from the longest wording that begins it (切れ)."""
    for word, found in keys.items():
        if found <= _ROLELESS:
            shorter = (word[:end] for end in range(len(word) - 1, 0, -1))
            begun = next((keys[short] for short in shorter if keys.get(short, found) - _ROLELESS), set())
            found |= begun & set(ROLES)


def scan(folded: str, cues: Cues, names: Sequence[Span] = ()) -> list[Cue]:
    """The cues in a text in lower case, from left to right, the longest at each place.

    names: where products are named; their words are none ("File Security" is nothing to file).
    """
    found: list[Cue] = []
    end, begun = 0, cues.words.lengths
    for match in cues.places.finditer(folded, 0, LONGEST):
        first, start = match["word"], match.start()
        known = first in begun if first else folded[start : start + 2] in begun or folded[start] in begun
        word = cues.words.at(folded, start, first) if known and start >= end else None
        if word:
            end = start + len(word)
            found.append(Cue(start, end, *cues.keys[word], first is None))
    if names:
        found = [cue for cue in found if not any(start <= cue.start < stop for start, stop in names)]
    return found


def named(names: Sequence[Span], low: int, high: int) -> int:
    """How many characters from `low` to `high` are names of products."""
    return sum(end - start for start, end in names if low <= start and end <= high)
