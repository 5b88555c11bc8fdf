"""The stand-in's Web API over HTTP (`/api/<method>`), and its response URLs (`/respond/<id>`)."""

import asyncio
import json
from typing import Any

from aiohttp import web

from bot.workspace import methods
from bot.workspace.state import APP_TOKEN, TOKEN, Call, Fate, Workspace


class Server:
    """Serves one workspace on a port of the loopback interface."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._runner: web.AppRunner | None = None
        self._origin = ""
        self._sockets: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[dict[str, Any]]] = {}

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self._origin}/api/"

    @property
    def _wire(self) -> str:
        return f"{self._origin.replace('http', 'ws', 1)}/socket"

    def response_url(self, name: str) -> str:
        """A response URL of its own."""
        return f"{self._origin}/respond/{name}"

    async def start(self, port: int = 0) -> None:
        """Listen; port 0 takes a free one."""
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/respond/{name}", self._respond)
        app.router.add_get("/socket", self._socket)
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
        method, args = request.match_info["method"], await _arguments(request)
        fates = self.workspace.fates[method]
        fate: Fate = fates.popleft() if fates else "ok"
        if fate == "429":
            self.workspace.calls.append(Call(method, args, "ratelimited"))
            wait = {"Retry-After": str(self.workspace.retry_after)}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=wait)
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
        scopes = self.workspace.scopes
        told = {} if scopes is None else {"X-OAuth-Scopes": ",".join(sorted(scopes))}
        return web.json_response(answer, headers=told)

    def _answer(self, request: web.Request, method: str, args: dict[str, Any]) -> dict[str, Any]:
        if method == "apps.connections.open":
            opened = request.headers.get("Authorization") == f"Bearer {APP_TOKEN}"
            return {"ok": True, "url": self._wire} if opened else {"ok": False, "error": "invalid_auth"}
        if request.headers.get("Authorization") != f"Bearer {TOKEN}" and args.get("token") != TOKEN:
            return {"ok": False, "error": "not_authed"}
        return methods.answer(self.workspace, method, args)

    async def _respond(self, request: web.Request) -> web.Response:
        body = await request.json()
        error = methods.response_error(body)
        self.workspace.responses.append({**body, "name": request.match_info["name"], "error": error})
        return web.Response(text=error or "ok", status=400 if error else 200)


async def _arguments(request: web.Request) -> dict[str, Any]:
    """The arguments of a call: JSON, a form or a query, as Slack takes them."""
    if request.content_type == "application/json":
        return dict(await request.json())
    form = {**request.query, **(await request.post())}
    return {name: _parsed(name, value) for name, value in form.items()}


def _parsed(name: str, value: Any) -> Any:
    return json.loads(value) if name in ("blocks", "metadata", "view") and isinstance(value, str) else value
