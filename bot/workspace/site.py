"""The page: its files, what a person sees, what changes meanwhile (server-sent events), and what the person does."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.workspace import snapshot
from bot.workspace.acts import ACTS, BadAct, Stage
from bot.workspace.state import Change, Workspace

PAGE = Path(__file__).parent / "page"
_ALIVE = 15.0
"""Seconds after which a silent stream says something, so that a closed one is noticed."""
_POLICY = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: https:; frame-ancestors 'none'",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
}
_HERE = {"127.0.0.1", "localhost", "[::1]"}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site:
    """The routes of the page; `stage` is set once the app can be reached."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.stage: Stage | None = None
        self._streams: set[asyncio.Task[Any]] = set()

    def close(self) -> None:
        """End the streams of changes, also those whose readers have gone without a word."""
        for stream in tuple(self._streams):
            stream.cancel()

    def routes(self) -> list[web.AbstractRouteDef]:
        """What is served beside the Web API."""
        return [
            web.get("/", _guarded(self._index)),
            web.get("/archives/{channel}/{ts}", _guarded(self._index)),
            web.get("/state", _guarded(self._state)),
            web.get("/changes", _guarded(self._changes)),
            web.post("/act/{name}", _guarded(self._act)),
            web.static("/page", PAGE),
        ]

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return web.Response(text=(PAGE / "index.html").read_text("utf-8"), content_type="text/html", headers=_POLICY)

    async def _state(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(snapshot.of(self._workspace, self._person(request)))

    async def _changes(self, request: web.Request) -> web.StreamResponse:
        person = self._person(request)
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        waiting: asyncio.Queue[Change] = asyncio.Queue()
        self._workspace.listeners.append(waiting.put_nowait)
        task = asyncio.current_task()
        assert task is not None
        self._streams.add(task)
        try:
            await stream.prepare(request)
            await stream.write(b": here\n\n")
            while True:
                await stream.write(await _next(self._workspace, waiting, person))
        except ConnectionError:
            return stream
        finally:
            self._workspace.listeners.remove(waiting.put_nowait)
            self._streams.discard(task)

    async def _act(self, request: web.Request) -> web.StreamResponse:
        act = ACTS.get(request.match_info["name"])
        if act is None or self.stage is None or request.content_type != "application/json":
            raise web.HTTPNotFound
        try:
            return web.json_response(await act(self.stage, self._person(request), dict(await request.json())))
        except BadAct as bad:
            return web.json_response({"error": str(bad)}, status=400)

    def _person(self, request: web.Request) -> str:
        """Who is looking: the page lets one be anybody."""
        person = request.query.get("as", "")
        if person not in self._workspace.people:
            raise web.HTTPNotFound
        return person


def _guarded(handler: Handler) -> Handler:
    """Let in only what this page itself asks for, so that no other site can act through the browser."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        host = request.host.rpartition(":")[0] or request.host
        origin = request.headers.get("Origin")
        if host not in _HERE or (origin is not None and origin != f"{request.scheme}://{request.host}"):
            raise web.HTTPForbidden
        return await handler(request)

    return guarded


async def _next(workspace: Workspace, waiting: "asyncio.Queue[Change]", person: str) -> bytes:
    """The next line of the stream: a change, or a sign of life."""
    try:
        change = await asyncio.wait_for(waiting.get(), _ALIVE)
    except TimeoutError:
        return b": still here\n\n"
    if not _seen(workspace, change, person):
        return b": \n\n"
    told: dict[str, Any] = {"kind": change.kind, "channel": change.channel, **change.body}
    return f"data: {json.dumps(told)}\n\n".encode()


def _seen(workspace: Workspace, change: Change, person: str) -> bool:
    if change.user:
        return change.user == person
    return not change.channel or workspace.channels[change.channel].holds(person)
