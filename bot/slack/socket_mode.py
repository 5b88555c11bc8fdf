"""Socket Mode: the same door, reached over a connection that the bot opens to Slack, and watches.

Source: docs.slack.dev, "Using Socket Mode": an envelope that is not acknowledged is sent again.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import structlog
from redis.exceptions import RedisError
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.slack.door import Door
from bot.slack.entry import Malformed

LOOK = 5.0
"""Seconds between two looks at the connection."""
DEAF = 30.0
"""Seconds without a connection that answers, after which it is rebuilt from nothing."""
GIVE_UP = 300.0
"""Seconds of that after which the process ends, so that whoever watches over it starts it anew."""
SWEEP = 120.0
"""Seconds between two sweeps; one that finds something means that the connection is deaf although it answers."""

CatchUp = Callable[[bool], Awaitable[int]]
"""Lets in what was missed, all of it or only what cannot be on its way any more; how much that was."""

log = structlog.get_logger()
_QUIET = logging.getLogger("bot.slack.socket_mode")
_QUIET.setLevel(logging.CRITICAL)  # The client logs whole messages, and those hold what people typed.


class Deaf(Exception):
    """For minutes there has been no way to hear Slack."""


async def listen(app: AsyncApp, door: Door, token: str, stopping: asyncio.Event, catch_up: CatchUp) -> None:
    """Take what Slack sends until `stopping` is set. token: the app-level token. Raises Deaf."""
    heard = time.monotonic()
    while not stopping.is_set():
        async with _connecting(app, door, token) as wire:
            heard = max(heard, await _watch(wire, stopping, catch_up))
        if time.monotonic() - heard > GIVE_UP:
            raise Deaf
        if not stopping.is_set():
            log.warning("socket_rebuilt")


async def _watch(wire: SocketModeClient, stopping: asyncio.Event, catch_up: CatchUp) -> float:
    """Return when the connection is deaf, or told to stop; the monotonic second at which it was surely well."""
    heard, since, swept = 0.0, time.monotonic(), 0.0
    while not await _stopped(stopping, LOOK if heard else LOOK / 50):
        now = time.monotonic()
        if not await wire.is_connected():
            if now - max(heard, since) > DEAF:
                return heard
            continue
        if now - swept > SWEEP or not heard:
            first, swept = not heard, now
            missed = await _caught_up(catch_up(first))
            if missed and not first:
                log.warning("socket_deaf", missed=missed)
                return now
        heard = now
    return heard


async def _caught_up(sweeping: Awaitable[int]) -> int:
    try:
        return await sweeping
    except (RedisError, SlackClientError, OSError, TimeoutError) as cause:
        log.warning("not_caught_up", error=type(cause).__name__)
        return 0


async def _stopped(stopping: asyncio.Event, seconds: float) -> bool:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), seconds)
    return stopping.is_set()


@contextlib.asynccontextmanager
async def _connecting(app: AsyncApp, door: Door, token: str) -> AsyncIterator[SocketModeClient]:
    """A client that connects meanwhile, and again by itself whenever it notices that it must."""

    async def handle(wire: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        await _handle(app, door, wire, request)

    wire = SocketModeClient(app_token=token, web_client=app.client, logger=_QUIET)
    wire.socket_mode_request_listeners.append(handle)
    connecting = asyncio.create_task(_connect(wire))
    try:
        yield wire
    finally:
        connecting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await connecting
        await wire.close()  # type: ignore[no-untyped-call]


async def _connect(wire: SocketModeClient) -> None:
    while wire.wss_uri is None:
        try:
            wire.wss_uri = await wire.issue_new_wss_url()
        except Exception as cause:
            log.warning("socket_not_connected", error=type(cause).__name__)
            await asyncio.sleep(LOOK)
    await wire.connect()  # type: ignore[no-untyped-call]
    log.info("socket_connected")


async def _handle(app: AsyncApp, door: Door, wire: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
    if request.type != "events_api":
        await send_async_response(wire, request, await run_async_bolt_app(app, request), 0.0)
        return
    try:
        await door.admit(request.payload)
    except (RedisError, OSError) as cause:
        log.warning("not_acknowledged", error=type(cause).__name__)
        return
    except Malformed:
        log.warning("malformed")
    await wire.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
