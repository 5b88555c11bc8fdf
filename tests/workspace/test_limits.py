"""What Slack refuses, the stand-in refuses, and says why."""

from typing import Any

import pytest

from bot.workspace import limits

Json = dict[str, Any]


def plain(text: str = "x") -> Json:
    return {"type": "plain_text", "text": text}


def button(**more: Any) -> Json:
    return {"type": "button", "action_id": "a", "text": plain(), **more}


def option(value: str = "1", **more: Any) -> Json:
    return {"text": plain(), "value": value, **more}


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "a", "options": [option()], **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def question(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain(), "element": element, **more}


TYPED = {"type": "plain_text_input", "action_id": "a"}
THUMBS = {
    "type": "feedback_buttons",
    "action_id": "f",
    "positive_button": {"text": plain(), "value": "+"},
    "negative_button": {"text": plain(), "value": "-"},
}

RIGHT = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3000}},
    {"type": "section", "fields": [plain()] * 10},
    {"type": "section", "text": plain(), "accessory": button(style="danger", confirm=None)},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider"},
    actions(select(), button(action_id="b", value="v" * 2000)),
    actions({"type": "external_select", "action_id": "a", "min_query_length": 0}),
    actions({"type": "datepicker", "action_id": "a", "initial_date": "2018-03-31"}),
    actions({"type": "overflow", "action_id": "a", "options": [option(str(n)) for n in range(5)]}),
    {"type": "context", "elements": [plain()] * 10},
    {"type": "context_actions", "elements": [THUMBS]},
    {"type": "image", "image_url": "https://x.example/i.png", "alt_text": "an image"},
    question(TYPED, hint=plain(), optional=True),
    {"type": "markdown", "text": "# x"},
    {"type": "rich_text", "elements": []},
]

WRONG: list[tuple[Json, str]] = [
    ({"type": "section"}, "text or fields"),
    ({"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}, "1 to 3000"),
    ({"type": "section", "text": {"type": "mrkdwn", "text": ""}}, "1 to 3000"),
    ({"type": "section", "text": "words"}, "text object"),
    ({"type": "section", "text": {"type": "mrkdwn", "text": "x", "emoji": True}}, "emoji"),
    ({"type": "section", "fields": [plain()] * 11}, "at most 10 fields"),
    ({"type": "section", "text": plain(), "accessory": TYPED}, "does not belong"),
    ({"type": "section", "text": plain(), "block_id": "b" * 256}, "block id"),
    ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "plain_text"),
    ({"type": "header", "text": plain("x" * 151)}, "1 to 150"),
    ({"type": "context", "elements": []}, "1 to 10"),
    ({"type": "context", "elements": [button()]}, "does not belong"),
    ({"type": "sandwich"}, "unknown block type"),
    (actions(), "1 to 25"),
    (actions(*[button(action_id=str(n)) for n in range(26)]), "1 to 25"),
    (actions(button(), button()), "action ids must be unique"),
    (actions(button(action_id="")), "action id"),
    (actions(button(action_id="a" * 256)), "action id"),
    (actions(button(text=plain("x" * 76))), "1 to 75"),
    (actions(button(value="v" * 2001)), "a value"),
    (actions(button(style="fancy")), "primary or danger"),
    (actions(button(confirm={"title": plain()})), "confirm is missing"),
    (actions(select(options=[])), "1 to 100 options"),
    (actions(select(options=[option(), option()])), "values of their own"),
    (actions(select(options=[option(str(n)) for n in range(101)])), "1 to 100 options"),
    (actions(select(options=[option("v" * 151)])), "option's value"),
    (actions(select(options=[option(text=plain("x" * 76))])), "1 to 75"),
    (actions(select(placeholder=plain("x" * 151))), "placeholder"),
    (actions(select(option_groups=[])), "either options"),
    (actions({"type": "datepicker", "action_id": "a", "initial_date": "31 March"}), "2018-03-31"),
    (actions({"type": "overflow", "action_id": "a", "options": [option(str(n)) for n in range(6)]}), "1 to 5"),
    (actions(TYPED), "does not belong"),
    ({"type": "context_actions", "elements": [button()]}, "does not belong"),
    ({"type": "context_actions", "elements": [{**THUMBS, "negative_button": {}}]}, "negative_button"),
    ({"type": "image", "image_url": "https://x.example/i.png"}, "alternative text"),
    (question({**TYPED, "max_length": 3001}), "between 0 and 3000"),
    (question(button()), "does not belong"),
    ({"type": "input", "element": TYPED}, "label is missing"),
    ({"type": "markdown", "text": "x" * 12_001}, "12000"),
]


@pytest.mark.parametrize("block", RIGHT, ids=lambda block: block["type"])
def test_what_slack_takes_is_taken(block: Json) -> None:
    assert limits.refuse({"text": "x", "blocks": [block]}) == ("", [])


@pytest.mark.parametrize(("block", "why"), WRONG, ids=lambda one: one if isinstance(one, str) else one["type"])
def test_what_slack_refuses_is_refused(block: Json, why: str) -> None:
    code, wrong = limits.refuse({"text": "x", "blocks": [block]})
    assert code == "invalid_blocks"
    assert any(why in fault for fault in wrong), wrong


def test_a_message_has_a_fallback_text_and_at_most_fifty_blocks_with_ids_of_their_own() -> None:
    line = {"type": "divider"}
    assert limits.refuse({}) == ("no_text", [])
    assert limits.refuse({"text": "x" * 40_001})[0] == "msg_too_long"
    assert "fallback" in limits.refuse({"blocks": [line]})[1][0]
    assert limits.refuse({"text": "x", "blocks": [line] * 51})[0] == "invalid_blocks"
    assert "block ids" in limits.refuse({"text": "x", "blocks": [{**line, "block_id": "b"}] * 2})[1][0]
    assert limits.refuse({"text": "x", "metadata": {"event_type": "t"}})[0] == "invalid_metadata_format"


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(), "blocks": list(blocks), **more}


@pytest.mark.parametrize(
    ("view", "why"),
    [
        (modal(title=plain("x" * 25)), "title"),
        (modal(submit=plain("x" * 25)), "submit"),
        (modal(private_metadata="x" * 3001), "private_metadata"),
        (modal(callback_id="x" * 256), "callback_id"),
        (modal(question(TYPED)), "submit is missing"),
        (modal(*[{"type": "divider"}] * 101), "at most 100"),
        (modal({"type": "context_actions", "elements": [THUMBS]}), "unknown block type"),
        ({"type": "home", "blocks": []}, "type modal"),
    ],
)
def test_what_slack_refuses_in_a_modal_is_refused(view: Json, why: str) -> None:
    code, wrong = limits.refuse_view(view, "modal")
    assert code == "invalid_arguments"
    assert any(why in fault for fault in wrong), wrong


def test_a_view_has_at_most_250_kilobytes() -> None:
    long = {"type": "section", "text": plain("x" * 3000)}
    assert limits.refuse_view(modal(*[long] * 90), "modal")[0] == "view_too_large"


def test_a_modal_with_inputs_and_a_home_tab_are_taken() -> None:
    assert limits.refuse_view(modal(question(TYPED), submit=plain(), private_metadata="{}"), "modal") == ("", [])
    assert limits.refuse_view({"type": "home", "blocks": [actions(button())]}, "home") == ("", [])
