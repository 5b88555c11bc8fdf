"""What people do on the page reaches the app as Slack sends it, and the app's answer has its effect."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.workspace import outbound
from bot.workspace.sample import GENERAL, SUPPORT, TRIAGE
from bot.workspace.state import BOT
from tests.workspace.app import MANIFEST, Told, Try

BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}, "value": "v"}
TITLE = {"type": "plain_text", "text": "T"}
ASKED = {
    "type": "input",
    "block_id": "name",
    "label": TITLE,
    "element": {"type": "plain_text_input", "action_id": "typed"},
}
MODAL: Told = {"type": "modal", "callback_id": "form", "title": TITLE, "submit": TITLE, "blocks": [ASKED]}


async def a_button(tried: Try, **more: Any) -> tuple[Told, Told]:
    """A message with a button, and where a person presses it."""
    blocks = [{"type": "actions", "block_id": "row", "elements": [BUTTON | more]}]
    said = await tried.client.chat_postMessage(channel=GENERAL, text="x", blocks=blocks)
    where = {"surface": "message", "channel": GENERAL, "ts": said["ts"]}
    return dict(said["message"]), {"where": where, "block": "row", "action": "go"}


async def a_modal(tried: Try, who: str = "U0EMMA", **more: Any) -> str:
    """An open modal; its id."""
    trigger = tried.workspace.triggers.give(who)
    return str((await tried.client.views_open(trigger_id=trigger, view=MODAL | more))["view"]["id"])


async def test_a_message_is_heard_once_and_a_mention_twice(tried: Try) -> None:
    ts = (await tried.act("say", channel=GENERAL, text="hello <you> & https://x.example/?a=1&b"))["ts"]
    (heard,) = await tried.app.hears("message")
    assert heard["event"]["text"] == "hello &lt;you&gt; &amp; <https://x.example/?a=1&amp;b>"
    assert (heard["event"]["user"], heard["event"]["channel_type"]) == ("U0EMMA", "channel")
    await tried.act("say", "U0KEN", channel=GENERAL, text="@Try @emma clarke #support", thread=ts)
    (mention,) = await tried.app.hears("app_mention")
    assert mention["event"]["text"] == f"<@{BOT}> <@U0EMMA> <#{SUPPORT}|support>"
    assert mention["event"]["thread_ts"] == ts
    assert (await tried.app.hears("message", 2))[1]["event"]["parent_user_id"] == "U0EMMA"


async def test_an_edit_and_a_deletion_are_heard_with_what_was_there_before(tried: Try) -> None:
    ts = (await tried.act("say", channel=GENERAL, text="one"))["ts"]
    await tried.app.hears("message")
    await tried.act("edit", channel=GENERAL, ts=ts, text="two")
    changed = (await tried.app.hears("message", 2))[1]["event"]
    assert (changed["subtype"], changed["message"]["text"], changed["previous_message"]["text"]) == (
        "message_changed",
        "two",
        "one",
    )
    await tried.act("delete", channel=GENERAL, ts=ts)
    deleted = (await tried.app.hears("message", 3))[2]["event"]
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert (await tried.sees())["messages"][GENERAL] == []


async def test_what_began_a_thread_leaves_a_trace_when_it_is_deleted(tried: Try) -> None:
    ts = (await tried.act("say", channel=GENERAL, text="one"))["ts"]
    await tried.act("say", channel=GENERAL, text="two", thread=ts)
    await tried.act("delete", channel=GENERAL, ts=ts)
    assert [one.get("subtype") for one in tried.workspace.channels[GENERAL].messages] == ["tombstone", None]


async def test_only_ones_own_messages_can_be_changed(tried: Try) -> None:
    ts = (await tried.act("say", channel=GENERAL, text="one"))["ts"]
    assert "own" in (await tried.act("edit", "U0KEN", channel=GENERAL, ts=ts, text="two"))["error"]
    assert "no such channel" in (await tried.act("say", channel=TRIAGE, text="let me in"))["error"]


async def test_the_app_hears_only_what_it_is_subscribed_to_and_where_it_is(tried: Try) -> None:
    tried.workspace.channels[GENERAL].member = False
    await tried.act("say", channel=GENERAL, text="nobody there")
    await tried.act("say", channel=SUPPORT, text="somebody there")
    assert [one["event"]["text"] for one in await tried.app.hears("message")] == ["somebody there"]
    tried.workspace.manifest = None
    await tried.act("enter", tab="home")
    await tried.app.hears("app_home_opened")


async def test_an_event_that_is_not_acknowledged_comes_again(tried: Try) -> None:
    tried.app.statuses["message"] = 503
    await tried.act("say", channel=GENERAL, text="x")
    while not tried.app.heard:
        await asyncio.sleep(0.01)
    del tried.app.statuses["message"]
    first, second = await tried.app.hears("message", 2)
    assert first["event_id"] == second["event_id"]


async def test_a_command_is_sent_with_a_trigger_and_answered_for_its_sender_alone(tried: Try) -> None:
    tried.app.answers["/try"] = {"text": "only for you"}
    await tried.act("say", channel=GENERAL, text="/try  a thing")
    (heard,) = await tried.app.hears("/try")
    assert (heard["text"], heard["user_id"], heard["channel_id"]) == ("a thing", "U0EMMA", GENERAL)
    assert [one["text"] for one in (await tried.sees())["whispers"]] == ["only for you"]
    await tried.client.views_open(trigger_id=heard["trigger_id"], view=MODAL)


@pytest.mark.parametrize(("typed", "thread", "told"), [("/nothing", "", "not a valid"), ("/try", "1.0", "in threads")])
async def test_slack_says_when_a_command_cannot_be_used(tried: Try, typed: str, thread: str, told: str) -> None:
    await tried.act("say", channel=GENERAL, text=typed, thread=thread)
    (note,) = (await tried.sees())["whispers"]
    assert told in note["text"]
    assert not tried.app.heard


async def test_who_does_not_acknowledge_in_time_is_told_of(tried: Try, monkeypatch: pytest.MonkeyPatch) -> None:
    async def sleep(_: Told) -> str:
        await asyncio.sleep(5)
        return ""

    monkeypatch.setattr(outbound, "PATIENCE", 0.2)
    tried.app.answers = dict.fromkeys(("/try", "block_actions", "view_submission", "message_action"), sleep)
    await tried.act("say", channel=GENERAL, text="/try")
    assert "operation_timeout" in (await tried.sees())["whispers"][0]["text"]
    said, press = await a_button(tried)
    assert (await tried.act("press", **press))["trouble"] == "late"
    view = await a_modal(tried)
    assert (await tried.act("submit", view=view, values={}))["trouble"] == "late"
    assert (await tried.act("shortcut", channel=GENERAL, ts=said["ts"], callback="check"))["trouble"] == "late"
    assert len((await tried.sees())["modals"]) == 1


async def test_a_press_tells_what_where_and_by_whom(tried: Try) -> None:
    said, press = await a_button(tried)
    assert (await tried.act("press", **press, values={"row": {}}))["trouble"] == ""
    (heard,) = await tried.app.hears("block_actions")
    (action,) = heard["actions"]
    assert (action["action_id"], action["block_id"], action["value"]) == ("go", "row", "v")
    assert heard["user"]["id"] == "U0EMMA"
    assert heard["message"]["ts"] == heard["container"]["message_ts"] == said["ts"]
    assert heard["state"] == {"values": {"row": {}}}
    async with tried.session.post(heard["response_url"], json={"replace_original": True, "text": "gone"}) as answer:
        assert answer.status == 200
    assert "no longer" in (await tried.act("press", **press))["error"]


async def test_a_choice_tells_what_was_chosen(tried: Try) -> None:
    options = [{"text": TITLE, "value": "1"}]
    menu = {"type": "static_select", "options": options, "text": None, "value": None}
    blocks = [{"type": "actions", "block_id": "row", "elements": [{k: v for k, v in (BUTTON | menu).items() if v}]}]
    said = await tried.client.chat_postMessage(channel=GENERAL, text="x", blocks=blocks)
    where = {"surface": "message", "channel": GENERAL, "ts": said["ts"]}
    chosen = {"selected_option": options[0]}
    await tried.act("press", where=where, block="row", action="go", chosen=chosen)
    (heard,) = await tried.app.hears("block_actions")
    assert heard["actions"][0]["selected_option"] == options[0]


async def test_thumbs_tell_which_side_was_pressed(tried: Try) -> None:
    sides = {
        name: {"text": TITLE, "value": value} for name, value in (("positive_button", "+"), ("negative_button", "-"))
    }
    thumbs = {"type": "feedback_buttons", "action_id": "go", **sides}
    blocks = [{"type": "context_actions", "block_id": "row", "elements": [thumbs]}]
    said = await tried.client.chat_postMessage(channel=GENERAL, text="x", blocks=blocks)
    where = {"surface": "message", "channel": GENERAL, "ts": said["ts"]}
    await tried.act("press", where=where, block="row", action="go", chosen={"side": "negative"})
    (heard,) = await tried.app.hears("block_actions")
    assert (heard["actions"][0]["type"], heard["actions"][0]["value"]) == ("feedback_buttons", "-")


async def test_a_menu_is_filled_by_the_app_and_wrong_options_are_not_shown(tried: Try) -> None:
    menu = {"type": "external_select", "action_id": "pick", "min_query_length": 0}
    view = await a_modal(tried, blocks=[{"type": "input", "block_id": "menu", "label": TITLE, "element": menu}])
    asked = {"where": {"surface": "modal", "view": view}, "block": "menu", "action": "pick", "typed": "fil"}
    tried.app.answers["block_suggestion"] = {"options": [{"text": TITLE, "value": "1"}]}
    assert (await tried.act("suggest", **asked))["options"][0]["value"] == "1"
    (heard,) = await tried.app.hears("block_suggestion")
    assert (heard["value"], heard["action_id"], heard["view"]["id"]) == ("fil", "pick", view)
    tried.app.answers["block_suggestion"] = {"options": [{"text": TITLE, "value": "x" * 151}]}
    assert (await tried.act("suggest", **asked))["trouble"] == "failed"


async def test_a_shortcut_tells_the_message_it_was_used_on(tried: Try) -> None:
    ts = (await tried.act("say", channel=GENERAL, text="my license"))["ts"]
    await tried.act("shortcut", "U0MISAKI", channel=GENERAL, ts=ts, callback="check")
    (heard,) = await tried.app.hears("message_action")
    assert (heard["callback_id"], heard["message"]["text"], heard["user"]["id"]) == ("check", "my license", "U0MISAKI")
    assert "no such shortcut" in (await tried.act("shortcut", channel=GENERAL, ts=ts, callback="other"))["error"]


VALUES = {"name": {"typed": {"type": "plain_text_input", "value": "Emma"}}}


async def test_a_submission_tells_what_was_filled_in_and_closes_the_modal(tried: Try) -> None:
    view = await a_modal(tried, private_metadata="kept")
    assert await tried.act("submit", view=view, values=VALUES) == {}
    (heard,) = await tried.app.hears("view_submission")
    assert heard["view"]["state"]["values"] == VALUES
    assert (heard["view"]["callback_id"], heard["view"]["private_metadata"]) == ("form", "kept")
    assert (await tried.sees())["modals"] == []


async def test_errors_are_shown_beside_the_input_and_keep_the_modal_open(tried: Try) -> None:
    view = await a_modal(tried)
    tried.app.answers["view_submission"] = {"response_action": "errors", "errors": {"name": "Too short."}}
    assert await tried.act("submit", view=view, values=VALUES) == {"errors": {"name": "Too short."}}
    assert len((await tried.sees())["modals"]) == 1
    tried.app.answers["view_submission"] = {"response_action": "errors", "errors": {"other": "Where?"}}
    assert (await tried.act("submit", view=view, values=VALUES))["trouble"] == "failed"


@pytest.mark.parametrize(("action", "titles"), [("update", ["New"]), ("push", ["T", "New"]), ("clear", [])])
async def test_a_submission_may_update_push_or_clear(tried: Try, action: str, titles: list[str]) -> None:
    view = await a_modal(tried)
    new = {**MODAL, "title": {"type": "plain_text", "text": "New"}}
    tried.app.answers["view_submission"] = {"response_action": action, "view": new}
    assert await tried.act("submit", view=view, values=VALUES) == {}
    assert [one["title"]["text"] for one in (await tried.sees())["modals"]] == titles


async def test_a_view_that_slack_would_refuse_is_not_shown(tried: Try) -> None:
    view = await a_modal(tried)
    wrong = {**MODAL, "title": {"type": "plain_text", "text": "x" * 25}}
    tried.app.answers["view_submission"] = {"response_action": "update", "view": wrong}
    assert (await tried.act("submit", view=view, values=VALUES))["trouble"] == "failed"


async def test_closing_is_told_to_an_app_that_asked_for_it(tried: Try) -> None:
    await tried.act("close", view=await a_modal(tried))
    assert not tried.app.heard
    await tried.act("close", view=await a_modal(tried, notify_on_close=True), all=True)
    (heard,) = await tried.app.hears("view_closed")
    assert heard["is_cleared"] is True


async def test_opening_the_apps_tabs_is_told(tried: Try) -> None:
    await tried.act("enter", tab="home")
    await tried.act("enter", tab="messages")
    heard = await tried.app.hears("app_home_opened", 2)
    assert [one["event"]["tab"] for one in heard] == ["home", "messages"]
    assert heard[0]["event"]["channel"] == tried.workspace.direct("U0EMMA").id


async def test_an_agent_hears_what_one_was_looking_at(tried: Try) -> None:
    place = tried.workspace.direct("U0EMMA").id
    await tried.act("enter", tab="messages", seen=SUPPORT)
    await tried.act("say", channel=place, text="hi", seen=SUPPORT)
    (opened,), (said,) = await tried.app.hears("app_home_opened"), await tried.app.hears("message")
    assert opened["event"]["context"] == said["event"]["app_context"]
    assert said["event"]["app_context"]["entities"][0]["value"] == SUPPORT


async def test_an_assistants_thread_begins_when_its_messages_are_opened(tried: Try) -> None:
    events = MANIFEST.events | {"assistant_thread_started"}
    tried.workspace.manifest = replace(MANIFEST, agent="assistant", events=events)
    await tried.act("enter", tab="messages", seen=SUPPORT)
    (heard,) = await tried.app.hears("assistant_thread_started")
    thread = heard["event"]["assistant_thread"]
    assert thread["context"]["channel_id"] == SUPPORT
    (root,) = tried.workspace.direct("U0EMMA").messages
    assert thread["thread_ts"] == root["ts"]
