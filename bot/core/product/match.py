"""Names among the tokens of an utterance: the longest set of words that is the head of a product's name, with
its platform on either side."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.core.model import ProductId
from bot.core.product.index import Index
from bot.core.product.name import Head
from bot.core.product.scan import Token

_MOST = 9
"""Words in the longest head that is tried."""
_FAR = 40
"""Characters that may stand between a product and its platform at most."""
_TIGHT = re.compile(r"[用 \t\-‐‑–_・/&+()\[\]「」『』【】\"'’“”*`®™]*+")
_PLATFORM = re.compile(
    r"(?:[ \t\-‐‑–_・/&+()「」:*`®™]|(?<![a-z])(?:(?!or\b)[for]{2,4}|v?\d[\d.]*)(?![a-z])|用|版|向け|の)*+"
)
_ALSO = re.compile(r"[ /・&+]*(?:(?<![a-z])and(?![a-z]))?[ /・&+]*")
"""What may stand between two platforms that are one name; "and" only after the head, as in the name."""


class Typed(NamedTuple):
    """An utterance with its tokens; `folded` is `text` in lower case, of the same length."""

    text: str
    folded: str
    tokens: Sequence[Token]


class Named(NamedTuple):
    """A name made of `tokens[first:last]`: the products it may be, and where it stands in the text.

    `platforms`: what it would be with a platform, where it stands without one.
    """

    first: int
    last: int
    start: int
    end: int
    products: tuple[ProductId, ...]
    platforms: Mapping[int, tuple[ProductId, ...]]


def _tight(folded: str, left: int, right: int) -> bool:
    """Whether only blanks and marks stand between two offsets, so that the words there are neighbours."""
    return left == right or folded[left:right] == " " or _TIGHT.fullmatch(folded, left, right) is not None


def name_at(typed: Typed, at: int, floor: int, index: Index) -> Named | None:
    """The longest name whose head begins with token number `at`; tokens before `floor` belong to something else."""
    folded, tokens = typed.folded, typed.tokens
    mask, end, known = 0, -1, []
    for position in range(at, min(at + _MOST, len(tokens))):
        token = tokens[position]
        bits = token.word.mask
        if not bits or bits & mask or (mask and not _tight(folded, end, token.start)):
            break
        mask |= bits
        end = token.end
        if mask in index.heads:
            known.append((position + 1, index.heads[mask]))
    for last, head in reversed(known):
        if _credible(folded, tokens[at:last], head):
            return _with_platform(typed, at, last, floor, head, index)
    return None


def _credible(folded: str, tokens: Sequence[Token], head: Head) -> bool:
    """Whether these words may be taken for the head: not by slips alone, not everyday words in another order,
    not the beginning of a serial number or user name ("EAV-1234")."""
    if head.everyday and tuple(key for token in tokens for key in token.word.keys) not in head.orders:
        return False
    if not all(token.exact for token in tokens):
        named = [token for token in tokens if not token.word.brand]
        if not any(token.exact for token in named):
            return all(_tells(folded[token.start : token.end]) for token in named)
    if len(tokens) > 1:
        return True
    after = folded[tokens[0].end : tokens[0].end + 2]
    return not (after[:1] in ("-", "*") and not "a" <= after[1:] <= "zz")


def _tells(typed: str) -> bool:
    """Whether a mistyped word is long or odd enough to be known by itself."""
    return len(typed) >= 7 or typed >= "ぁ" or any(letter.isdecimal() for letter in typed)


def _with_platform(typed: Typed, first: int, last: int, floor: int, head: Head, index: Index) -> Named | None:
    tokens = typed.tokens
    words = [typed.text[token.start : token.end] for token in tokens[first:last] if not token.word.brand]
    branded = len(words) < last - first
    start, end = tokens[first].start, tokens[last - 1].end
    platforms = 0
    if head.platforms and len(tokens) > last - first:
        after = tokens[last : last + _MOST]
        platforms, taken = _platforms(typed.folded, end, after, head, index)
        last, end = last + taken, after[taken - 1].end if taken else end
        if not platforms:
            before = tokens[max(floor, first - _MOST) : first][::-1]
            platforms, taken = _platforms(typed.folded, start, before, head, index)
            first, start = first - taken, before[taken - 1].start if taken else start
    products = head.platforms[platforms] if platforms else head.bare
    if not products or (head.shy and not _plain(words, branded, platforms, head)):
        return None
    return Named(first, last, start, end, products, {} if platforms else head.platforms)


def _platforms(folded: str, edge: int, tokens: Sequence[Token], head: Head, index: Index) -> tuple[int, int]:
    """Platform words next to a head, going outward from `edge`: their bits, and how many tokens they take.

    One may stand further off ("File Security on our Linux machine"); several make a name of its own only where
    they are written as in the name ("for Linux / Windows Server"), since that name settles the license line.
    """
    mask, best, taken, named = 0, 0, 0, True
    for count, token in enumerate(tokens, 1):
        left, right = (edge, token.start) if token.start >= edge else (token.end, edge)
        bits = token.word.mask
        if right - left > _FAR:
            break
        if not bits or bits & ~head.reach:
            continue  # whether this word may stand between is seen at the next platform word
        if mask and not (named and (_ALSO if token.start >= edge else _TIGHT).fullmatch(folded, left, right)):
            break
        if not mask:
            named = _PLATFORM.fullmatch(folded, left, right) is not None
            if not named and not index.loose.fullmatch(folded, left, right):
                break
        mask |= bits
        edge = token.end if token.start >= edge else token.start
        if mask in head.platforms:
            best, taken = mask, count
    return best, taken


def _plain(words: Sequence[str], branded: bool, platforms: int, head: Head) -> bool:
    """Whether a head that is also an everyday word or a clue is plainly meant as a name.

    words: as typed, without the maker's name; branded: whether that stands with them. Several words in katakana are
    as good as capitals where the name is merely an everyday word.
    """
    capital = words[0].isupper() if len(words) == 1 else all(word[0].isupper() for word in words)
    if head.shy == "ordinary":
        return capital or branded or bool(platforms) or (len(words) > 1 and all(word[0] >= "ァ" for word in words))
    return platforms in head.full or (capital and (branded or bool(platforms)))
