"""Product names taken apart: a head ("File Security") and platforms ("for Linux / Windows Server").

A head may be typed in any order and a platform before or after it; a name without its platform may be any of
the products that share the head.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from bot.core.knowledge import Product
from bot.core.model import ProductId
from bot.core.product.lexicon import Keys, Vocabulary
from bot.core.product.spelling import normal

_FOR = re.compile(r"\s+for\s+")
Ids = tuple[ProductId, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What a set of words names. `platforms`: what it names with a set of platform words; `reach`: all of those.

    `shy`: the head alone is an everyday word (`ordinary`) or a clue, so that more is needed to take it for a name.
    `everyday`: all its words are ordinary ones, so that their order matters. `orders`: those in which it is known.
    """

    bare: Ids
    platforms: dict[int, Ids]
    full: frozenset[int]
    reach: int
    orders: frozenset[Keys]
    everyday: bool
    shy: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    """One spelling of one product's name: the words of its head and of its platforms."""

    product: ProductId
    head: Keys
    platforms: frozenset[str]


def heads(
    products: Iterable[Product], words: Vocabulary, brand: str, everyday: set[Keys], clues: set[Keys]
) -> dict[int, Head]:
    """Every head in the catalogue by the set of its words, with the brand and without it."""
    grouped: dict[int, list[_Form]] = defaultdict(list)
    for product in products:
        for form in _forms(product, words, brand):
            grouped[words.mask(form.head)].append(form)
    return {mask: _head(forms, words, everyday, clues, brand) for mask, forms in grouped.items()}


def _forms(product: Product, words: Vocabulary, brand: str) -> Iterable[_Form]:
    for phrase in dict.fromkeys((*product.name.values(), *product.aliases)):
        head, *tail = _FOR.split(normal(phrase), maxsplit=1)
        keys = words.keys(head)
        platforms = frozenset(words.keys(tail[0])) if tail else frozenset()
        bare = tuple(key for key in keys if key != brand)
        yield _Form(product.id, (brand, *bare), platforms)
        if bare:
            yield _Form(product.id, bare, platforms)


def _head(forms: list[_Form], words: Vocabulary, everyday: set[Keys], clues: set[Keys], brand: str) -> Head:
    orders = frozenset(form.head for form in forms)
    bare_orders = {tuple(key for key in order if key != brand) for order in orders}
    platforms: dict[int, Ids] = {}
    full = {form.platforms for form in forms if form.platforms}
    for named in sorted({frozenset(some) for whole in full for some in _subsets(whole)}, key=sorted):
        exact = [form.product for form in forms if form.platforms == named]
        telling = any((word,) not in everyday for word in named)
        if exact or telling:
            within = [form.product for form in forms if named < form.platforms]
            platforms[words.mask(named)] = tuple(dict.fromkeys(exact or within))
    bare = [form.product for form in forms if not form.platforms]
    if not bare and not any(not order or (len(order) == 1 and order in everyday) for order in bare_orders):
        bare = [form.product for form in forms]
    return Head(
        bare=tuple(dict.fromkeys(bare)),
        platforms=platforms,
        full=frozenset(words.mask(whole) for whole in full),
        reach=words.mask(word for whole in full for word in whole),
        orders=orders,
        everyday=all((word,) in everyday for word in forms[0].head),
        shy="clue" if bare_orders & clues else "ordinary" if orders & everyday else "",
    )


def _subsets(words: frozenset[str]) -> Iterable[tuple[str, ...]]:
    for size in range(1, len(words) + 1):
        yield from combinations(sorted(words), size)
