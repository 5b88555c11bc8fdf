"""People in the stand-in, for tests: what they do reaches the bot as Slack sends it, signed, over HTTP."""

import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.workspace import payloads, signature
from bot.workspace.allowance import Origin
from bot.workspace.payloads import envelope
from bot.workspace.server import Server
from bot.workspace.state import APP, BOT, TEAM

__all__ = ["People", "envelope"]

_numbers = itertools.count(1)


@dataclass
class People:
    """Everyone in a workspace. bot_url: where the bot takes requests."""

    server: Server
    bot_url: str
    session: aiohttp.ClientSession
    last: list[str] = field(default_factory=list)

    async def send(self, body: bytes, kind: str, **headers: str) -> int:
        """Send a signed body; headers may falsify the signature. The status of the answer; its text is in `last`."""
        stamp = headers.pop("stamp", str(int(time.time())))
        sent = signature.headers(self.server.workspace.secret, stamp, body, kind) | headers
        async with self.session.post(self.bot_url, data=body, headers=sent) as answer:
            self.last.append(await answer.text())
            return answer.status

    async def event(self, event: dict[str, Any]) -> int:
        """Send an event."""
        return await self.send(json.dumps(envelope(event)).encode(), "application/json")

    async def form(self, **fields: str) -> int:
        """Send a form: a command or a payload."""
        return await self.send(urlencode(fields).encode(), "application/x-www-form-urlencoded")

    async def say(self, channel: str, text: str, user: str = "U1", thread: str = "", twin: bool = True) -> str:
        """Write a message; a mention comes as two events, as Slack sends it. The ts of the message."""
        place = self.server.workspace.channels[channel]
        where = {"thread_ts": thread} if thread else {}
        message = self.server.workspace.add(channel, {"user": user, "text": text, **where})
        event = payloads.said(place, message)
        assert await self.event(event) == 200
        if twin and f"<@{BOT}>" in text and place.kind != "im":
            assert await self.event(payloads.mention(event)) == 200
        return str(message["ts"])

    async def command(self, text: str, user: str = "U1", channel: str = "C1") -> int:
        """Type /renewal."""
        return await self.form(**self.typed_command(text, user, channel))

    def typed_command(self, text: str, user: str = "U1", channel: str = "C1") -> dict[str, str]:
        """What Slack sends when someone types /renewal."""
        return {
            "command": "/renewal",
            "text": text,
            "team_id": TEAM,
            "channel_id": channel,
            "user_id": user,
            "trigger_id": self.server.workspace.triggers.give(user),
            "response_url": self.server.response_url(f"command-{next(_numbers)}", Origin(user, channel)),
            "api_app_id": APP,
        }

    async def click(
        self, message: dict[str, Any], action: str, channel: str = "C1", user: str = "U1", **changed: str
    ) -> int:
        """Press a button of a message, or of a response seen by one person only. changed: what the action says else."""
        payload = self.pressed(message, action, channel, user)
        payload["actions"][0].update(changed)
        return await self.form(payload=json.dumps(payload))

    def pressed(self, message: dict[str, Any], action: str, channel: str = "C1", user: str = "U1") -> dict[str, Any]:
        """What Slack sends when someone presses a button."""
        private = message.get("response_type") == "ephemeral"
        ts = message.get("ts") or self.server.workspace.stamp()
        container = {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": private}
        origin = Origin(user, channel, ts, message.get("thread_ts", ""))
        payload = payloads.actor(user) | {
            "type": "block_actions",
            "channel": {"id": channel, "name": "general"},
            "container": container,
            "trigger_id": self.server.workspace.triggers.give(user),
            "response_url": self.server.response_url(f"click-{next(_numbers)}", origin),
            "actions": [_action(message, action) | {"action_ts": self.server.workspace.stamp()}],
        }
        if not private:
            payload["message"] = message
        return payload


def _action(message: dict[str, Any], action: str) -> dict[str, Any]:
    """A pressed element; one of two feedback buttons is their action id with ":positive" or ":negative"."""
    name, _, side = action.partition(":")
    held = [(block, one) for block in message.get("blocks", []) for one in block.get("elements", [])]
    block, found = next((block, one) for block, one in held if one.get("action_id") == name)
    chosen = found[f"{side}_button"] if side else found
    told = {"type": found["type"], "action_id": name, "block_id": block.get("block_id", "b")}
    return told | {field: chosen[field] for field in ("value", "text") if field in chosen}
