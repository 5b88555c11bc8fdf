"""Whether an answer is right: what a case settles, held against the machine-readable form.

A case of tests/answers/*.yaml: `ask` and `today`, then any of `intents` (a list of lists: each is a right reading),
`lines`, `expiry` (a day, or [from, to]), `verdict`, `missing`, `scope`, `handoff`, `sensitive`, `language`, `says` and
`never_says` (a month and day such as 07-30, a name of SAYINGS, or a pattern on the text). What a case leaves out is not
judged. Several turns stand under `turns`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.asking import Asker, Request, as_json
from bot.desk import Desk

Json = dict[str, Any]
PLAIN = ("verdict", "scope", "handoff", "sensitive", "language")
SETS = ("lines", "missing")
SAYINGS = {
    "a new purchase": r"\bnew\b.{0,30}(licen|purchas|bought)|buy.{0,30}\bnew\b|新規",
    "no limit": r"no (limit|cut-off)|any time|制限は?(が)?ありません",
    "no such date": r"does not exist|という日付はありません",
    "30 days": r"30 days|30日",
    "3 months": r"3 months|3か月",
    "whom to ask": r"sales partner|support centre|販売パートナー|サポートセンター",
}
"""Patterns that many cases share, by what they mean."""
MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Asked:
    """One judged question: where it stands, its case, the answer, and the fields that are wrong."""

    file: str
    case: Json
    got: Json
    wrong: tuple[str, ...]

    @property
    def dangerous(self) -> bool:
        """A yes or no where the case says otherwise: the worst that can happen."""
        return self.got["verdict"] in ("yes", "no") and "verdict" in self.wrong

    @property
    def asked_back(self) -> bool:
        """Whether the desk asked back instead of answering."""
        return not self.got["intents"] or bool(self.got["missing"])


def load(path: Path) -> Iterator[list[Json]]:
    """The conversations of a file, each a list of turns: YAML cases, or JSON lines of the same fields."""
    if path.suffix == ".jsonl":
        cases = [_from_json(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    else:
        cases = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for case in cases:
        yield [{"today": case.get("today"), **turn} for turn in case.get("turns", [case])]


def _from_json(case: Json) -> Json:
    """A line of JSON in the words of a case."""
    if "turns" in case:
        return {"today": case["today"], "turns": [_from_json(turn) for turn in case["turns"]]}
    told = {field: case[field] for field in (*PLAIN, *SETS, "today") if field in case}
    if "lang" in case:
        told["language"] = case["lang"]
    if "intents_ok" in case or "intents" in case:
        told["intents"] = case.get("intents_ok") or [case["intents"]]
    if "expiry" in case:
        told["expiry"] = [[span["start"], span["end"]] for span in case["expiry"]]
    return {"ask": case["text"], **told, "says": case.get("must", []), "never_says": case.get("must_not", [])}


def ask(desk: Desk, path: Path) -> Iterator[Asked]:
    """Every question of a file, asked in its conversation and judged."""
    for turns in load(path):
        asker = Asker(desk, date.min)
        for case in turns:
            today = _day(case["today"])
            got = as_json(asker.ask(Request(case["ask"], today, None, "one")))
            yield Asked(path.stem, case, got, tuple(_wrong(case, got)))


def _wrong(case: Json, got: Json) -> Iterator[str]:
    yield from (field for field in PLAIN if field in case and got[field] != case[field])
    yield from (field for field in SETS if field in case and set(got[field]) != set(case[field]))
    if "intents" in case and set(got["intents"]) not in [set(right) for right in case["intents"]]:
        yield "intents"
    if "expiry" in case and {_span(span) for span in case["expiry"]} != {(s["start"], s["end"]) for s in got["expiry"]}:
        yield "expiry"
    if not all(_said(meant, got["text"]) for meant in case.get("says", [])):
        yield "says"
    if any(_said(meant, got["text"]) for meant in case.get("never_says", [])):
        yield "never_says"


def _said(meant: str, text: str) -> bool:
    pattern = SAYINGS.get(meant, meant)
    if day := re.fullmatch(r"(\d\d)-(\d\d)", meant):
        month, number = int(day[1]), int(day[2])
        pattern = rf"(?<!\d){number} {MONTHS[month - 1]}|(?<!\d){month}月{number}日"
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None


def _span(given: Any) -> tuple[str | None, str | None]:
    start, end = given if isinstance(given, list) else (given, given)
    return (start and str(start)), (end and str(end))


def _day(given: Any) -> date:
    return given if isinstance(given, date) else date.fromisoformat(given)
