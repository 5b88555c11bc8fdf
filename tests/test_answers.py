"""Whole questions get the answers that were worked out for them by hand; what is not understood yet is written down."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.core.model import Conversation
from bot.desk import Desk
from tests.judging import ask

FOLDER = Path(__file__).parent / "answers"
FILES = sorted(FOLDER.glob("*.yaml"))
NOT_YET = frozenset((FOLDER / "not_yet.txt").read_text(encoding="utf-8").splitlines())
"""Questions that are answered wrongly so far, as `<file>: <question>`; never with a wrong yes or no."""
EVERYDAY = yaml.safe_load((FOLDER.parent / "utterances" / "everyday.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_answer_is_right_save_those_written_down(path: Path, desk: Desk) -> None:
    wrong = {
        f"{asked.file}: {asked.case['ask']}".replace("\n", " "): asked.wrong for asked in ask(desk, path) if asked.wrong
    }
    known = {line for line in NOT_YET if line.startswith(f"{path.stem}: ")}
    assert {line: fields for line, fields in wrong.items() if line not in known} == {}
    assert known <= set(wrong), "these are right now: take them out of answers/not_yet.txt"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_answer_is_a_yes_or_no_where_the_rules_say_otherwise(path: Path, desk: Desk) -> None:
    assert [asked.case["ask"] for asked in ask(desk, path) if asked.dangerous] == []


@pytest.mark.parametrize("text", EVERYDAY)
def test_what_is_no_matter_of_the_desk_gets_no_verdict(text: str, desk: Desk) -> None:
    assert desk.take_turn(Conversation(), text, date(2018, 6, 15)).reply.verdict is None
