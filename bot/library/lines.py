"""`lines/<line>.yaml`: one license line a file, with its rules from day to day."""

from datetime import date
from pathlib import Path
from typing import Any

from bot.core.knowledge import Line, RuleVersion
from bot.library.fault import Ledger
from bot.library.known import LABEL_LENGTH
from bot.library.page import Place, read
from bot.library.parity import NAMES
from bot.library.shape import LANGUAGES, Reader, both, record, several, texts, words
from bot.library.value import count, day, declared, flag, named, text, window


def load(files: dict[str, Path], ledger: Ledger) -> dict[str, Line]:
    """The lines by id, in order of their position. `files`: shown name → path. Faults go into the ledger."""
    found: list[Line] = []
    for shown, path in files.items():
        place = read(path, shown, ledger)
        if place is None:
            ledger.lost.add("line")
        elif (line := _line(place, path.stem)) is not None:
            found.append(line)
    return {line.id: line for line in sorted(found, key=lambda line: line.position)}


def _line(place: Place, stem: str) -> Line | None:
    fields = record(
        place,
        {"id": _own_id(stem), "position": _position, "name": texts, "short": texts, "told": texts}
        | {"choice": _labels, "rules": _rules},
        {"rides_on": named("line"), "candidate_from": day},
    )
    if fields is None:
        return None
    line = Line(**fields)
    first = line.rules[0].start
    if line.candidate_from and line.candidate_from < first:
        return place.fault(f"candidate_from {line.candidate_from} is before the first rule; expected {first} or later")
    return line


def _own_id(stem: str) -> Any:
    declare = declared("line")

    def reader(place: Place) -> str | None:
        value = declare(place)
        if value is not None and value != stem:
            return place.fault(f"the id is '{value}' but the file is {stem}.yaml; expected id: {stem}")
        return value

    return reader


def _position(place: Place) -> int | None:
    value = count(place)
    if value is not None:
        place.ledger.declare("position", str(value), place.spot)
    return value


def _labels(place: Place) -> Any:
    """The button of the line in each language: short enough, and no other line's in that language."""
    return record(place, {language: _label(f"{NAMES[language]} button label") for language in LANGUAGES})


def _label(kind: str) -> Reader[str]:
    def reader(place: Place) -> str | None:
        value = text(place)
        if value is not None and len(value) > LABEL_LENGTH:
            return place.fault(f"'{value}' has {len(value)} characters; expected at most {LABEL_LENGTH} on a button")
        if value is not None:
            place.ledger.declare(kind, value, place.spot)
        return value

    return reader


def _rules(place: Place) -> tuple[RuleVersion, ...] | None:
    versions = several(_rule, "rules, the oldest first")(place)
    last = date.min
    for node, version in zip(place.node.value, versions or (), strict=False):
        if version.start <= last:
            return place.at(node).fault(
                f"this rule starts on {version.start}, the one above it on {last}; expected the oldest first"
            )
        last = version.start
    return versions


def _rule(place: Place) -> RuleVersion | None:
    fields = record(
        place,
        {"from": day, "window": window, "source": named("source")},
        {"also": several(named("source"), "source ids"), "contested_last_day": flag}
        | {"steps": _steps, "needs": texts, "articles": several(named("article"), "article ids")},
    )
    if fields is None:
        return None
    version = RuleVersion(start=fields.pop("from"), **fields)
    if version.contested_last_day and version.window.kind != "limited":
        return place.fault("contested_last_day without a last day; expected it only with a window such as '3 months'")
    return version


def _steps(place: Place) -> Any:
    steps = both(words)(place)
    if steps and len(steps["en"]) != len(steps["ja"]):
        return place.fault(
            f"{len(steps['en'])} steps in English, {len(steps['ja'])} in Japanese; expected the same number"
        )
    return steps
