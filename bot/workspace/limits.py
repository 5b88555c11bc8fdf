"""What Slack refuses in a message, from its documentation.

Source: docs.slack.dev, "Block Kit reference" and chat.postMessage. Only blocks and elements that are known
are let through.
"""

from collections.abc import Iterator
from typing import Any

_SECTION = 3000
_HEADER = 150
_LABEL = 75
_VALUE = 2000
_ACTION = 255
_BLOCKS = 50
_ELEMENTS = {"actions": 25, "context": 10}
_TEXT = 40_000
_INTERACTIVE = {
    "button",
    "static_select",
    "external_select",
    "users_select",
    "overflow",
    "datepicker",
    "checkboxes",
    "radio_buttons",
}


def refuse(message: dict[str, Any]) -> tuple[str, list[str]]:
    """The error code ("" for none) and what is wrong with the arguments of a message."""
    text, blocks = message.get("text"), message.get("blocks")
    if not text and not blocks:
        return "no_text", []
    if len(text or "") > _TEXT:
        return "msg_too_long", []
    if blocks is None:
        return "", []
    wrong = list(_blocks(blocks))
    if not text:
        wrong.append("text is missing: blocks need a fallback for notifications and screen readers")
    return ("invalid_blocks" if wrong else ""), wrong


def _blocks(blocks: Any) -> Iterator[str]:
    if not isinstance(blocks, list) or len(blocks) > _BLOCKS:
        yield f"blocks must be a list of at most {_BLOCKS}"
        return
    actions = [element.get("action_id") for block in blocks for element in _interactive(block)]
    if len(actions) != len(set(actions)):
        yield "action ids must be unique in a message"
    names = [block["block_id"] for block in blocks if "block_id" in block]
    if len(names) != len(set(names)):
        yield "block ids must be unique in a message"
    for number, block in enumerate(blocks):
        yield from (f"blocks[{number}]: {fault}" for fault in _block(block))


def _interactive(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for element in [*block.get("elements", []), block.get("accessory") or {}]:
        if element.get("type") in _INTERACTIVE:
            yield element


def _block(block: dict[str, Any]) -> Iterator[str]:
    kind = block.get("type")
    if kind == "section":
        if "text" not in block and "fields" not in block:
            yield "a section needs text or fields"
        yield from _text(block.get("text"), _SECTION)
    elif kind == "header":
        yield from _text(block.get("text"), _HEADER, only="plain_text")
    elif kind in _ELEMENTS:
        yield from _row(kind, block.get("elements"))
    elif kind == "context_actions":
        yield from _feedback(block.get("elements"))
    elif kind not in ("divider", "rich_text", "image"):
        yield f"unknown block type {kind!r}"


def _feedback(elements: Any) -> Iterator[str]:
    if not isinstance(elements, list) or not 1 <= len(elements) <= 5:
        yield "context_actions takes 1 to 5 elements"
        return
    for element in elements:
        if element.get("type") != "feedback_buttons":
            yield f"{element.get('type')!r} does not belong into context_actions"
        for name in ("positive_button", "negative_button"):
            button = element.get(name) or {}
            yield from _text(button.get("text"), _LABEL, only="plain_text")
            if not button.get("value"):
                yield "a feedback button needs a value"


def _row(kind: str, elements: Any) -> Iterator[str]:
    if not isinstance(elements, list) or not 1 <= len(elements) <= _ELEMENTS[kind]:
        yield f"{kind} takes 1 to {_ELEMENTS[kind]} elements"
        return
    for element in elements:
        yield from _button(element) if kind == "actions" else _text(element, _SECTION)


def _button(element: dict[str, Any]) -> Iterator[str]:
    if element.get("type") not in _INTERACTIVE:
        yield f"{element.get('type')!r} does not belong into actions"
    if not 1 <= len(element.get("action_id", "")) <= _ACTION:
        yield "an action id has 1 to 255 characters"
    if element.get("type") == "button":
        yield from _text(element.get("text"), _LABEL, only="plain_text")
        if len(element.get("value", "")) > _VALUE:
            yield f"a value has at most {_VALUE} characters"
        if element.get("style") not in (None, "primary", "danger"):
            yield "a style is primary or danger"


def _text(text: Any, limit: int, only: str = "") -> Iterator[str]:
    if text is None:
        return
    if not isinstance(text, dict) or text.get("type") not in ("plain_text", "mrkdwn"):
        yield "a text object was expected"
        return
    if only and text["type"] != only:
        yield f"{only} was expected"
    if not isinstance(text.get("text"), str) or not 1 <= len(text["text"]) <= limit:
        yield f"a text has 1 to {limit} characters"
    if text["type"] == "mrkdwn" and "emoji" in text:
        yield "emoji belongs to plain_text only"
