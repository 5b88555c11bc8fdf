"""Modals and home tabs.

Source: docs.slack.dev, "Views", views.open ("view_too_large": 250 kB).
"""

import json
from collections.abc import Iterator
from typing import Any

from bot.workspace.limits.blocks import blocks
from bot.workspace.limits.texts import string, text

_BLOCKS = 100
_TITLE = 24
_LARGEST = 250_000
_STRINGS = {"private_metadata": 3000, "callback_id": 255, "external_id": 255}


def refuse_view(view: Any, kind: str) -> tuple[str, list[str]]:
    """The error code ("" for none) and what is wrong with a view. kind: "modal" or "home", which it must be."""
    if not isinstance(view, dict) or view.get("type") != kind:
        return "invalid_arguments", [f"a view of type {kind} was expected"]
    if len(json.dumps(view)) > _LARGEST:
        return "view_too_large", []
    wrong = list(_faults(view, kind))
    return ("invalid_arguments" if wrong else ""), wrong


def _faults(view: dict[str, Any], kind: str) -> Iterator[str]:
    for name, limit in _STRINGS.items():
        yield from string(view.get(name), limit, name)
    yield from blocks(view.get("blocks"), _BLOCKS, "modal" if kind == "modal" else "home")
    if kind != "modal":
        return
    for name in ("title", "submit", "close"):
        yield from text(view.get(name), _TITLE, plain=True, needed=name == "title", name=name)
    inputs = any(block.get("type") == "input" for block in view.get("blocks") or [])
    if inputs and not view.get("submit"):
        yield "submit is missing: a modal with inputs needs it"
