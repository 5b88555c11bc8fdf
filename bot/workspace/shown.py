"""What single people see: messages for them alone, modals one above the other, their home tab, the agent's state."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from bot.workspace.refusal import Refused

View = dict[str, Any]

DEEPEST = 3
"""Modals one above the other (docs.slack.dev, views.push)."""


@dataclass
class Shown:
    """By person: `whispers`, the stack of `modals`, the `homes`. By channel or thread: the agent's words."""

    whispers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    modals: dict[str, list[View]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    statuses: dict[str, dict[str, Any]] = field(default_factory=dict)
    prompts: dict[str, dict[str, Any]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def stack(self, user: str) -> list[View]:
        """A person's modals, the topmost last."""
        return self.modals.setdefault(user, [])

    def open(self, user: str, view: View) -> View:
        """Show a modal in place of all others."""
        made = self.made(view)
        made["root_view_id"] = made["id"]
        self.modals[user] = [made]
        return made

    def push(self, user: str, view: View) -> View:
        """Show a modal above the topmost one. Raises Refused."""
        stack = self.stack(user)
        if not stack:
            raise Refused("not_found", ["there is no modal to push onto"])
        if len(stack) >= DEEPEST:
            raise Refused("push_limit_reached")
        made = self.made(view) | {"root_view_id": stack[0]["id"], "previous_view_id": stack[-1]["id"]}
        stack.append(made)
        return made

    def update(self, old: View, view: View) -> View:
        """Give a view other contents; it keeps its id."""
        kept = {name: old[name] for name in ("id", "root_view_id", "previous_view_id") if name in old}
        made = self.made(view) | kept
        old.clear()
        old.update(made)
        return old

    def publish(self, user: str, view: View) -> View:
        """Show a person's home tab."""
        made = self.made(view)
        if user in self.homes:
            made["id"] = self.homes[user]["id"]
        made["root_view_id"] = made["id"]
        self.homes[user] = made
        return made

    def find(self, name: object) -> tuple[str, View]:
        """Whose modal has an id or an external id, and the modal. Raises Refused."""
        for user, stack in self.modals.items():
            for view in stack:
                if name and name in (view["id"], view.get("external_id")):
                    return user, view
        raise Refused("not_found")

    def made(self, view: View) -> View:
        """A view as Slack hands it out: with an id and a hash."""
        number = next(self._numbers)
        blank = {"private_metadata": "", "callback_id": "", "external_id": "", "previous_view_id": None}
        return {**blank, "state": {"values": {}}, **view, "id": f"V{number:010}", "hash": f"{number}.hash"}
