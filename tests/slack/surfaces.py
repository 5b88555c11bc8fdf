"""What Slack sends when people use views and shortcuts, and what the bot showed in them."""

import itertools
import json
from typing import Any

from bot.workspace.methods import views
from bot.workspace.person import Person
from bot.workspace.state import APP, TEAM
from tests.edge import Bot, settled

_numbers = itertools.count(1)
Payload = dict[str, Any]


def speaks(bot: Bot, **locales: str) -> None:
    """What people have set in Slack, by user."""
    bot.slack.people |= {user: Person(user, f"Person {user}", locale) for user, locale in locales.items()}


async def opened(bot: Bot, count: int = 1) -> Payload:
    """The view that the bot opened last, once it has opened so many."""
    calls = await settled(lambda: [call for call in bot.slack.calls if call.method == "views.open"], count)
    assert calls[-1].outcome == "ok", calls[-1]
    return _topmost(bot)


async def changed(bot: Bot, count: int = 1) -> Payload:
    """The view that the bot put in another's place last, once it has done so so often."""
    calls = await settled(lambda: [call for call in bot.slack.calls if call.method == "views.update"], count)
    assert calls[-1].outcome == "ok", calls[-1]
    return _topmost(bot)


async def submit(bot: Bot, view: Payload, product: str | None, expiry: str | None, user: str = "U1") -> Payload:
    """Fill a form in and submit it; what the bot answered at once."""
    values = {
        "product": {"product": {"type": "external_select", "selected_option": _option(product)}},
        "expiry": {"expiry": {"type": "datepicker", "selected_date": expiry}},
    }
    body = _base("view_submission", user) | {"view": view | {"state": {"values": values}}}
    answered = await _send(bot, body)
    if answered.get("response_action") == "update":
        _, old = bot.slack.shown.find(view["id"])
        answered["view"] = bot.slack.shown.update(old, views.checked(bot.slack, answered["view"], "modal"))
    return answered


async def type_into(bot: Bot, view: Payload, typed: str) -> list[Payload]:
    """Type into the list of products; the options that are offered."""
    body = _base("block_suggestion", "U1") | {"action_id": "product", "block_id": "product", "value": typed}
    answered = await _send(bot, body | {"view": view})
    return list(answered["options"])


async def press(bot: Bot, view: Payload, action: str, user: str = "U1") -> int:
    """Press a button of a view. The status of the answer."""
    elements = [
        element for block in view["blocks"] for element in [*block.get("elements", []), block.get("accessory") or {}]
    ]
    found = next(element for element in elements if element.get("action_id") == action)
    pressed = {"type": "button", "action_id": action, "block_id": "b", "value": found.get("value", "")}
    body = _base("block_actions", user) | {
        "view": view,
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": bot.slack.triggers.give(user),
        "actions": [pressed | {"action_ts": bot.slack.stamp()}],
    }
    return await bot.people.form(payload=json.dumps(body))


async def choose(bot: Bot, view: Payload, option: Payload, user: str = "U1") -> int:
    """Choose from the menu of a view. The status of the answer."""
    menu = next(block["accessory"] for block in view["blocks"] if "accessory" in block)
    chosen = {"type": menu["type"], "action_id": menu["action_id"], "block_id": "b", "selected_option": option}
    body = _base("block_actions", user) | {
        "view": view,
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": bot.slack.triggers.give(user),
        "actions": [chosen | {"action_ts": bot.slack.stamp()}],
    }
    return await bot.people.form(payload=json.dumps(body))


async def use_shortcut(bot: Bot, text: str, channel: str = "C1", user: str = "U1", author: str = "U2") -> int:
    """Use the shortcut on somebody's message, in a channel the bot need not be in. The status of the answer."""
    ts = bot.slack.stamp()
    body = _base("message_action", user) | {
        "callback_id": "check_renewal",
        "channel": {"id": channel, "name": "general"},
        "message": {"type": "message", "user": author, "text": text, "ts": ts},
        "message_ts": ts,
        "action_ts": bot.slack.stamp(),
        "trigger_id": bot.slack.triggers.give(user),
        "response_url": bot.server.response_url(f"shortcut-{next(_numbers)}"),
    }
    return await bot.people.form(payload=json.dumps(body))


def _base(kind: str, user: str) -> Payload:
    return {"type": kind, "team": {"id": TEAM}, "user": {"id": user, "team_id": TEAM}, "api_app_id": APP}


def _option(product: str | None) -> Payload | None:
    return {"text": {"type": "plain_text", "text": product}, "value": product} if product else None


def _topmost(bot: Bot) -> Payload:
    """The only modal that is shown, as Slack gives it back."""
    (shown,) = [stack[-1] for stack in bot.slack.shown.modals.values() if stack]
    return shown


async def _send(bot: Bot, body: Payload) -> Payload:
    assert await bot.people.form(payload=json.dumps(body)) == 200
    return json.loads(bot.people.last[-1] or "{}")
