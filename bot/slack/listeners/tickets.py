"""The buttons of a ticket: on its card in the triage channel, and under the question whether it is solved."""

import re
from collections.abc import Mapping
from typing import Any, get_args

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.core.ticket import Act
from bot.slack.door import Door
from bot.slack.entry import Entry, Malformed, identifier
from bot.slack.views.ticket import ACTION

_REFERENCE = re.compile(r"(?P<ticket>[\w-]{1,64}) (?P<home>[A-Za-z0-9_.-]{1,64}(?::[A-Za-z0-9_.-]{1,64})?)")


def register(app: AsyncApp, door: Door) -> None:
    """Every button and menu of a ticket."""

    async def pressed(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await door.store(entry(body, action))
        await ack()

    app.action(re.compile(f"^{re.escape(ACTION)}"))(pressed)


def entry(body: Mapping[str, Any], action: Mapping[str, Any]) -> Entry:
    """The entry that a click on a ticket stands for (payload `block_actions`). Raises Malformed.

    What the click says of the ticket is only looked up by it; whoever answers it compares it with the ticket itself.
    """
    does = str(action.get("action_id")).removeprefix(ACTION)
    if does not in get_args(Act):
        raise Malformed("an action of a ticket was expected")
    container, message = body.get("container") or {}, body.get("message") or {}
    channel = identifier((body.get("channel") or {}).get("id") or container.get("channel_id"))
    own = identifier(container.get("message_ts") or message.get("ts"))
    ts = identifier(action.get("action_ts"))
    user = identifier((body.get("user") or {}).get("id"))
    # A menu has no value; its block tells of which ticket it is.
    told = _REFERENCE.fullmatch(str(action.get("block_id" if does == "reassign" else "value")))
    return Entry(
        kind="ticket",
        team=identifier((body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id")),
        channel=channel,
        user=user,
        name=f"{channel}:{own}:{ACTION}{does}:{ts}:{user}",
        ts=ts,
        thread=identifier(message.get("thread_ts") or container.get("thread_ts") or own),
        text=identifier(action["selected_user"]) if action.get("selected_user") else "",
        respond=str(body.get("response_url") or ""),
        home=told["home"] if told else f"{channel}:{own}",
        ticket=told["ticket"] if told else "",
        does=does,
        pressed=own,
    )
