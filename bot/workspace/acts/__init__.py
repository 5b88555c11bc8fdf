"""What a person does on the page: each becomes what Slack sends to the app, and what its answer changes."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.workspace.acts import modals, pressing, talking, visiting
from bot.workspace.acts.stage import BadAct, Stage

Act = Callable[[Stage, str, dict[str, Any]], Awaitable[dict[str, Any]]]

ACTS: dict[str, Act] = {
    "say": talking.say,
    "edit": talking.edit,
    "delete": talking.delete,
    "press": pressing.press,
    "suggest": pressing.suggest,
    "shortcut": pressing.shortcut,
    "submit": modals.submit,
    "close": modals.close,
    "enter": visiting.enter,
    "member": visiting.member,
}
"""By name: (stage, the person's id, what the page tells) → what the page is told. Raises BadAct."""

__all__ = ["ACTS", "BadAct", "Stage"]
