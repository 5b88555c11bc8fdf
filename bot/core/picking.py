"""The products that a list offers while somebody types: those that are named, then those that hold the letters."""

import unicodedata
from collections.abc import Collection, Iterator

from bot.core.knowledge import Catalogue, Product
from bot.core.model import ProductId


def offered(typed: str, named: Collection[ProductId], catalogue: Catalogue) -> tuple[Product, ...]:
    """The products to offer, all of them where nothing is typed.

    named: those that the typed words are read as ("エンドポイント", a slip of the finger); they come first.
    """
    letters = _plain(typed)
    first = [product for product in catalogue.products if product.id in named]
    others = [product for product in catalogue.products if product.id not in named and _holds(product, letters)]
    return (*first, *others)


def _holds(product: Product, letters: str) -> bool:
    return any(letters in spelling for spelling in _spellings(product))


def _spellings(product: Product) -> Iterator[str]:
    yield from map(_plain, (*product.name.values(), *product.aliases))


def _plain(words: str) -> str:
    """Letters and digits alone, of one width and case: "NOD 32" and "ｎｏｄ32" are the same."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", words).lower()))
