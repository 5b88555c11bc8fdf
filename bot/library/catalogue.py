"""`products.yaml`: products, clues, rivals and everyday words that are no products."""

import unicodedata
from dataclasses import fields
from pathlib import Path

from bot.core.knowledge import Catalogue, ClueWords, Product
from bot.library.fault import Ledger, Spot
from bot.library.page import Place, read
from bot.library.shape import any_words, record, several, texts, words
from bot.library.value import declared, flag, named

_WORD_LISTS = {field.name: any_words for field in fields(Catalogue) if field.name != "products"}
"""All that the catalogue holds besides products, clues and spellings are lists of words: rivals, brands, …"""


def load(path: Path, shown: str, ledger: Ledger) -> Catalogue:
    """The catalogue; an empty one where the file has faults, which go into the ledger."""
    place = read(path, shown, ledger)
    if place is None:
        ledger.lost.add("product")
        return Catalogue()
    claims: dict[str, tuple[Product, Spot]] = {}
    found = record(
        place,
        {"products": several(lambda at: _product(at, claims), "products")},
        _WORD_LISTS | {"clues": several(_clue, "clues"), "spellings": several(words, "groups of words")},
    )
    return Catalogue(**found) if found else Catalogue()


def _product(place: Place, claims: dict[str, tuple[Product, Spot]]) -> Product | None:
    found = record(
        place,
        {"id": declared("product"), "name": texts, "lines": several(named("line"), "line ids", least=0)},
        {"aliases": any_words},
    )
    if found is None:
        return None
    product = Product(**found)
    for alias in {_plain(word) for word in (*product.name.values(), *product.aliases)}:
        other, spot = claims.setdefault(alias, (product, place.spot))
        if set(other.lines) != set(product.lines):
            return place.fault(
                f"'{alias}' is claimed by '{product.id}' and, with other lines, by '{other.id}' "
                f"on line {spot.line}; "
                "expected one product, or the same lines for both"
            )
    return product


def _clue(place: Place) -> ClueWords | None:
    found = record(
        place, {"words": words, "lines": several(named("line"), "line ids")}, {"proposes": flag, "platform": flag}
    )
    return ClueWords(**found) if found else None


def _plain(words: str) -> str:
    """A spelling without width, case and blanks, so that "NOD 32" and "nod32" are one claim."""
    return "".join(unicodedata.normalize("NFKC", words).lower().split())
