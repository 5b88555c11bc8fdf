"""Blocks, one by one and together.

Source: docs.slack.dev, "Blocks".
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal

from bot.workspace.limits import elements
from bot.workspace.limits.elements import element
from bot.workspace.limits.texts import string, text

Block = dict[str, Any]
Surface = Literal["message", "modal", "home"]

_SECTION = 3000
_MARKDOWN = 12_000
_ID = 255
_ONLY_IN_MESSAGES = {"context_actions", "markdown", "table"}


def blocks(given: Any, most: int, surface: Surface) -> Iterator[str]:
    """What is wrong with the blocks of a message (50) or a view (100)."""
    if not isinstance(given, list) or len(given) > most or not all(isinstance(block, dict) for block in given):
        yield f"blocks must be a list of at most {most}"
        return
    names = [block["block_id"] for block in given if "block_id" in block]
    if len(names) != len(set(names)):
        yield f"block ids must be unique in a {surface}"
    markdown = sum(len(str(block.get("text", ""))) for block in given if block.get("type") == "markdown")
    if markdown > _MARKDOWN:
        yield f"all markdown together has at most {_MARKDOWN} characters"
    for number, block in enumerate(given):
        yield from (f"blocks[{number}]: {fault}" for fault in _block(block, surface))


def _block(block: Block, surface: Surface) -> Iterator[str]:
    kind = block.get("type")
    check = _CHECKS.get(str(kind))
    if check is None or (surface != "message" and kind in _ONLY_IN_MESSAGES):
        yield f"unknown block type {kind!r} in a {surface}"
        return
    yield from string(block.get("block_id"), _ID, "a block id")
    actions = [one.get("action_id") for one in interactive(block)]
    if len(actions) != len(set(actions)):
        yield "action ids must be unique in a block"
    yield from check(block)


def interactive(block: Block) -> list[dict[str, Any]]:
    """The elements of a block that a person can act on."""
    held = [*(block.get("elements") or []), block.get("accessory"), block.get("element")]
    return [one for one in held if isinstance(one, dict) and "action_id" in one]


def _section(block: Block) -> Iterator[str]:
    fields = block.get("fields")
    if "text" not in block and not fields:
        yield "a section needs text or fields"
    yield from text(block.get("text"), _SECTION)
    if fields is not None and not 1 <= len(fields) <= 10:
        yield "a section has at most 10 fields"
    for field in fields or []:
        yield from text(field, 2000, name="field")
    if "accessory" in block:
        yield from element(block["accessory"], elements.ACCESSORY)


def _header(block: Block) -> Iterator[str]:
    yield from text(block.get("text"), 150, plain=True, needed=True)


def _row(block: Block, most: int, allowed: frozenset[str]) -> Iterator[str]:
    held = block.get("elements")
    if not isinstance(held, list) or not 1 <= len(held) <= most:
        yield f"{block['type']} takes 1 to {most} elements"
        return
    for one in held:
        if isinstance(one, dict) and one.get("type") in ("plain_text", "mrkdwn") and block["type"] == "context":
            yield from text(one, _SECTION)
        else:
            yield from element(one, allowed)


def _input(block: Block) -> Iterator[str]:
    yield from text(block.get("label"), 2000, plain=True, needed=True, name="label")
    yield from text(block.get("hint"), 2000, plain=True, name="hint")
    yield from element(block.get("element"), elements.INPUT)


def _image(block: Block) -> Iterator[str]:
    yield from element({**block, "type": "image"}, elements.IMAGE)
    yield from text(block.get("title"), 2000, plain=True, name="title")


def _markdown(block: Block) -> Iterator[str]:
    yield from string(block.get("text"), _MARKDOWN, "markdown", needed=True)


def _nothing(block: Block) -> Iterator[str]:
    yield from ()


_CHECKS: dict[str, Callable[[Block], Iterator[str]]] = {
    "section": _section,
    "header": _header,
    "actions": lambda block: _row(block, 25, elements.ACTIONS),
    "context": lambda block: _row(block, 10, elements.IMAGE),
    "context_actions": lambda block: _row(block, 5, elements.CONTEXT_ACTIONS),
    "input": _input,
    "image": _image,
    "markdown": _markdown,
    "divider": _nothing,
    "rich_text": _nothing,
}
