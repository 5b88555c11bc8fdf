"""Four referees who do not know each other: the stand-in, Slack's own Python models, slackblocks, and Slack's types.

Each takes what is shown and raises, or tells what is wrong. slackblocks checks limits only of what is built with it, so
what is shown is built anew.
"""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import slackblocks as built
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.workspace import limits

Shown = dict[str, Any]
TYPES = Path(__file__).parent.parent / "types"


def stand_in(shown: Shown) -> list[str]:
    """What the stand-in would refuse in a message or a view."""
    kind = shown.get("type")
    code, wrong = limits.refuse_view(shown, kind) if kind else limits.refuse(shown)
    return [code, *wrong] if code else []


def slack_sdk(shown: Shown) -> None:
    """Raises slack_sdk.errors.SlackObjectFormationError."""
    for block in Block.parse_all(shown["blocks"]):
        block.validate_json()
    if "type" in shown:
        View(**shown).validate_json()


def slackblocks(shown: Shown) -> None:
    """Raises slackblocks' errors for a length, a number or a type that Slack does not take."""
    blocks = [_block(one) for one in shown["blocks"]]
    if shown.get("type") == "modal":
        texts = {name: _text(shown.get(name)) for name in ("title", "submit", "close")}
        names = {name: shown[name] for name in ("private_metadata", "callback_id", "external_id") if shown.get(name)}
        built.ModalView(blocks=blocks, **texts, **names)
    elif shown.get("type") == "home":
        built.HomeTabView(blocks=blocks)
    else:
        built.Message(channel="C1", text=shown["text"], blocks=blocks)


def types(blocks: Iterable[list[Shown]], views: Iterable[Shown]) -> str:
    """What the TypeScript compiler says of blocks and views as @slack/types has them; empty if it is content."""
    lines = ['import type { KnownBlock, View } from "@slack/types";']
    lines += [f"export const b{n}: KnownBlock[] = {json.dumps(one)};" for n, one in enumerate(blocks)]
    lines += [f"export const v{n}: View = {json.dumps(one)};" for n, one in enumerate(views)]
    (TYPES / "shown.ts").write_text("\n".join(lines), encoding="utf-8")
    compiler = TYPES / "node_modules" / ".bin" / "tsc"
    done = subprocess.run([compiler, "--project", TYPES], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def _block(block: Shown) -> Any:
    more = {"block_id": block["block_id"]} if "block_id" in block else {}
    return _BLOCKS[block["type"]](block, more)


def _section(block: Shown, more: Shown) -> Any:
    accessory = _element(block["accessory"]) if "accessory" in block else None
    fields = [_text(one) for one in block["fields"]] if "fields" in block else None
    return built.SectionBlock(_text(block.get("text")), fields=fields, accessory=accessory, **more)


def _input(block: Shown, more: Shown) -> Any:
    told = {"hint": _text(block.get("hint")), "optional": block.get("optional", False)}
    dispatch = block.get("dispatch_action", False)
    return built.InputBlock(_text(block["label"]), _element(block["element"]), dispatch, **told, **more)


_BLOCKS: dict[str, Any] = {
    "section": _section,
    "input": _input,
    "header": lambda block, more: built.HeaderBlock(_text(block["text"]), **more),
    "divider": lambda block, more: built.DividerBlock(**more),
    "context": lambda block, more: built.ContextBlock([_either(one) for one in block["elements"]], **more),
    "actions": lambda block, more: built.ActionsBlock([_element(one) for one in block["elements"]], **more),
    "context_actions": lambda block, more: built.ContextActionsBlock(list(map(_element, block["elements"])), **more),
}


def _either(one: Shown) -> Any:
    return _text(one) if one["type"] in ("plain_text", "mrkdwn") else _element(one)


def _text(given: Shown | None) -> Any:
    if given is None:
        return None
    return built.Text(given["text"], built.TextType(given["type"]), emoji=given.get("emoji", False))


def _options(given: list[Shown]) -> list[Any]:
    return [built.Option(_text(one["text"]), one["value"], _text(one.get("description"))) for one in given]


def _element(given: Shown) -> Any:
    kind, name = given["type"], given.get("action_id")
    placeholder = {"placeholder": _text(given["placeholder"])} if "placeholder" in given else {}
    if kind == "button":
        more = {key: given[key] for key in ("url", "value", "style", "accessibility_label") if key in given}
        return built.Button(_text(given["text"]), name, **more)
    if kind == "feedback_buttons":
        sides = [given[f"{side}_button"] for side in ("positive", "negative")]
        return built.FeedbackButtons(*(built.FeedbackButton(_text(one["text"]), one["value"]) for one in sides), name)
    if kind in _WITH_OPTIONS:
        return _WITH_OPTIONS[kind](name, _options(given["options"]), **placeholder)
    return _WITHOUT[kind](name, **placeholder)


_WITH_OPTIONS: dict[str, Any] = {
    "static_select": built.StaticSelectMenu,
    "overflow": built.OverflowMenu,
    "radio_buttons": built.RadioButtonGroup,
    "checkboxes": built.CheckboxGroup,
}
_WITHOUT: dict[str, Any] = {
    "external_select": built.ExternalSelectMenu,
    "users_select": built.UserSelectMenu,
    "datepicker": built.DatePicker,
    "plain_text_input": built.PlainTextInput,
}
