"""What people say: `phrases/<language>.yaml`, and beside it `dates.….yaml`, `joining.….yaml`, `offices.….yaml`,
`kana.….yaml`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.core.dates.cues import KEYS as DATE_KEYS
from bot.core.knowledge import Phrases
from bot.core.model import Language
from bot.core.unsettled import KINDS as UNSETTLED
from bot.library import wordings
from bot.library.fault import Ledger, Spot, expected
from bot.library.known import INTENTS
from bot.library.page import Place, read
from bot.library.parity import Keys, compare
from bot.library.shape import LANGUAGES, any_words, entries, record, table, words

_KINDS = (
    "lists",
    "corrects",
    "same",
    "both",
    "first",
    "second",
    "other",
    "neutral",
    "aside",
    "earlier",
    "day_first",
    "month_first",
)
_NONE: Mapping[str, Any] = {"concepts": {}, "intents": {}, "acts": {}}
_listed = table(words, "names, each with a list of wordings")
_named = table(any_words, "names, each with a list of words")


def _reasons(place: Place) -> dict[str, tuple[str, ...]] | None:
    return record(place, {}, may=dict.fromkeys(UNSETTLED, words))


def _joins(place: Place) -> dict[str, tuple[str, ...]] | None:
    return record(place, dict.fromkeys(_KINDS, any_words))


def load(folder: Path, shown: str, ledger: Ledger) -> dict[Language, Phrases]:
    """The phrases of every language. Faults go into the ledger; intents and acts must be the same in all."""
    found: dict[Language, Phrases] = {}
    sections: dict[Language, dict[str, Place]] = {}
    named: dict[Language, dict[str, Spot]] = {}
    reasons: dict[Language, dict[str, Spot]] = {}
    for language in LANGUAGES:
        name = f"{language}.yaml"
        place = read(folder / name, f"{shown}/{name}", ledger)
        fields = None if place is None else _phrases(place, sections.setdefault(language, {}))
        if fields is None:
            ledger.lost.add("intent")
        cues = read(folder / f"dates.{name}", f"{shown}/dates.{name}", ledger)
        date_cues = record(cues, {}, may=dict.fromkeys(DATE_KEYS, any_words)) if cues else None
        joining = _joining(folder / f"joining.{name}", f"{shown}/joining.{name}", ledger)
        offices = _offices(
            folder / f"offices.{name}", f"{shown}/offices.{name}", ledger, named.setdefault(language, {})
        )
        kana = _kana(folder / f"kana.{name}", f"{shown}/kana.{name}", ledger)
        open_ends = _unsettled(folder / f"unsettled.{name}", f"{shown}/unsettled.{name}", ledger, reasons, language)
        found[language] = Phrases(
            **(fields or _NONE), date_cues=date_cues or {}, joining=joining, offices=offices, kana=kana, **open_ends
        )
    compare(named, "office", ledger)
    compare(reasons, "list", ledger)
    _check(found, sections, ledger)
    return found


def _joining(path: Path, shown: str, ledger: Ledger) -> Mapping[str, tuple[str, ...]]:
    """Words that join two things; knowledge may do without."""
    place = read(path, shown, ledger) if path.exists() else None
    return (_joins(place) if place else None) or {}


def _offices(path: Path, shown: str, ledger: Ledger, spots: dict[str, Spot]) -> Mapping[str, tuple[str, ...]]:
    """Names of offices by their ids; knowledge may do without. The ids go into `spots`, to be compared."""
    place = read(path, shown, ledger) if path.exists() else None
    found = _listed(place) if place else None
    if place is not None and found is not None:
        spots.update({key.value: place.at(key).spot for key, _ in place.node.value})
    return found or {}


def _unsettled(
    path: Path, shown: str, ledger: Ledger, reasons: dict[Language, dict[str, Spot]], language: Language
) -> dict[str, Any]:
    """Wordings that tell no expiry date, and the groups of words they use; knowledge may do without. Where the lists
    of the language stand goes into `reasons`, to be compared, unless they cannot be read."""
    if not path.exists():
        reasons[language] = {}
        return {}
    place = read(path, shown, ledger)
    found = record(place, {"groups": _listed, "unsettled": _reasons}) if place else None
    if place is None or found is None:
        return {}
    section = next(value for key, _, value in entries(place, "a mapping") if key == "unsettled")
    reasons[language] = {key.value: section.at(key).spot for key, _ in section.node.value}
    wordings.check_unsettled(section, found["groups"])
    return found


def _kana(path: Path, shown: str, ledger: Ledger) -> Mapping[str, tuple[str, ...]]:
    """How words are written in kana; a language that has none does without."""
    place = read(path, shown, ledger) if path.exists() else None
    return (_listed(place) if place else None) or {}


def _phrases(place: Place, sections: dict[str, Place]) -> dict[str, Any] | None:
    """The three mappings; their places are put into `sections` once they are known to be sound."""
    fields = record(place, {"concepts": _named, "intents": _intents, "acts": _listed})
    if fields is not None:
        sections.update({key: value for key, _, value in entries(place, "a mapping")})
    return fields


def _intents(place: Place) -> Any:
    for key, key_place, _ in entries(place, "intents"):
        if key.partition("/")[0] not in INTENTS:
            key_place.fault(f"unknown intent '{key}'; {expected(key.partition('/')[0], INTENTS)}")
        place.ledger.declared.setdefault(("intent", key), key_place.spot)
    return _listed(place)


def _check(found: dict[Language, Phrases], sections: dict[Language, dict[str, Place]], ledger: Ledger) -> None:
    sound = {language: places for language, places in sections.items() if places}
    for name in ("intents", "acts"):
        compare({language: _keys(places[name]) for language, places in sound.items()}, name[:-1], ledger)
    if len(sound) < len(LANGUAGES):
        return
    concepts = {name for phrases in found.values() for name in phrases.concepts}
    for places in sound.values():
        wordings.check_concepts(places["concepts"], concepts)
        wordings.check(places["intents"], concepts)
        wordings.check(places["acts"], concepts)


def _keys(section: Place) -> Keys:
    return {key.value: section.at(key).spot for key, _ in section.node.value}
