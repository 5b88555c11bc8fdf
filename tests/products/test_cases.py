"""Products in what was typed, as cases in YAML: names, whole messages, and texts that name nothing."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core import product, utterance

HERE = Path(__file__).parent


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.load((HERE / name).read_text(encoding="utf-8"), yaml.CSafeLoader)
    return loaded


def each_text(name: str) -> list[Any]:
    return [pytest.param(str(text), case, id=str(text)) for case in cases(name) for text in case["texts"]]


def found(text: str, index: product.Index) -> product.Found:
    return product.find(utterance.read(text), index)


@pytest.mark.parametrize(("text", "case"), each_text("names.yaml"))
def test_a_name_is_known_in_every_way_it_is_typed(text: str, case: dict[str, Any], index: product.Index) -> None:
    mentions = found(text, index).mentions
    assert [set(mention.products) for mention in mentions] == [set(case["names"])]
    if "lines" in case:
        assert list(mentions[0].lines) == case["lines"]


@pytest.mark.parametrize(("text", "case"), each_text("nothing.yaml"))
def test_nothing_is_read_into_other_words(text: str, case: dict[str, Any], index: product.Index) -> None:
    got = found(text, index)
    assert got.mentions == ()
    assert got.rival is case.get("rival", False)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"]) for case in cases("sentences.yaml")])
def test_a_message_names_what_it_names(case: dict[str, Any], index: product.Index) -> None:
    got = found(case["text"], index)
    assert got.rival is case.get("rival", False)
    if "names" in case:
        assert [set(mention.products) for mention in got.mentions] == [set(names) for names in case["names"]]
    if "mentions" in case:
        assert [list(mention.lines) for mention in got.mentions] == case["mentions"]
    if "clues" in case:
        assert [list(clue.lines) for clue in got.clues] == case["clues"]
    if "proposed" in case:
        assert [list(clue.lines) for clue in got.clues if clue.proposes] == case["proposed"]
