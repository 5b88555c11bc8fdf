"""People press buttons, choose from menus, and use message shortcuts."""

from typing import Any

from bot.workspace import limits
from bot.workspace.acts.stage import BadAct, Stage
from bot.workspace.allowance import Origin
from bot.workspace.limits.blocks import interactive

Args = dict[str, Any]

_CHOSEN = (
    "value",
    "selected_option",
    "selected_options",
    "selected_date",
    "selected_time",
    "selected_user",
    "selected_users",
    "selected_channel",
    "selected_conversation",
)


async def press(stage: Stage, user: str, args: Args) -> Args:
    """args: where, block, action, chosen, values. Tells "trouble" ("late" or "failed") if it was not acknowledged."""
    surface, blocks = _surface(stage, user, args)
    action = _action(_element(blocks, args), args) | {"action_ts": stage.workspace.stamp()}
    payload = stage.actor(user) | {"type": "block_actions", "actions": [action], **surface}
    ack = await stage.outbound.interaction(payload)
    return {"trouble": ack.trouble}


async def suggest(stage: Stage, user: str, args: Args) -> Args:
    """args: where, block, action, typed. The options of a menu that the app fills; "trouble" if there are none."""
    surface, blocks = _surface(stage, user, args)
    element = _element(blocks, args)
    asked = {"action_id": element["action_id"], "block_id": str(args.get("block")), "value": str(args.get("typed", ""))}
    surface.pop("response_url", None)
    ack = await stage.outbound.interaction(stage.actor(user) | {"type": "block_suggestion", **asked, **surface})
    if ack.trouble:
        return {"trouble": ack.trouble}
    if wrong := limits.refuse_options(ack.body):
        return {"trouble": "failed", "details": wrong}
    return dict(ack.body)


async def shortcut(stage: Stage, user: str, args: Args) -> Args:
    """args: channel, ts, callback. A shortcut on a message."""
    place, message = stage.message(user, args.get("channel"), args.get("ts"))
    manifest = stage.workspace.manifest
    offered = manifest.shortcuts if manifest else ()
    if all(args.get("callback") != one["callback_id"] or one["type"] != "message" for one in offered):
        raise BadAct("The app offers no such shortcut.")
    origin = Origin(user, place.id, "", message.get("thread_ts", ""))
    payload = stage.actor(user) | {
        "type": "message_action",
        "callback_id": args["callback"],
        "channel": {"id": place.id, "name": place.name},
        "message": message,
        "message_ts": message["ts"],
        "action_ts": stage.workspace.stamp(),
        "response_url": stage.response_url(origin),
    }
    ack = await stage.outbound.interaction(payload)
    return {"trouble": ack.trouble}


def _surface(stage: Stage, user: str, args: Args) -> tuple[Args, list[Args]]:
    """What tells the app where something was pressed, and the blocks there."""
    where = args.get("where") or {}
    state = {"values": args.get("values") or {}}
    if where.get("surface") == "message":
        return _message(stage, user, where, state)
    view = _view(stage, user, where)
    return {"container": {"type": "view", "view_id": view["id"]}, "view": {**view, "state": state}}, view["blocks"]


def _message(stage: Stage, user: str, where: Args, state: Args) -> tuple[Args, list[Args]]:
    place, message = stage.message(user, where.get("channel"), where.get("ts"))
    private, thread = bool(message.get("is_ephemeral")), message.get("thread_ts", "")
    container = {"type": "message", "message_ts": message["ts"], "channel_id": place.id, "is_ephemeral": private}
    surface: Args = {
        "container": container | ({"thread_ts": thread} if thread else {}),
        "channel": {"id": place.id, "name": place.name},
        "state": state,
        "response_url": stage.response_url(Origin(user, place.id, message["ts"], thread)),
    }
    if not private:
        surface["message"] = message
    return surface, message.get("blocks") or []


def _view(stage: Stage, user: str, where: Args) -> Args:
    """The topmost modal, or the home tab."""
    if where.get("surface") == "home" and user in stage.workspace.shown.homes:
        return stage.workspace.shown.homes[user]
    stack = stage.workspace.shown.stack(user)
    if where.get("surface") != "modal" or not stack or stack[-1]["id"] != where.get("view"):
        raise BadAct("That is no longer open.")
    return stack[-1]


def _element(blocks: list[Args], args: Args) -> Args:
    for block in blocks:
        for one in interactive(block):
            if block.get("block_id") == args.get("block") and one["action_id"] == args.get("action"):
                return one
    raise BadAct("That is no longer there.")


def _action(element: Args, args: Args) -> Args:
    chosen = args.get("chosen") or {}
    made = {"type": element["type"], "action_id": element["action_id"], "block_id": args["block"]}
    if element["type"] == "feedback_buttons":
        side = element["positive_button" if chosen.get("side") == "positive" else "negative_button"]
        return made | {"text": side["text"], "value": side["value"]}
    made |= {name: element[name] for name in ("text", "value", "style") if name in element}
    return made | {name: chosen[name] for name in _CHOSEN if name in chosen}
