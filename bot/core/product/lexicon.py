"""The words of the catalogue: every spelling that may be typed, and the word it stands for.

A *key* is the word that stands for all its spellings (security for セキュリティ). Each key that occurs in the name
of a product has a bit, so that a set of words is one number and word order does not matter.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.core.product.spelling import Lengths, fold, lengths, longest, normal

Keys = tuple[str, ...]
_PIECE = re.compile(r"[a-z0-9]+|[々ぁ-ヺー一-鿿]+")
_GRAMMAR = "の版用"
"""Japanese for "of", "version", "for": no words of a name."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one spelling stands for. `keys`: usually one; an abbreviation stands for several (EES); `mask`: their
    bits; `brand`: it is the maker's name; `opens`: a phrase may begin with it; `key`: the only key,
    if there is only one."""

    keys: Keys
    mask: int = 0
    brand: bool = False
    opens: bool = False
    key: str = ""


@dataclass(slots=True)
class Vocabulary:
    """Spellings while the catalogue is being read; only `prepare` and what it calls see one."""

    spelled: dict[str, Keys] = field(default_factory=dict)
    joins: set[str] = field(default_factory=set)
    bits: dict[str, int] = field(default_factory=dict)
    _taught: frozenset[str] = frozenset()
    _known: Lengths = field(default_factory=dict)

    def learn(self, groups: Iterable[tuple[str, ...]]) -> None:
        """Take in groups of spellings; the first of a group stands for it, with all its words if several."""
        for group in groups:
            keys = tuple(_PIECE.findall(fold(normal(group[0]))))
            for spelling in group:
                pieces = _PIECE.findall(fold(normal(spelling)))
                if spelling != group[0] or len(keys) == 1:
                    self.spelled["".join(pieces)] = keys
                    self.joins.update(["".join(pieces[:n]) for n in range(2, len(pieces) + 1)])
        for joined in self.joins:
            self.spelled.setdefault(joined, (joined,))
        self._taught, self._known = frozenset(self.spelled), lengths(self.spelled)

    def keys(self, phrase: str, whole: bool = False) -> Keys:
        """The keys of a phrase of the catalogue, in order; words not seen before are taken in.

        whole: Japanese compounds are one word each ("profile" is not made of "file").
        """
        found: list[str] = []
        pieces = _PIECE.findall(fold(normal(phrase)))
        for piece in pieces:
            whole_piece = piece if len(pieces) == 1 else piece.strip("の")
            for word in [whole_piece] if whole or not whole_piece else self._cut(whole_piece):
                if word:
                    found += self.spelled.setdefault(word, (word,))
        return self._joined(tuple(found))

    def mask(self, keys: Iterable[str]) -> int:
        """The set of keys as a number; a key not seen before gets the next bit."""
        mask = 0
        for key in keys:
            mask |= self.bits.setdefault(key, 1 << len(self.bits))
        return mask

    def _cut(self, piece: str) -> list[str]:
        """A run of letters whole; a Japanese run cut where spellings are known, what is between kept whole."""
        if piece[0] < "ぁ":
            return [piece]
        cuts, at, loose = [], 0, 0
        while at < len(piece):
            length = longest(piece, at, self._taught, self._known)
            if not length:
                at += 1
                continue
            cuts += [piece[loose:at], piece[at : at + length]]
            at = loose = at + length
        return [cut for cut in (*cuts, piece[loose:]) if cut.strip(_GRAMMAR)]

    def _joined(self, keys: Keys) -> Keys:
        """Neighbours that are one word when joined (windows, server → windowsserver) made one."""
        found: list[str] = []
        raw = ""
        for key in keys:
            raw += key
            if found and raw in self.joins:
                found[-1:] = self.spelled[raw]
            else:
                found.append(key)
                raw = key
        return tuple(found)
