"""An app for the stand-in to talk to: it checks signatures with Slack's own verifier, and answers as it is told."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import aiohttp
from aiohttp import web
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import sample
from bot.workspace.acts import Stage
from bot.workspace.manifest import Manifest
from bot.workspace.outbound import Outbound
from bot.workspace.server import Server
from bot.workspace.site import Site
from bot.workspace.state import Workspace

SCOPES = "chat:write channels:history groups:history im:history im:write users:read usergroups:read assistant:write"
EVENTS = "message.channels message.groups message.im app_mention app_home_opened"
MANIFEST = Manifest(
    name="Try",
    scopes=frozenset(SCOPES.split()),
    events=frozenset(EVENTS.split()),
    commands=({"command": "/try", "description": "Try it"},),
    shortcuts=({"name": "Check this", "type": "message", "callback_id": "check", "description": "Check it"},),
    prompts=({"title": "Until when?", "message": "Until when can I renew?"},),
    home=True,
    agent="agent",
)

Told = dict[str, Any]


@dataclass
class ForeseeableApp:
    """heard: everything, in order. answers: by kind of payload, a body or a function that makes one (and may wait)."""

    heard: list[Told] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    secret: str = ""
    url: str = ""

    async def take(self, request: web.Request) -> web.Response:
        """Answer one request."""
        body = await request.read()
        headers = {name.lower(): value for name, value in request.headers.items()}
        assert SignatureVerifier(self.secret).is_valid_request(body, headers)
        told = _parsed(request, body)
        self.heard.append(told)
        kind = kind_of(told)
        answer = self.answers.get(kind, "")
        if callable(answer):
            answer = await answer(told)
        status = self.statuses.get(kind, 200)
        return web.Response(status=status) if answer == "" else web.json_response(answer, status=status)

    async def hears(self, kind: str, count: int = 1) -> list[Told]:
        """What it has heard of a kind, once there is enough of it, and no more a moment later."""
        until = asyncio.get_running_loop().time() + 10
        while len(self.of(kind)) < count and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        assert len(self.of(kind)) == count, self.heard
        return self.of(kind)

    def of(self, kind: str) -> list[Told]:
        """What it has heard of a kind so far."""
        return [told for told in self.heard if kind_of(told) == kind]


def kind_of(told: Told) -> str:
    """The type of an event, of a payload, or the command."""
    return str(told["event"]["type"] if "event" in told else told.get("type") or told.get("command"))


def _parsed(request: web.Request, body: bytes) -> Told:
    if request.content_type == "application/json":
        return dict(json.loads(body))
    form = {name: values[0] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
    return dict(json.loads(form["payload"])) if "payload" in form else form


@dataclass
class Try:
    """What a test has: the app, its client, the workspace, and the page's own requests."""

    app: ForeseeableApp
    client: AsyncWebClient
    workspace: Workspace
    url: str
    session: aiohttp.ClientSession
    server: Server

    async def act(self, name: str, who: str = "U0EMMA", **body: Any) -> Told:
        """Do what the page does."""
        async with self.session.post(f"{self.url}/act/{name}?as={who}", json=body) as answer:
            return dict(await answer.json())

    async def says(self, channel: str, *blocks: Told, text: str = "x", **more: Any) -> Told:
        """The app posts a message."""
        said = await self.client.chat_postMessage(channel=channel, text=text, blocks=list(blocks) or None, **more)
        return dict(said["message"])

    async def opens(self, view: Told, who: str = "U0EMMA") -> None:
        """The app opens a modal for someone."""
        await self.client.views_open(trigger_id=self.workspace.triggers.give(who), view=view)

    async def hears(self, kind: str, count: int = 1) -> list[Told]:
        """What the app has heard of a kind."""
        return await self.app.hears(kind, count)

    async def sees(self, who: str = "U0EMMA") -> Told:
        """What a person sees."""
        async with self.session.get(f"{self.url}/state?as={who}") as answer:
            return dict(await answer.json())


@contextlib.asynccontextmanager
async def trying(
    build: Callable[[], Workspace] = lambda: sample.workspace(MANIFEST), port: int = 0
) -> AsyncIterator[Try]:
    """The page with an app behind it, both on ports of their own."""
    app, workspace = ForeseeableApp(), build()
    app.secret = workspace.secret
    site = Site(workspace)
    server = Server(workspace, site.routes())
    await server.start(port)
    workspace.home = server.origin
    runner = await _started(app)
    async with aiohttp.ClientSession() as session:
        outbound = Outbound(workspace, app.url, session)
        site.stage = Stage(server, outbound)
        client = AsyncWebClient(token=workspace.token, base_url=server.api_url, session=session)
        yield Try(app, client, workspace, server.origin, session, server)
        outbound.stop()
    site.close()
    await server.stop()
    await runner.cleanup()


async def _started(app: ForeseeableApp) -> web.AppRunner:
    site = web.Application()
    site.router.add_post("/slack/events", app.take)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    app.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    return runner
