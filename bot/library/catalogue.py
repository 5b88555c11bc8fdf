"""`products.yaml`: products, clues, rivals and everyday words that are no products."""

import unicodedata
from pathlib import Path

from bot.core.knowledge import Catalogue, ClueWords, Product
from bot.library.fault import Ledger, Spot
from bot.library.page import Place, read
from bot.library.shape import any_words, record, several, texts, words
from bot.library.value import declared, flag, named


def load(path: Path, shown: str, ledger: Ledger) -> Catalogue:
    """The catalogue; an empty one where the file has faults, which go into the ledger."""
    place = read(path, shown, ledger)
    if place is None:
        ledger.lost.add("product")
        return Catalogue()
    claims: dict[str, tuple[Product, Spot]] = {}
    fields = record(
        place,
        {"products": several(lambda at: _product(at, claims), "products")},
        {
            "clues": several(_clue, "clues"),
            "rivals": words,
            "ordinary": words,
            "brands": any_words,
            "spellings": several(words, "groups of words"),
            "between": any_words,
            "within": any_words,
        },
    )
    return Catalogue(**fields) if fields else Catalogue()


def _product(place: Place, claims: dict[str, tuple[Product, Spot]]) -> Product | None:
    fields = record(
        place,
        {"id": declared("product"), "name": texts, "lines": several(named("line"), "line ids", least=0)},
        {"aliases": any_words},
    )
    if fields is None:
        return None
    product = Product(**fields)
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
    fields = record(place, {"words": words, "lines": several(named("line"), "line ids")}, {"proposes": flag})
    return ClueWords(**fields) if fields else None


def _plain(words: str) -> str:
    """A spelling without width, case and blanks, so that "NOD 32" and "nod32" are one claim."""
    return "".join(unicodedata.normalize("NFKC", words).lower().split())
