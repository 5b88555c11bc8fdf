"""Every question in `tests/questions/` must be understood as it says there.

A file holds a list of `{ask, intents | any_of, topic?, acts?, why?}`; other fields are judged elsewhere.
No question stands in the knowledge word for word: it would be recognised, and the test could not fail.
`intents: []` says that the message asks for nothing, `unsure: true` that the desk must ask back.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import library
from bot.core import intent, kana, utterance
from bot.core.intent import Index, sentence

ROOT = Path(__file__).parent
PHRASES = library.load(ROOT.parent / "knowledge").phrases
KANA = kana.prepare(PHRASES)


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.parent.name}/{path.stem}/{number}")
        for path in sorted(ROOT.glob("questions/*/*.yaml"))
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1)
    ]


@pytest.fixture(scope="module")
def index() -> Index:
    return intent.prepare(PHRASES)


@pytest.mark.parametrize("case", _cases())
def test_a_question_is_understood_as_written(case: dict[str, Any], index: Index) -> None:
    intents, acts, _ = intent.find(kana.respell(utterance.read(case["ask"]), KANA), index)
    sure = [one.id for one in intents if one.score >= 0.5]
    accepted = case.get("any_of") or ([case["intents"]] if "intents" in case else [])
    if accepted:
        assert sure in accepted, f"{case['ask']}: {intents}"
    if case.get("unsure"):
        assert not sure, f"{case['ask']}: {intents}"
    if "topic" in case:
        assert case["topic"] in [one.topic for one in intents], f"{case['ask']}: {intents}"
    assert set(case.get("acts", ())) <= acts, f"{case['ask']}: {acts}"


@pytest.mark.parametrize("case", _cases())
def test_a_question_is_none_of_the_examples_in_the_knowledge(case: dict[str, Any], index: Index) -> None:
    assert sentence.letters(utterance.read(case["ask"]).folded) not in index.examples, case["ask"]
