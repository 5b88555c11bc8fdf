"""Many words to look for in a text, kept by how they begin: found as fast as by a regex, and ready at once."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_FIRST_LATIN = re.compile(r"[a-z]+")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


class Wordlist(NamedTuple):
    """Words in lower case, and how long they may be, by their first Latin word or first two other letters."""

    words: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]

    @property
    def pattern(self) -> str:
        """A regex for every place where a word may begin: group `word` is the Latin word there, up to an apostrophe,
        `hit` a letter of another script."""
        letters = re.escape("".join(sorted({key[0] for key in self.lengths} - _LETTERS)))
        return r"(?P<word>[a-z]+)(?:'[a-z]+)?" + (f"|[{letters}](?P<hit>)" if letters else "")

    def at(self, folded: str, start: int, word: str | None) -> str | None:
        """The longest word or phrase at an offset, where `word` is the Latin word if one begins there. A Latin phrase
        goes up to the end of a word. None if there is none."""
        if word is None:
            for length in self.lengths.get(folded[start : start + 2]) or self.lengths.get(folded[start]) or ():
                if folded[start : start + length] in self.words:
                    return folded[start : start + length]
            return None
        for length in self.lengths.get(word, ()):
            end = start + length
            if folded[start:end] in self.words and folded[end : end + 1] not in _LETTERS:
                return folded[start:end]
        return None


def prepare(words: Iterable[str]) -> Wordlist:
    """The words, ready to be looked for."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        begun = _FIRST_LATIN.match(word)
        lengths.setdefault(begun.group() if begun else word[:2], set()).add(len(word))
    for key in lengths:
        if len(key) == 2 and key[0] not in _LETTERS and key[0] in lengths:
            lengths[key].add(1)
    return Wordlist(frozenset(words), {key: tuple(sorted(found, reverse=True)) for key, found in lengths.items()})
