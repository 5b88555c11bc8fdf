"""Everything the bot can show in Slack passes every referee."""

from pathlib import Path
from typing import Any

import pytest
import slackblocks

from bot.desk import Desk
from bot.workspace import limits
from tests import gallery, referees

Shown = list[tuple[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def messages(desk: Desk) -> Shown:
    return list(gallery.messages(desk))


@pytest.fixture(scope="module")
def views(desk: Desk) -> Shown:
    return list(gallery.views(desk))


def test_the_stand_in_takes_every_message(messages: Shown) -> None:
    for what, message in messages:
        assert message["text"], what
        assert limits.refuse(message) == ("", []), what


def test_slack_sdk_takes_every_message_and_view(messages: Shown, views: Shown) -> None:
    for _, shown in (*messages, *views):
        referees.slack_sdk(shown)


def test_slackblocks_takes_every_message_and_view(messages: Shown, views: Shown) -> None:
    for _, shown in (*messages, *views):
        referees.by_slackblocks(shown)


@pytest.mark.skipif(bool(referees.ABSENT), reason=referees.ABSENT)
def test_slacks_own_types_take_every_message_and_view(messages: Shown, views: Shown, tmp_path: Path) -> None:
    told = ([shown for _, shown in messages], [shown for _, shown in views])
    assert referees.typescript(*told, tmp_path) == ""


def test_a_list_of_products_is_within_its_limits(desk: Desk) -> None:
    for what, answered in gallery.options(desk.knowledge):
        options = answered["options"]
        assert 0 < len(options) <= 100, what
        assert all(len(option["text"]["text"]) <= 75 and 0 < len(option["value"]) <= 150 for option in options), what
        assert len({option["value"] for option in options}) == len(options), what


def test_a_form_has_what_a_modal_needs(views: Shown) -> None:
    for what, view in views:
        assert view["type"] == "home" or 0 < len(view["title"]["text"]) <= 24, what
        assert len(view["private_metadata"]) <= 3_000, what
        assert len(view["blocks"]) <= 100, what
        assert ("submit" in view) == any(block["type"] == "input" for block in view["blocks"]), what
        ids = [
            element["action_id"]
            for block in view["blocks"]
            for element in block.get("elements", [])
            if "action_id" in element
        ]
        assert len(ids) == len(set(ids)), what


@pytest.mark.skipif(bool(referees.ABSENT), reason=referees.ABSENT)
def test_the_compiler_would_notice(tmp_path: Path) -> None:
    wrong = {"text": "x", "blocks": [{"type": "section", "text": {"type": "html", "text": "x"}}]}
    assert "error TS" in referees.typescript([wrong], [], tmp_path)


def test_slackblocks_would_notice() -> None:
    button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "x" * 76}}
    with pytest.raises(slackblocks.InvalidUsageError):
        referees.by_slackblocks({"text": "x", "blocks": [{"type": "actions", "elements": [button]}]})
