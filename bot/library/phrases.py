"""`phrases/<language>.yaml` and `phrases/dates.<language>.yaml`: the wordings that people use."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.core.knowledge import Phrases
from bot.core.model import Language
from bot.library.fault import Ledger, expected
from bot.library.known import INTENTS
from bot.library.page import Place, read
from bot.library.parity import Keys, compare
from bot.library.shape import LANGUAGES, entries, record, table, words


def load(folder: Path, shown: str, ledger: Ledger) -> dict[Language, Phrases]:
    """The phrases of every language. Faults go into the ledger; intents and acts must be the same in all."""
    intents: dict[Language, Keys] = {}
    acts: dict[Language, Keys] = {}
    found: dict[Language, Phrases] = {}
    for language in LANGUAGES:
        name = f"{language}.yaml"
        place = read(folder / name, f"{shown}/{name}", ledger)
        fields = _wordings(place, language, intents, acts)
        if fields is None:
            ledger.lost.add("intent")
        cues = read(folder / f"dates.{name}", f"{shown}/dates.{name}", ledger)
        date_cues = table(words, "cues, each with a list of wordings")(cues) if cues else None
        found[language] = Phrases(**(fields or _NONE), date_cues=date_cues or {})
    compare(intents, "intent", ledger)
    compare(acts, "act", ledger)
    return found


_NONE: Mapping[str, Any] = {"concepts": {}, "intents": {}, "acts": {}}


def _wordings(
    place: Place | None, language: Language, intents: dict[Language, Keys], acts: dict[Language, Keys]
) -> dict[str, Any] | None:
    if place is None:
        return None
    wordings = table(words, "names, each with a list of wordings")

    def intents_here(at: Place) -> Any:
        intents[language] = _intent_keys(at)
        return wordings(at)

    def acts_here(at: Place) -> Any:
        acts[language] = {key: key_place.spot for key, key_place, _ in entries(at, "acts")}
        return wordings(at)

    return record(place, {"concepts": wordings, "intents": intents_here, "acts": acts_here})


def _intent_keys(place: Place) -> Keys:
    """Where each intent stands; one whose first part the desk does not know is a fault."""
    keys: Keys = {}
    for key, key_place, _ in entries(place, "intents"):
        keys[key] = key_place.spot
        if key.partition("/")[0] not in INTENTS:
            key_place.fault(f"unknown intent '{key}'; {expected(key.partition('/')[0], INTENTS)}")
        place.ledger.declared.setdefault(("intent", key), key_place.spot)
    return keys
