"""Every case of rules/<line>.yaml holds: one expiry, one today, one state, both sides of every boundary."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core import rule
from bot.core.knowledge import Knowledge
from bot.core.model import DateMention, Margin, Outcome, Period

FOLDER = Path(__file__).parent / "rules"
CASES = [(path.stem, case) for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text())]


def period(given: Any) -> Period:
    return Period(*given) if isinstance(given, list) else Period(given, given)


@pytest.mark.parametrize(("line", "case"), CASES, ids=[f"{line}: {case['case']}" for line, case in CASES])
def test_the_rule_of_a_line_gives_the_state_of_the_case(line: str, case: dict[str, Any], knowledge: Knowledge) -> None:
    expiry = []
    if "expiry" in case:
        margin = Margin(case.get("margin_days", 0))
        expiry = [DateMention("", 0, 0, (period(case["expiry"]),), "expiry", margin)]
    outcome = rule.apply(knowledge.lines[line], expiry, case["today"], case.get("in_term", False))
    main = Outcome("server-client", case["main"]) if "main" in case else None

    assert rule.ride(outcome, main).state == case["state"]
    assert outcome.last_day == (period(case["last_day"]) if "last_day" in case else None)


def test_every_line_has_cases(knowledge: Knowledge) -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(knowledge.lines)


@pytest.mark.parametrize(
    ("states", "verdict"),
    [
        (("in_term", "in_grace", "unlimited"), "yes"),
        (("closed", "closed"), "no"),
        (("closed", "unlimited"), "depends"),
        (("boundary",), "depends"),
        (("unknown",), "depends"),
        (("in_grace", "not_covered"), "depends"),
        (("not_covered", "not_covered"), None),
        ((), None),
    ],
)
def test_a_verdict_is_yes_or_no_only_when_every_reading_agrees(states: tuple[Any, ...], verdict: str | None) -> None:
    assert rule.verdict(states) == verdict


@pytest.mark.parametrize(
    ("outcomes", "missing"),
    [
        ([("a", "closed"), ("b", "unlimited")], ("line",)),
        ([("a", "unknown")], ("expiry",)),
        ([("a", "unknown"), ("b", "unlimited")], ("line", "expiry")),
        ([("a", "boundary")], ()),
        ([("a", "boundary"), ("b", "unlimited")], ("line",)),
        ([("a", "closed"), ("b", "closed")], ()),
        ([("a", "depends"), ("b", "depends")], ("expiry",)),
        ([("a", "in_grace")], ()),
    ],
)
def test_what_is_missing_is_what_would_settle_the_verdict(outcomes: Any, missing: tuple[str, ...]) -> None:
    assert rule.missing([Outcome(line, state) for line, state in outcomes]) == missing


def test_a_day_count_and_month_ends_are_those_of_the_calendar() -> None:
    from bot.core.knowledge import Window

    assert rule.last_day(date(2017, 11, 30), Window("limited", months=3)) == date(2018, 2, 28)
    assert rule.last_day(date(2026, 9, 30), Window("limited", days=30)) == date(2026, 10, 30)
