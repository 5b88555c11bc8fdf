"""People submit modals and close them.

Source: docs.slack.dev, "Modals", "Handling view submissions".
"""

from typing import Any

from bot.workspace.acts.stage import BadAct, Stage
from bot.workspace.methods import views
from bot.workspace.outbound import Ack
from bot.workspace.refusal import Refused

Args = dict[str, Any]


async def submit(stage: Stage, user: str, args: Args) -> Args:
    """args: view, values. Tells "errors" by block id, or "trouble"."""
    view = _topmost(stage, user, args)
    sent = {**view, "state": {"values": args.get("values") or {}}}
    payload = stage.actor(user) | {"type": "view_submission", "view": sent, "response_urls": []}
    ack = await stage.outbound.interaction(payload)
    if ack.trouble:
        return {"trouble": ack.trouble}
    try:
        return _answered(stage, user, view, ack)
    except Refused as refused:
        return {"trouble": "failed", "details": [refused.code, *refused.details]}


async def close(stage: Stage, user: str, args: Args) -> Args:
    """args: view, all?. Closes the topmost modal, or all of them."""
    _topmost(stage, user, args)
    stack = stage.workspace.shown.stack(user)
    cleared = bool(args.get("all"))
    gone = list(reversed(stack)) if cleared else [stack[-1]]
    for view in gone:
        stack.remove(view)
    views.tell(stage.workspace, user)
    for view in gone:
        if view.get("notify_on_close"):
            payload = stage.actor(user) | {"type": "view_closed", "view": view, "is_cleared": cleared}
            await stage.outbound.interaction(payload)
    return {}


def _topmost(stage: Stage, user: str, args: Args) -> Args:
    stack = stage.workspace.shown.stack(user)
    if not stack or stack[-1]["id"] != args.get("view"):
        raise BadAct("That is no longer open.")
    return stack[-1]


def _answered(stage: Stage, user: str, view: Args, ack: Ack) -> Args:
    """What the app wants after a submission (response_action); without a wish the modal closes."""
    body = ack.body if isinstance(ack.body, dict) else {}
    shown, action = stage.workspace.shown, body.get("response_action")
    if action == "errors":
        return _errors(view, body.get("errors"))
    if action == "clear":
        shown.stack(user).clear()
    elif action == "update":
        shown.update(view, views.checked(stage.workspace, body.get("view"), "modal"))
    elif action == "push":
        shown.push(user, views.checked(stage.workspace, body.get("view"), "modal"))
    elif action is None:
        if view in shown.stack(user):
            shown.stack(user).remove(view)
    else:
        raise Refused("invalid_arguments", [f"unknown response_action {action!r}"])
    views.tell(stage.workspace, user)
    return {}


def _errors(view: Args, errors: Any) -> Args:
    """Errors belong to input blocks of the view; Slack shows none elsewhere."""
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise Refused("invalid_arguments", ["errors are told by the block id of an input"])
    return {"errors": errors}
