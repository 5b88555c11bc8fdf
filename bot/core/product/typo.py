"""A word of the catalogue behind a word that is not quite one: slips of the finger, joined words, plurals.

A slip is measured as the optimal string alignment distance (a swap of neighbours is one). How many are forgiven
depends on the length of the right word, and where two words are equally near neither is taken: File, Mail and Web
must never turn into one another.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

SHORTEST, LONGEST = 4, 40
"""Lengths of a typed word, in characters, between which a slip is looked for."""

Buckets = Mapping[tuple[str, int], tuple[str, ...]]
"""Words by a letter and a length: see `buckets`."""


def buckets(words: Iterable[str]) -> Buckets:
    """Words by their first and by their second letter, and by the lengths at which a slip of them may be typed.

    A slip seldom spoils both letters, and so few words are compared with what was typed.
    """
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in words:
        slips = _slips(word)
        for letter in {word[0], word[1]}:
            for length in range(len(word) - slips, len(word) + slips + 1):
                found[letter, length].append(word)
    return {key: tuple(some) for key, some in found.items()}


def nearest(typed: str, among: Buckets, meaning: Mapping[str, object]) -> str | None:
    """The one word that was probably meant, or None where there is none, or several of different meaning."""
    fit = _fit(typed, among.get((typed[0], len(typed)), ())) or _fit(typed, among.get((typed[1], len(typed)), ()))
    if not fit:
        return None
    least = min(fit)[0]
    meant = [word for distance, word in fit if distance == least]
    return meant[0] if all(meaning[word] == meaning[meant[0]] for word in meant) else None


def _fit(typed: str, choices: tuple[str, ...]) -> list[tuple[int, str]]:
    """The distances and words that are near enough."""
    found = []
    for word in choices:
        distance = OSA.distance(typed, word, score_cutoff=2)
        if distance <= _slips(word) and (len(word) > 4 or len(typed) != 4 or sorted(typed) == sorted(word)):
            found.append((distance, word))
    return found


def _slips(word: str) -> int:
    """Two slips are forgiven from eight letters on, else one; in four letters it must be a swap, a lost or a
    doubled letter, for "mail" is one letter away from "main"."""
    return 2 if len(word) >= 8 else 1


Piece = tuple[int, int, str]
"""Where a word stands in a run of letters, and the word."""


def pieces(typed: str, words: Mapping[str, object], longest: int) -> list[Piece]:
    """The known words of which a run of letters is made ("filesecurity"), [] where it is not.

    Digits at the end are a version ("efsw6"), an s a plural; "for" may stand between.
    """
    return _cut(typed, 0, words, longest) or [] if len(typed) <= LONGEST else []


def _cut(typed: str, at: int, words: Mapping[str, object], longest: int) -> list[Piece] | None:
    rest = typed[at:]
    if not rest or rest == "s" or rest.isdecimal() or (rest[0] == "v" and rest[1:].isdecimal()):
        return []
    start = at + 3 if at and rest.startswith("for") else at
    for end in range(min(len(typed), start + longest), start + 2, -1):
        word = typed[start:end]
        if word in words:
            below = _cut(typed, end, words, longest)
            if below is not None:
                return [(at, end, word), *below]
    return None
