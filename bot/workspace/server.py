"""The stand-in's Web API over HTTP (`/api/<method>`), its response URLs (`/respond/<id>`) and Socket Mode."""

import asyncio
import json
import math
from collections.abc import Iterable
from typing import Any

from aiohttp import web

from bot.workspace import methods, responses
from bot.workspace.allowance import Origin
from bot.workspace.state import APP_TOKEN, Call, Fate, Workspace

_OBJECTS = ("blocks", "metadata", "view", "prompts", "loading_messages")
"""Arguments that are JSON, also where the others are a form."""


class Server:
    """Serves one workspace on a port of the loopback interface. routes: what else is served there."""

    def __init__(self, workspace: Workspace, routes: Iterable[web.AbstractRouteDef] = ()) -> None:
        self.workspace = workspace
        self._routes = [
            web.route("*", "/api/{method}", self._call),
            web.post("/respond/{name}", self._respond),
            web.get("/socket", self._socket),
            *routes,
        ]
        self._runner: web.AppRunner | None = None
        self._origin = ""
        self._sockets: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[dict[str, Any]]] = {}

    @property
    def origin(self) -> str:
        """The address of everything."""
        return self._origin

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self._origin}/api/"

    @property
    def _wire(self) -> str:
        return f"{self._origin.replace('http', 'ws', 1)}/socket"

    def response_url(self, name: str, origin: Origin = Origin("", "")) -> str:  # noqa: B008 (frozen)
        """A response URL of its own, which answers for what was done at `origin`."""
        self.workspace.addresses.give(name, origin)
        return f"{self._origin}/respond/{name}"

    async def start(self, port: int = 0) -> None:
        """Listen; port 0 takes a free one. Raises OSError if the port is taken."""
        app = web.Application(client_max_size=2 << 20)
        app.router.add_routes(self._routes)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, taken = self._runner.addresses[0][:2]
        self._origin = f"http://{host}:{taken}"

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def push(self, kind: str, payload: dict[str, Any], patience: float = 3.0) -> dict[str, Any]:
        """Send an envelope over Socket Mode; what the bot acknowledged with. Raises TimeoutError."""
        while not self._sockets:
            await asyncio.sleep(0.01)
        name = f"envelope-{len(self._acks)}"
        self._acks[name] = asyncio.get_running_loop().create_future()
        accepts = kind != "events_api"
        sent = {"envelope_id": name, "type": kind, "payload": payload, "accepts_response_payload": accepts}
        await self._sockets[-1].send_json(sent)
        return await asyncio.wait_for(self._acks[name], patience)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        """Socket Mode's connection, as the API has told of it."""
        wire = web.WebSocketResponse()
        await wire.prepare(request)
        await wire.send_json({"type": "hello", "num_connections": 1, "debug_info": {"host": "stand-in"}})
        self._sockets.append(wire)
        try:
            async for message in wire:
                told = json.loads(message.data)
                self._acks[told["envelope_id"]].set_result(told.get("payload") or {})
        finally:
            self._sockets.remove(wire)
        return wire

    async def _call(self, request: web.Request) -> web.Response:
        method, args = request.match_info["method"], await arguments(request)
        fates = self.workspace.fates[method]
        fate: Fate = fates.popleft() if fates else "ok"
        if fate == "429":
            self.workspace.calls.append(Call(method, args, "ratelimited"))
            return _too_soon(self.workspace.retry_after)
        if fate == "forbidden":
            self.workspace.calls.append(Call(method, args, "missing_scope"))
            return web.json_response({"ok": False, "error": "missing_scope"})
        answer = {} if fate in ("500", "hang") else self._answer(request, method, args)
        if fate.startswith("hang"):
            await asyncio.sleep(60)
        if fate != "ok":
            self.workspace.calls.append(Call(method, args, fate))
            return web.Response(status=500, text="Server Error")
        self.workspace.calls.append(Call(method, args, "ok" if answer["ok"] else answer["error"]))
        if not answer["ok"]:
            details = answer.get("response_metadata", {}).get("messages", [])
            self.workspace.tell("refused", {"method": method, "error": answer["error"], "details": details})
        if wait := answer.pop("retry_after", 0):
            return _too_soon(math.ceil(wait))
        return web.json_response(answer, headers=self._scopes())

    def _scopes(self) -> dict[str, str]:
        """What Slack tells with every answer of the scopes that the token has."""
        manifest = self.workspace.manifest
        return {} if manifest is None else {"X-OAuth-Scopes": ",".join(sorted(manifest.scopes))}

    def _answer(self, request: web.Request, method: str, args: dict[str, Any]) -> dict[str, Any]:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ") or args.get("token")
        if not given:
            return {"ok": False, "error": "not_authed"}
        if method == "apps.connections.open":
            opened = given == APP_TOKEN
            return {"ok": True, "url": self._wire} if opened else {"ok": False, "error": "invalid_auth"}
        if given != self.workspace.token:
            return {"ok": False, "error": "invalid_auth"}
        return methods.answer(self.workspace, method, args)

    async def _respond(self, request: web.Request) -> web.Response:
        error = responses.answer(self.workspace, request.match_info["name"], await request.json())
        if error in ("no_such_url", "expired_url", "used_url"):
            return web.json_response({"ok": False, "error": error}, status=404)
        return web.Response(text=error or "ok", status=400 if error else 200)


def _too_soon(seconds: float) -> web.Response:
    wait = {"Retry-After": str(seconds)}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=wait)


async def arguments(request: web.Request) -> dict[str, Any]:
    """The arguments of a call: JSON, a form or a query, as Slack takes them."""
    if request.content_type == "application/json":
        return dict(await request.json())
    form = {**request.query, **(await request.post())}
    return {name: _parsed(name, value) for name, value in form.items()}


def _parsed(name: str, value: Any) -> Any:
    return json.loads(value) if name in _OBJECTS and isinstance(value, str) else value
