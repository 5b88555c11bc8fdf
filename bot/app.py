"""The one place where concrete things are joined: settings, Redis, Slack, the desk, and the processes of the bot."""

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog
import uvicorn
from redis.asyncio import Redis
from slack_sdk.web.async_client import AsyncWebClient

from bot import clock, library, log, opening
from bot.delivery import connection, soundness
from bot.delivery.embedded import NoServer
from bot.delivery.erasing import Eraser
from bot.delivery.hearing import Hearing
from bot.delivery.inbox import Inbox
from bot.delivery.queue import Queue
from bot.delivery.settling import Settling
from bot.delivery.tally import Tally
from bot.delivery.worker import Worker
from bot.desk import Desk
from bot.settings import BadSetting, Settings
from bot.slack import bolt, client, site, socket_mode, sweep
from bot.slack.carrier import SlackCarrier
from bot.slack.door import Door, Limits
from bot.slack.endpoint import Endpoint
from bot.slack.event import Channels
from bot.slack.identity import Identity
from bot.slack.reception import Reception
from bot.slack.words import Words

OVERLAP = 10.0
"""Seconds that one sweep looks at again after another: what was just sent may still be on its way to us."""
LEARN = 10.0
"""Seconds between two attempts to learn from Slack who we are."""

Part = Callable[["Parts", asyncio.Event], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the processes are made of."""

    settings: Settings
    redis: Redis
    session: aiohttp.ClientSession
    identity: Identity
    desk: Desk
    words: Words
    inbox: Inbox
    door: Door


def web(settings: Settings) -> int:
    """Serve Slack's requests until SIGTERM. The exit code: 0, or 2 for a wrong setting."""
    return _main(settings, ("slack_bot_token", "slack_signing_secret"), _web)


def worker(settings: Settings) -> int:
    """Answer what the inbox holds until SIGTERM. The exit code: 0, or 2 for a wrong setting."""
    return _main(settings, ("slack_bot_token",), _worker)


def run(settings: Settings) -> int:
    """Both in one process; over Socket Mode if SLACK_APP_TOKEN is set, else over HTTP."""
    if settings.slack_app_token is not None:
        return _main(settings, ("slack_bot_token",), _sockets, _worker)
    return _main(settings, ("slack_bot_token", "slack_signing_secret"), _web, _worker)


def _main(settings: Settings, needed: tuple[str, ...], *parts: Part) -> int:
    return main(settings, needed, lambda desk: serve(settings, desk, parts, stopping()))


def main(settings: Settings, needed: tuple[str, ...], work: Callable[[Desk], Coroutine[Any, Any, None]]) -> int:
    """Load the desk and do the work. The exit code: 0, 2 for a wrong setting, 1 for a deaf connection."""
    log.set_up()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # Until something is in hand there is nothing to finish.
    try:
        settings.require(*needed)
        desk = opening.desk(settings.knowledge)
        asyncio.run(_in_loop(work, desk))
    except (BadSetting, NoServer) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except library.Faults as faults:
        print("\n".join(str(fault) for fault in faults.faults), file=sys.stderr)
        return 2
    except socket_mode.Deaf:
        structlog.get_logger().error("deaf")
        return 1
    return 0


async def _in_loop(work: Callable[[Desk], Coroutine[Any, Any, None]], desk: Desk) -> None:
    await work(desk)


async def serve(settings: Settings, desk: Desk, parts: tuple[Part, ...], stopping: asyncio.Event) -> None:
    """Run the parts side by side until `stopping` is set, or until one of them fails."""
    async with _joined(settings, desk) as joined:
        structlog.get_logger().info("started", parts=[part.__name__.strip("_") for part in parts])
        running = [asyncio.ensure_future(part(joined, stopping)) for part in parts]
        try:
            await asyncio.wait(running, return_when=asyncio.FIRST_EXCEPTION)
        finally:
            stopping.set()
        for ended in await asyncio.gather(*running, return_exceptions=True):
            if isinstance(ended, BaseException):
                raise ended


def stopping() -> asyncio.Event:
    """Set by SIGTERM or Ctrl-C: take nothing more, finish what is in hand."""
    event, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, event.set)
    return event


@contextlib.asynccontextmanager
async def _joined(settings: Settings, desk: Desk) -> AsyncIterator[Parts]:
    async with connection.opened(settings.redis_url, settings.state / "redis") as redis, client.session() as session:
        identity, inbox = Identity(), Inbox(redis)
        words = Words(desk.knowledge.replies)
        channels = Channels(settings.support_channel, settings.triage_channel)
        door = Door(inbox, identity, channels, Limits(settings.user_limit, settings.channel_limit))
        parts = Parts(settings, redis, session, identity, desk, words, inbox, door)
        async with _alongside(_learn(parts)), _alongside(_look(redis)):
            yield parts


async def _look(redis: Redis) -> None:
    await soundness.warn(redis)


async def _learn(parts: Parts) -> None:
    while not parts.identity.user:
        try:
            await parts.identity.learn(_client(parts))
        except Exception as cause:
            structlog.get_logger().warning("identity_unknown", error=type(cause).__name__)
            await asyncio.sleep(LEARN)


async def _web(parts: Parts, stopping: asyncio.Event) -> None:
    secret = parts.settings.slack_signing_secret
    assert secret is not None
    made = bolt.app(_client(parts), parts.identity, parts.door, parts.words)
    endpoint = Endpoint(secret.get_secret_value(), parts.door, made)
    served = site.build(endpoint, parts.redis, parts.inbox)
    with _listening(parts.settings.port) as wire:
        config = uvicorn.Config(served, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=10)
        server = _Server(config)
        async with _alongside(_end(server, stopping)):
            await server.serve(sockets=[wire])


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        """Leave signals to us: uvicorn would raise SIGTERM again at the end, and the exit code would not be 0."""
        yield


async def _end(server: uvicorn.Server, stopping: asyncio.Event) -> None:
    await stopping.wait()
    server.should_exit = True


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server(("0.0.0.0", port), backlog=1024)
    except OSError as cause:
        raise BadSetting(f"PORT {port} cannot be used: {cause.strerror}.") from None


async def _worker(parts: Parts, stopping: asyncio.Event) -> None:
    settings = parts.settings
    queue, tally, eraser = Queue(parts.redis), Tally(), Eraser(parts.redis)
    carrier = SlackCarrier(_client(parts), parts.session, settings.slack_api_url, eraser.person)
    reception = Reception(
        parts.desk,
        parts.words,
        lambda: clock.today(settings.timezone, settings.today),
        settings.triage_channel or "",
        carrier.permalink,
    )
    made = Worker(parts.redis, queue, Settling(queue, reception.answer, carrier, reception.alarm, tally))
    async with _alongside(_stop(made, stopping)), _alongside(tally.keep(parts.redis)):
        await made.run()
    await tally.flush(parts.redis)


async def _stop(made: Worker, stopping: asyncio.Event) -> None:
    await stopping.wait()
    made.stop()


async def _sockets(parts: Parts, stopping: asyncio.Event) -> None:
    token = parts.settings.slack_app_token
    assert token is not None
    made = bolt.app(_client(parts), parts.identity, parts.door, parts.words)

    async def catch_up(everything: bool) -> int:
        return await _catch_up(parts, clock.seconds() - (0 if everything else OVERLAP))

    await socket_mode.listen(made, parts.door, token.get_secret_value(), stopping, catch_up)


async def _catch_up(parts: Parts, until: float) -> int:
    """Sweep what was said since we last heard everything; how many messages were missed."""
    if not parts.identity.team:
        return 0
    hearing = Hearing(parts.redis, parts.identity.team)
    span = sweep.Span(max(await hearing.until() or until, until - sweep.FARTHEST), until)
    support = parts.settings.support_channel
    channels = dict.fromkeys(([support] if support else []) + await hearing.places())
    missed = await sweep.sweep(_client(parts), parts.door, parts.identity, channels, span)
    await hearing.heard(until - OVERLAP)
    return missed


def _client(parts: Parts) -> AsyncWebClient:
    token = parts.settings.slack_bot_token
    assert token is not None
    return client.web(parts.session, parts.settings.slack_api_url, token.get_secret_value())


BOTH: tuple[Part, ...] = (_web, _worker)
"""What `run` runs over HTTP."""


@contextlib.asynccontextmanager
async def _alongside(work: Awaitable[None]) -> AsyncIterator[None]:
    """Something that goes on meanwhile and is cancelled at the end."""
    task = asyncio.ensure_future(work)
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
