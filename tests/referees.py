"""Referees of what the bot shows: slack_sdk's models, slackblocks' limits, and Slack's own types, by TypeScript.

The stand-in's own checks are a fourth, in `bot/workspace/`.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import slackblocks
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Json = dict[str, Any]

TYPES = Path(__file__).parent / "types"
TSC = TYPES / "node_modules" / ".bin" / "tsc"
ABSENT = (
    "" if TSC.exists() and shutil.which("node") else "Node, or what `npm ci --prefix tests/types` installs, is missing"
)
"""Why TypeScript cannot be asked; empty if it can."""

_SLACKBLOCKS = {
    "section": slackblocks.SectionBlock,
    "actions": slackblocks.ActionsBlock,
    "context": slackblocks.ContextBlock,
    "context_actions": slackblocks.ContextActionsBlock,
    "header": slackblocks.HeaderBlock,
    "divider": slackblocks.DividerBlock,
    "input": slackblocks.InputBlock,
    "button": slackblocks.Button,
    "feedback_buttons": slackblocks.FeedbackButtons,
    "external_select": slackblocks.ExternalSelectMenu,
    "static_select": slackblocks.StaticSelectMenu,
    "users_select": slackblocks.UserSelectMenu,
    "datepicker": slackblocks.DatePicker,
    "modal": slackblocks.ModalView,
    "home": slackblocks.HomeTabView,
    "plain_text": slackblocks.PlainText,
    "mrkdwn": slackblocks.Text,
}
_CLOSED = {"type", "style", "action_id", "block_id", "callback_id"}


def slack_sdk(shown: Json) -> None:
    """Raise SlackObjectFormationError for what slack_sdk's models refuse."""
    if "type" in shown:
        view = View(**shown)
        view.validate_json()
    for block in Block.parse_all(shown["blocks"]):
        assert block.type is not None
        block.validate_json()


def by_slackblocks(shown: Any) -> Any:
    """Rebuild it all with slackblocks, which raises for what breaks a limit."""
    if isinstance(shown, list):
        return [by_slackblocks(one) for one in shown]
    if not isinstance(shown, dict):
        return shown
    parts = {name: by_slackblocks(part) for name, part in shown.items() if name != "type"}
    kind = shown.get("type")
    if kind in _SLACKBLOCKS:
        return _SLACKBLOCKS[kind](**parts)
    if "accessibility_label" in shown:
        return slackblocks.FeedbackButton(**parts)
    if "value" in shown:
        return slackblocks.Option(**parts)
    if "text" in shown and "blocks" in shown:
        return slackblocks.Message(channel="C1", **parts)
    raise AssertionError(f"slackblocks knows no {kind!r}")


def typescript(messages: Iterable[Json], views: Iterable[Json], folder: Path) -> str:
    """What the TypeScript compiler says against Slack's own types; empty when it is content.

    Only shapes matter to it, so that what differs in nothing but its words is looked at once.
    """
    told = {
        "const messages: { text: string, blocks: KnownBlock[] }[]": _shapes(messages),
        "const views: View[]": _shapes(views),
    }
    lines = ["import type { KnownBlock, View } from '@slack/types'"]
    lines += [f"{name} = {json.dumps(shapes, indent=1)}" for name, shapes in told.items()]
    (folder / "shown.ts").write_text("\n".join([*lines, "export { messages, views }"]), encoding="utf-8")
    (folder / "node_modules").symlink_to(TYPES / "node_modules")
    asked = [str(TSC), "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "shown.ts"]
    return subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=False).stdout


def _shapes(shown: Iterable[Json]) -> list[Json]:
    shapes = {json.dumps(_shape(one), sort_keys=True) for one in shown}
    return [json.loads(shape) for shape in sorted(shapes)]


def _shape(node: Any, name: str = "") -> Any:
    """The same with the same words everywhere, and with one of each sort of neighbour."""
    if isinstance(node, dict):
        return {key: _shape(part, key) for key, part in node.items()}
    if isinstance(node, list):
        return list({json.dumps(_shape(part), sort_keys=True): _shape(part) for part in node}.values())
    return "x" if isinstance(node, str) and name not in _CLOSED - {"action_id", "block_id", "callback_id"} else node
