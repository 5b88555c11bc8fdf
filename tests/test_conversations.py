"""Every conversation of conversations/*.yaml goes as written: what is known by then, turn by turn."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.asking import Asker, Request, as_json
from bot.desk import Desk

FOLDER = Path(__file__).parent / "conversations"
CASES = [(path.stem, case) for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text())]
PLAIN = ("intents", "lines", "verdict", "missing", "scope", "handoff", "sensitive", "language")


def days(spans: list[dict[str, Any]]) -> list[Any]:
    """[2018-03-31] for a day, [[2018-03-01, 2018-03-31]] for a range, as the cases write them."""
    return [span["start"] if span["start"] == span["end"] else [span["start"], span["end"]] for span in spans]


def written(value: Any) -> Any:
    if isinstance(value, list):
        return [written(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(("file", "case"), CASES, ids=[f"{file}: {case['what']}" for file, case in CASES])
def test_the_conversation_goes_as_written(file: str, case: dict[str, Any], desk: Desk) -> None:
    asker = Asker(desk, case["today"])
    for turn in case["turns"]:
        got = as_json(asker.ask(Request(turn["say"], turn.get("today", case["today"]), None, "one")))
        said = f"{turn['say']!r} → {got['text']}"
        for field in PLAIN:
            if field in turn:
                expected = turn[field]
                if isinstance(expected, list):
                    assert sorted(got[field]) == sorted(expected), (field, said)
                else:
                    assert got[field] == expected, (field, said)
        if "expiry" in turn:
            assert days(got["expiry"]) == written(turn["expiry"]), said
        for piece in turn.get("says", []):
            assert piece in got["text"], said
        for piece in turn.get("never_says", []):
            assert piece not in got["text"], said
