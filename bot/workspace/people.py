"""People in the stand-in: what they do reaches the bot as Slack sends it, signed, over HTTP."""

import hashlib
import hmac
import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.workspace.server import Server
from bot.workspace.state import APP, BOT, SECRET, TEAM

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
        signed = "v0=" + hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        sent = {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signed, **headers}
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
        if parent := next((one for one in place.messages if one["ts"] == thread), None):
            where["parent_user_id"] = parent["user"]
        kind = "im" if channel.startswith("D") else ("group" if place.private else "channel")
        event = {**message, **where, "channel": channel, "channel_type": kind, "event_ts": message["ts"]}
        assert await self.event(event) == 200
        if twin and f"<@{BOT}>" in text and kind != "im":
            mention = {key: value for key, value in event.items() if key != "channel_type"}
            assert await self.event({**mention, "type": "app_mention"}) == 200
        return str(message["ts"])

    async def command(self, text: str, user: str = "U1", channel: str = "C1") -> int:
        """Type /renewal."""
        return await self.form(**self.typed_command(text, user, channel))

    def typed_command(self, text: str, user: str = "U1", channel: str = "C1") -> dict[str, str]:
        """What Slack sends when someone types /renewal."""
        number = next(_numbers)
        return {
            "command": "/renewal",
            "text": text,
            "team_id": TEAM,
            "channel_id": channel,
            "user_id": user,
            "trigger_id": f"13345224609.738474920.{number}",
            "response_url": self.server.response_url(f"command-{number}"),
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
        payload = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "api_app_id": APP,
            "channel": {"id": channel, "name": "general"},
            "container": container,
            "trigger_id": f"13345224609.738474920.{next(_numbers)}",
            "response_url": self.server.response_url(f"click-{next(_numbers)}"),
            "actions": [_action(message, action) | {"action_ts": self.server.workspace.stamp()}],
        }
        if not private:
            payload["message"] = message
        return payload


def envelope(event: dict[str, Any]) -> dict[str, Any]:
    """An event as Slack wraps it; every one has an id of its own, twins and repetitions too."""
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": APP,
        "event_id": f"Ev{next(_numbers):08}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}],
        "event": event,
    }


def _action(message: dict[str, Any], action: str) -> dict[str, Any]:
    row = next(
        block
        for block in message.get("blocks", [])
        if any(one.get("action_id") == action for one in block.get("elements", []))
    )
    found = next(one for one in row["elements"] if one.get("action_id") == action)
    told = {"type": found["type"], "action_id": action, "block_id": row.get("block_id", "b")}
    return told | {name: found[name] for name in ("value", "text") if name in found}
