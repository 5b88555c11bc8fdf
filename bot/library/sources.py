"""`sources.yaml`: the documents that make a rule or an article true."""

from pathlib import Path

from bot.core.knowledge import Source
from bot.library.fault import Ledger
from bot.library.page import Place, read
from bot.library.shape import entries, record, texts
from bot.library.value import day, declared, named, url


def load(path: Path, shown: str, ledger: Ledger) -> dict[str, Source]:
    """The sources by id. Faults go into the ledger."""
    place = read(path, shown, ledger)
    if place is None:
        ledger.lost.add("source")
        return {}
    found: dict[str, Source] = {}
    for _, key_place, value_place in entries(place, "source ids, each with its title"):
        identifier = declared("source")(key_place)
        source = _source(identifier or "", value_place)
        if source is not None:
            found[source.id] = source
    return found


def _source(identifier: str, place: Place) -> Source | None:
    fields = record(place, {"title": texts}, {"url": url, "published": day, "newer": named("source")})
    if fields is None:
        return None
    if fields.get("newer") == identifier:
        return place.fault(f"'{identifier}' is its own newer edition; expected the id of another source")
    return Source(identifier, fields["title"], fields.get("url"), fields.get("published"), fields.get("newer"))
