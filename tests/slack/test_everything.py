"""Everything that the bot can show passes four referees who do not know each other."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slackblocks import LengthError

from bot.core.knowledge import Knowledge
from tests.slack import everything, referees

CALLED: list[Callable[[dict[str, Any]], Any]] = [referees.stand_in, referees.slack_sdk, referees.slackblocks]


@pytest.mark.parametrize("referee", CALLED, ids=lambda one: one.__name__)
def test_everything_is_taken(knowledge: Knowledge, referee: Callable[[dict[str, Any]], Any]) -> None:
    shown = [*everything.messages(knowledge), *everything.views(knowledge)]
    assert len(shown) > 500
    for told, one in shown:
        assert not referee(one), told


@pytest.mark.parametrize("referee", CALLED, ids=lambda one: one.__name__)
def test_the_referees_refuse_what_is_too_long(referee: Callable[[dict[str, Any]], Any]) -> None:
    header = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
    long = {"text": "x", "blocks": [header]}
    try:
        wrong = referee(long)
    except (SlackObjectFormationError, LengthError) as refused:
        wrong = str(refused)
    assert "150" in str(wrong)


def test_everything_has_the_types_that_slack_gives_it(knowledge: Knowledge) -> None:
    _need_types()
    assert referees.types(*everything.shapes(knowledge)) == ""


def test_the_types_refuse_what_slack_does_not_have() -> None:
    _need_types()
    assert "error TS" in referees.types([[{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}]], [])


def _need_types() -> None:
    if not (referees.TYPES / "node_modules").is_dir():
        if os.environ.get("RENEWAL_TYPES") == "required":
            pytest.fail("RENEWAL_TYPES=required, but tests/types/node_modules is not there")
        pytest.skip("@slack/types is not installed: npm ci --prefix tests/types")
