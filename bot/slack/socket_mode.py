"""Socket Mode: the same door, reached over a connection that the bot opens to Slack.

Source: docs.slack.dev, "Using Socket Mode": an envelope that is not acknowledged is sent again.
"""

import asyncio
import contextlib
import logging

import structlog
from redis.exceptions import RedisError
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.slack.door import Door
from bot.slack.entry import Malformed

RETRY = 5.0
"""Seconds between two attempts to connect."""

log = structlog.get_logger()
_QUIET = logging.getLogger("bot.slack.socket_mode")
_QUIET.setLevel(logging.CRITICAL)  # The client logs whole messages, and those hold what people typed.


async def listen(app: AsyncApp, door: Door, token: str, stopping: asyncio.Event) -> None:
    """Take what Slack sends until `stopping` is set. token: the app-level token."""

    async def handle(wire: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        await _handle(app, door, wire, request)

    wire = SocketModeClient(app_token=token, web_client=app.client, logger=_QUIET)
    wire.socket_mode_request_listeners.append(handle)
    connecting = asyncio.create_task(_connect(wire))
    try:
        await stopping.wait()
    finally:
        connecting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await connecting
        await wire.close()  # type: ignore[no-untyped-call]


async def _connect(wire: SocketModeClient) -> None:
    """Connect; once it has succeeded, the client itself connects again whenever it must."""
    while wire.wss_uri is None:
        try:
            wire.wss_uri = await wire.issue_new_wss_url()
        except Exception as cause:
            log.warning("socket_not_connected", error=type(cause).__name__)
            await asyncio.sleep(RETRY)
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
