"""A word of the catalogue behind a word that is not quite one: slips of the finger, joined words, plurals.

A slip is measured as the optimal string alignment distance (a swap of neighbours is one). How many are forgiven
depends on the length of the right word, and where two words are equally near neither is taken: File, Mail and Web
must never turn into one another.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST, LONGEST = 4, 40
"""Lengths of a typed word, in characters, between which a slip is looked for."""

Buckets = Mapping[str, tuple[str, ...]]


def buckets(words: Iterable[str]) -> Buckets:
    """Words by first and by second letter: a slip seldom spoils both, and few words are then compared."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for letter in {word[0], word[1]}:
            found[letter].append(word)
    return {letter: tuple(some) for letter, some in found.items()}


def nearest(typed: str, among: Buckets, meaning: Mapping[str, object]) -> str | None:
    """The one word that was probably meant, or None where there is none, or several of different meaning."""
    fit = _fit(typed, among.get(typed[0], ())) or _fit(typed, among.get(typed[1], ()))
    nearest_ones = [word for distance, word in fit if distance == fit[0][0]]
    if not fit or any(meaning[word] != meaning[nearest_ones[0]] for word in nearest_ones):
        return None
    return nearest_ones[0]


def _fit(typed: str, choices: tuple[str, ...]) -> list[tuple[float, str]]:
    """The distances and words that are near enough, nearest first."""
    allowed = 2 if len(typed) >= 7 else 1
    near = process.extract(typed, choices, scorer=OSA.distance, score_cutoff=allowed, limit=3) if choices else ()
    return [(distance, word) for word, distance, _ in near if _forgiven(typed, word, distance)]


def _forgiven(typed: str, word: str, distance: float) -> bool:
    """Two slips from eight letters on, one from five; in four letters only a swap, a lost or a doubled letter."""
    if len(word) >= 8:
        return distance <= 2
    if len(word) >= 5:
        return distance <= 1
    return distance <= 1 and (len(typed) != len(word) or sorted(typed) == sorted(word))


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
