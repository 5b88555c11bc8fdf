"""Slack's payloads, read: the cases are in the YAML file beside this one."""

import time
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
CHANNELS = event.Channels("C0SUPPORT", "C0TRIAGE")
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
            event.read(envelope(case["event"]), "U0BOT", CHANNELS)
        return
    read = event.read(envelope(case["event"]), "U0BOT", CHANNELS)
    assert (read.conversation if read else "ignored") == case["becomes"]
    if read:
        assert read.addressed == case["addressed"]
        assert read.follows == case.get("follows", False)
        assert entry.load(entry.dump(read)) == read


@settings(max_examples=300, deadline=None)
@given(EVENTS | JSON)
def test_no_event_breaks_the_reader(inner: object) -> None:
    try:
        read = event.read(envelope(inner), "U0BOT", CHANNELS)
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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("mail me at taro.yamada+x@example.co.jp please", "mail me at   please"),
        ("<mailto:taro@example.com|taro@example.com> です", "  です"),
        ("call 03-1234-5678 or 090-1234-5678", "call   or  "),
        ("call +81 90-1234-5678", "call  "),
        ("0312345678まで", " まで"),
        ("電話 0312345678 まで", "電話   まで"),
        ("expired 03-04-2018, order 20180331, 2018-03-31", "expired 03-04-2018, order 20180331, 2018-03-31"),
        ("version 6.5.2132 on 0-1-2", "version 6.5.2132 on 0-1-2"),
        ("ask <@U1> about it", "ask <@U1> about it"),
    ],
)
def test_how_to_reach_a_person_is_not_stored(typed: str, kept: str) -> None:
    assert entry.spoken(typed) == (kept, False)


def test_half_a_character_does_no_harm() -> None:
    assert entry.spoken("a\ud800b") == ("a?b", False)


@pytest.mark.parametrize(
    "piece", ["a", "0", "0-", "+1", "@", "a.", "a@b.", "<mailto:", "-", "字", "０", "\u0300", "xoxb-"]
)
def test_no_text_keeps_the_door_busy(piece: str) -> None:
    began = time.perf_counter()
    entry.spoken((piece * 40_000)[:40_000])
    assert time.perf_counter() - began < 10  # 0.05 on a quiet machine; minutes, should an expression backtrack
