"""The way from the stand-in to the app: signed, with Slack's patience, only what the manifest asks for.

Source: docs.slack.dev, "Events API" ("Error handling": three repetitions), "Handling user interaction" (three seconds).
"""

import asyncio
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.workspace import payloads, signature
from bot.workspace.state import Workspace

PATIENCE = 3.0
"""Seconds within which an app acknowledges."""
_REPEATED = (1.0, 60.0, 300.0)
"""Seconds before each repetition of an event that was not acknowledged."""
_FORM = "application/x-www-form-urlencoded"
_KINDS = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


@dataclass(frozen=True)
class Ack:
    """What the app answered. status: 0 if it did not answer; body: parsed if it was JSON."""

    status: int
    body: Any = ""

    @property
    def trouble(self) -> str:
        """What a person is told: "late", "failed", or nothing."""
        if self.status == 0:
            return "late"
        return "" if self.status == 200 else "failed"


class Outbound:
    """Sends to one app. url: where it takes requests."""

    def __init__(self, workspace: Workspace, url: str, session: aiohttp.ClientSession) -> None:
        self._workspace = workspace
        self._url = url
        self._session = session
        self._tasks: set[asyncio.Task[None]] = set()

    def event(self, event: dict[str, Any]) -> None:
        """Send an event, if the app is subscribed to it; repeat it while it is not acknowledged."""
        manifest = self._workspace.manifest
        name = _KINDS[event["channel_type"]] if event["type"] == "message" else event["type"]
        if manifest is not None and name not in manifest.events:
            return
        task = asyncio.ensure_future(self._insist(json.dumps(payloads.envelope(event)).encode()))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def interaction(self, payload: dict[str, Any]) -> Ack:
        """Send an interaction payload and wait for the acknowledgement."""
        return await self.form({"payload": json.dumps(payload)})

    async def form(self, fields: dict[str, str]) -> Ack:
        """Send a form: a command or a payload."""
        return await self._send(urlencode(fields).encode(), _FORM)

    def stop(self) -> None:
        """Give up all repetitions."""
        for task in self._tasks:
            task.cancel()

    async def _insist(self, body: bytes) -> None:
        ack = await self._send(body, "application/json")
        for number, pause in enumerate(_REPEATED, 1):
            if ack.status == 200:
                return
            await asyncio.sleep(pause)
            reason = "http_timeout" if ack.status == 0 else "http_error"
            again = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
            ack = await self._send(body, "application/json", again)

    async def _send(self, body: bytes, kind: str, more: dict[str, str] | None = None) -> Ack:
        headers = signature.headers(self._workspace.secret, str(int(time.time())), body, kind) | (more or {})
        try:
            async with asyncio.timeout(PATIENCE), self._session.post(self._url, data=body, headers=headers) as answer:
                return Ack(answer.status, _parsed(await answer.text()))
        except TimeoutError:
            return Ack(0)
        except aiohttp.ClientError:
            return Ack(503)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
