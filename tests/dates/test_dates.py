"""The dates in a message: cases in YAML that anyone can read and add to."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core import dates, expiry, utterance
from bot.core.model import EXACT, DateMention, Margin, Period, Reading

HERE = Path(__file__).parent


def _cases(name: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{name}: {case['name']}")
        for case in yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    ]


def told(mention: DateMention) -> str:
    """A mention in the words of the YAML cases."""
    readings = " or ".join(_period(p) for p in mention.readings) or "no such day"
    return f"{mention.role} {readings}{_margin(mention.margin)}"


def _period(period: Period) -> str:
    return str(period.end) if period.start == period.end else f"{period.start or ''}..{period.end or ''}"


def _margin(margin: Margin) -> str:
    if margin == EXACT:
        return ""
    return f" ±{margin.months} months" if margin.months else f" ±{margin.days} days"


@pytest.mark.parametrize("case", [*_cases("english"), *_cases("japanese")])
def test_a_message_names_these_dates(case: dict[str, Any], cues: dates.Cues) -> None:
    said = utterance.read(case["text"])
    found = [told(mention) for mention in dates.find(said, case["today"], cues)]
    assert found == [re.sub(r"\s+", " ", expected) for expected in case["dates"]]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["text"])
        for language in ("en", "ja")
        for case in yaml.safe_load((HERE / f"wordings.{language}.yaml").read_text(encoding="utf-8"))
    ],
)
def test_a_date_may_be_said_in_many_ways(case: dict[str, Any], cues: dates.Cues) -> None:
    found = dates.find(utterance.read(case["text"]), date(2018, 6, 15), cues)
    assert [told(mention) for mention in found] == case["dates"]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["text"])
        for language in ("en", "ja")
        for case in yaml.safe_load((HERE / f"which.{language}.yaml").read_text(encoding="utf-8"))
    ],
)
def test_the_expiry_is_told_from_the_other_dates(case: dict[str, Any], cues: dates.Cues) -> None:
    said = utterance.read(case["text"])
    told = expiry.told(Reading(said, dates=dates.find(said, date(2018, 6, 15), cues)))
    assert {_period(p) for mention in told for p in mention.readings} == {str(day) for day in case["expiry"]}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=f"{group['name']}: {text}")
        for group in yaml.safe_load((HERE / "not_dates.yaml").read_text(encoding="utf-8"))
        for text in group["texts"]
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str, cues: dates.Cues) -> None:
    found = dates.find(utterance.read(text), date(2018, 6, 15), cues)
    assert [told(mention) for mention in found if mention.role in ("expiry", "none")] == []


@pytest.mark.parametrize("case", _cases("conversation"))
def test_a_later_date_is_completed_by_what_is_known(case: dict[str, Any], cues: dates.Cues) -> None:
    known, later = (dates.find(utterance.read(str(case[key])), case["today"], cues)[0] for key in ("known", "then"))
    completed = dates.complete(later, known, case["today"])
    assert (told(completed).split(" ", 1)[1] if completed else None) == (str(case["means"]) if case["means"] else None)
