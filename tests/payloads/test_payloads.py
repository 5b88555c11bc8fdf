"""Slack's payloads, read: the cases are in the YAML file beside this one."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack import entry, event
from bot.slack.entry import Malformed
from bot.slack.listeners import actions, commands

CASES = yaml.safe_load((Path(__file__).parent / "events.yaml").read_text("utf-8"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ["type", "subtype", "user", "text", "channel", "ts", "thread_ts", "channel_type", "bot_id", "parent_user_id"]
EVENTS = st.dictionaries(st.sampled_from(FIELDS), JSON | st.sampled_from(["message", "app_mention", "im", "C1", "1.1"]))


def envelope(inner: object) -> dict[str, Any]:
    return {"type": "event_callback", "team_id": "T1", "event": inner}


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_an_event_becomes_what_it_should(case: dict[str, Any]) -> None:
    if case["becomes"] == "malformed":
        with pytest.raises(Malformed):
            event.read(envelope(case["event"]), "U0BOT", "C0SUPPORT")
        return
    read = event.read(envelope(case["event"]), "U0BOT", "C0SUPPORT")
    assert (read.conversation if read else "ignored") == case["becomes"]
    if read:
        assert read.addressed == case["addressed"]
        assert read.follows == case.get("follows", False)
        assert entry.load(entry.dump(read)) == read


@settings(max_examples=300, deadline=None)
@given(EVENTS | JSON)
def test_no_event_breaks_the_reader(inner: object) -> None:
    try:
        read = event.read(envelope(inner), "U0BOT", "C0SUPPORT")
    except Malformed:
        return
    assert read is None or ":" not in read.channel


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["channel", "container", "message", "user", "team", "response_url"]), JSON), JSON
)
def test_no_click_breaks_the_reader(body: dict[str, Any], action: Any) -> None:
    try:
        actions.entry(body, action if isinstance(action, dict) else {})
    except (Malformed, AttributeError, TypeError):
        return


def test_a_command_without_a_response_url_is_malformed() -> None:
    with pytest.raises(Malformed):
        commands.entry({"team_id": "T1", "channel_id": "C1", "user_id": "U1", "text": "hi"})


def test_one_trigger_is_one_entry() -> None:
    body = {
        "team_id": "T1",
        "channel_id": "C1",
        "user_id": "U1",
        "text": "hi",
        "response_url": "x",
        "trigger_id": "1.2",
    }
    assert commands.entry(body).name == commands.entry(body).name
    assert commands.entry(body).name != commands.entry({**body, "trigger_id": "1.3"}).name
