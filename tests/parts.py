"""Parts of understanding judged by themselves: dates, products and intents, from JSON lines of public suites.

A line with `reference` (today) names days: right is `start`/`end`, or any pair of `accept`, as one of the readings.
A line with `expected` names products by id. A line with `intent` is a reworded question and what it means.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bot.core.model import Reading
from bot.desk import Desk

Json = dict[str, Any]
INTENTS = {
    "after_renewal_tasks": "after_renewal",
    "find_license_info": "license_info",
    "serial_changed": "serial_change",
    "expiry_symptom": "expiry_signs",
    "expired_effect": "expiry_effect",
}
"""Ids that such files use for ours."""
ANY_DAY = date(2018, 6, 1)


def judged(desk: Desk, path: Path) -> Iterator[tuple[str, Json, bool, str]]:
    """Each line of a file as (row of the table, case, right, what was read)."""
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        part, judge = next((name, judge) for key, (name, judge) in _JUDGES.items() if key in case)
        today = date.fromisoformat(case.get("reference") or case.get("today") or str(ANY_DAY))
        reading = desk.read(case["text"], today)
        right, read = judge(case, reading)
        yield f"{part:<8}{_kind(case)}", case, right, read


def is_parts(path: Path) -> bool:
    """Whether a file judges parts rather than whole answers."""
    first = json.loads(path.read_text(encoding="utf-8").split("\n", 1)[0]) if path.suffix == ".jsonl" else {}
    return any(key in first for key in _JUDGES)


def _kind(case: Json) -> str:
    return " ".join(str(case[key]) for key in ("lang", "form", "tag") if key in case)


def _date(case: Json, reading: Reading) -> tuple[bool, str]:
    accepted = {(pair["start"], pair["end"]) for pair in (case, *case.get("accept", []))}
    read = {(str(period.start), str(period.end)) for when in reading.dates for period in when.readings}
    return bool(read & accepted), str(sorted(read))


def _product(case: Json, reading: Reading) -> tuple[bool, str]:
    read = {product for mention in reading.products for product in mention.products}
    return read == set(case["expected"]), str(sorted(read))


def _intent(case: Json, reading: Reading) -> tuple[bool, str]:
    read = [intent.id for intent in reading.intents]
    return read[:1] == [INTENTS.get(case["intent"], case["intent"])], str(read)


_JUDGES: dict[str, tuple[str, Callable[[Json, Reading], tuple[bool, str]]]] = {
    "reference": ("date", _date),
    "expected": ("product", _product),
    "intent": ("intent", _intent),
}
