"""Many words to look for in a text, kept by how they begin: found as fast as by a regex, and ready at once."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_FIRST_LATIN = re.compile(r"[a-z]+")
LATIN = r"(?P<word>[a-z]+)(?:'[a-z]+)?"
"""A word in Latin letters, up to an apostrophe its group; a phrase is looked for where one begins."""


_LATIN_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


class Wordlist(NamedTuple):
    """Words in lower case, and how long they may be, by their first Latin word or first two letters of another script."""

    words: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]

    @property
    def pattern(self) -> str:
        """A regex for every place where a word may begin: group `word` is the Latin word there, `hit` says that it is
        worth a look. Latin words that begin none are passed over without a group."""
        seconds: dict[str, set[str]] = {}
        for key in self.lengths:
            seconds.setdefault(key[0], set()).add(key[1:2])
        latin = "|".join(_beginning(a, seconds[a]) for a in sorted(seconds) if a in _LATIN_LETTERS) or "(?!)"
        letters = sorted(a for a in seconds if a not in _LATIN_LETTERS)
        other = "|".join(_beginning(a, seconds[a]) for a in letters) or "(?!)"
        guard = re.escape("".join(letters))
        return rf"(?=[a-z])(?:(?={latin}){LATIN}|[a-z]+(?:'[a-z]+)?)|(?=[{guard} ])(?:{other})(?P<hit>)"

    def at(self, folded: str, start: int, word: str | None) -> str | None:
        """The longest word or phrase at an offset, where `word` is the Latin word if one begins there. A Latin phrase
        goes up to the end of a word. None if there is none."""
        if word is None:
            for length in self.lengths.get(folded[start : start + 2], self.lengths.get(folded[start], ())):
                if folded[start : start + length] in self.words:
                    return folded[start : start + length]
            return None
        for length in self.lengths.get(word, ()):
            end = start + length
            if folded[start:end] in self.words and folded[end : end + 1] not in _LATIN_LETTERS:
                return folded[start:end]
        return None


def prepare(words: Iterable[str]) -> Wordlist:
    """The words, ready to be looked for."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        begun = _FIRST_LATIN.match(word)
        lengths.setdefault(begun.group() if begun else word[:2], set()).add(len(word))
    for key in lengths:
        if len(key) == 2 and key[0] in lengths and key[0] not in _LATIN_LETTERS:
            lengths[key].add(1)
    found = {key: tuple(sorted(lengths[key], reverse=True)) for key in lengths}
    return Wordlist(frozenset(words), found)


def _beginning(first: str, seconds: set[str]) -> str:
    """A regex for a first letter and those that may follow; "" among them stands for a word of one letter."""
    more = f"[{re.escape(''.join(sorted(seconds)))}]" if seconds - {""} else ""
    if first in _LATIN_LETTERS:
        return first + (f"(?:{more}|(?![a-z]))" if "" in seconds and more else more or "(?![a-z])")
    return re.escape(first) + (f"(?={more})" if "" not in seconds else "")
