"""The processes of the bot: what runs beside what, and how it ends."""

import asyncio
import contextlib
import gc
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
import uvicorn
import uvloop
from redis.exceptions import RedisError

from bot import clock, library, log, opening, prefork, workbench
from bot.delivery.agenda import Agenda
from bot.delivery.embedded import NoServer
from bot.delivery.ending import alongside
from bot.delivery.hearing import Hearing
from bot.delivery.queue import Queue
from bot.delivery.tally import Tally
from bot.delivery.thumbs import Thumbs
from bot.delivery.worker import Worker
from bot.desk import Desk
from bot.parts import Parts, joined
from bot.settings import BadSetting, Settings
from bot.slack import bolt, site, socket_mode, sweep
from bot.slack.board import Records
from bot.slack.counter import Counter
from bot.slack.crews import Crews
from bot.slack.endpoint import Endpoint
from bot.slack.handoff import reminding

OVERLAP = 10.0
"""Seconds that one sweep looks at again after another: what was just sent may still be on its way to us."""
REMIND = 1.0
"""Seconds between two looks at what is due."""

Part = Callable[[Parts, asyncio.Event], Awaitable[None]]


def web(settings: Settings) -> int:
    """Serve Slack's requests until SIGTERM. The exit code: 0, or 2 for a wrong setting."""
    return _main(settings, ("slack_bot_token", "slack_signing_secret"), _web)


def worker(settings: Settings) -> int:
    """Answer what the inbox holds until SIGTERM, in several processes. The exit code: 0, or 2 for a wrong setting."""
    return _main(settings, ("slack_bot_token",), _worker, processes=settings.worker_processes or prefork.usual())


def run(settings: Settings) -> int:
    """Both in one process; over Socket Mode if SLACK_APP_TOKEN is set, else over HTTP."""
    if settings.slack_app_token is not None:
        return _main(settings, ("slack_bot_token",), _sockets, _worker)
    return _main(settings, ("slack_bot_token", "slack_signing_secret"), _web, _worker)


def _main(settings: Settings, needed: tuple[str, ...], *parts: Part, processes: int = 1) -> int:
    return main(settings, needed, lambda desk: serve(settings, desk, parts, stopping()), processes)


def main(
    settings: Settings, needed: tuple[str, ...], work: Callable[[Desk], Coroutine[Any, Any, None]], processes: int = 1
) -> int:
    """Load the desk and do the work. The exit code: 0, 2 for a wrong setting, 1 for a deaf connection."""
    log.set_up()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # Until something is in hand there is nothing to finish.
    try:
        # Where workspaces install the bot by themselves, it needs no token of its own.
        settings.require(*(name for name in needed if name != "slack_bot_token" or not settings.installs))
        desk = opening.desk(settings.knowledge)
        gc.freeze()  # The knowledge stays, so it need not be looked through again and again.
        gc.set_threshold(10_000)  # Every 700 new objects, as Python has it, takes a tenth of the time of an answer.
        prefork.run(processes, lambda: uvloop.run(_in_loop(work, desk)))
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
    async with joined(settings, desk) as made:
        structlog.get_logger().info("started", parts=[part.__name__.strip("_") for part in parts])
        running = [asyncio.ensure_future(part(made, stopping)) for part in parts]
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


async def _web(parts: Parts, stopping: asyncio.Event) -> None:
    secret = parts.settings.slack_signing_secret
    assert secret is not None
    many = parts.workspaces
    made = bolt.app(parts.slack, parts.identity, _counter(parts), many.known if many else None)
    endpoint = Endpoint(secret.get_secret_value(), parts.door, made)
    served = site.build(endpoint, parts.redis, parts.inbox, many.routes(parts.words) if many else ())
    with _listening(parts.settings.port) as wire:
        config = uvicorn.Config(
            served,
            log_config=None,
            access_log=False,
            proxy_headers=False,
            lifespan="off",
            timeout_graceful_shutdown=10,
        )
        server = _Server(config)
        async with alongside(_end(server, stopping)):
            await server.serve(sockets=[wire])


def _counter(parts: Parts) -> Counter:
    return Counter(
        parts.door,
        parts.desk,
        parts.words,
        parts.today,
        parts.locales,
        Thumbs(parts.redis),
        Records(parts.redis, parts.desk),
        Crews(parts.settings.of_workspace),
    )


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
    queue, tally = Queue(parts.redis), Tally()
    bench = workbench.bench(parts, queue, tally)
    made = Worker(parts.redis, queue, bench.settles)
    async with contextlib.AsyncExitStack() as meanwhile:
        for work in (_stop(made, stopping), tally.keep(parts.redis), _remind(parts), *_tending(parts)):
            await meanwhile.enter_async_context(alongside(work))
        await made.run()
    await bench.rest()
    await tally.flush(parts.redis)


def _tending(parts: Parts) -> list[Coroutine[Any, Any, None]]:
    return [parts.workspaces.registry.tend()] if parts.workspaces else []


async def _remind(parts: Parts) -> None:
    """Have what is due answered; any number of workers may do so."""
    agenda = Agenda(parts.redis)
    while True:
        try:
            await agenda.wake(clock.seconds(), reminding.entry)
        except (RedisError, OSError) as cause:
            structlog.get_logger().warning("redis_away", error=type(cause).__name__)
        await asyncio.sleep(REMIND)


async def _stop(made: Worker, stopping: asyncio.Event) -> None:
    await stopping.wait()
    made.stop()


async def _sockets(parts: Parts, stopping: asyncio.Event) -> None:
    token = parts.settings.slack_app_token
    assert token is not None
    made = bolt.app(parts.slack, parts.identity, _counter(parts))

    async def catch_up(everything: bool) -> int:
        return await _catch_up(parts, clock.seconds() - (0 if everything else OVERLAP))

    await socket_mode.listen(made, parts.door, token.get_secret_value(), stopping, catch_up)


async def _catch_up(parts: Parts, until: float) -> int:
    """Sweep what was said since we last heard everything; how many messages were missed.

    What could not be looked at is looked at again: only a whole sweep moves on what was heard.
    """
    if not parts.identity.team:
        return 0
    hearing = Hearing(parts.redis, parts.identity.team)
    heard = await hearing.until()
    span = sweep.Span(max(heard or until, until - sweep.FARTHEST), until)
    named = (parts.settings.support_channel, parts.settings.triage_channel)
    channels = dict.fromkeys([channel for channel in named if channel] + await hearing.places())
    swept = await sweep.sweep(parts.slack, parts.door, parts.identity, channels, span)
    if swept.whole or heard is None:
        await hearing.heard(until - OVERLAP)
    return swept.missed


BOTH: tuple[Part, ...] = (_web, _worker)
"""What `run` runs over HTTP."""
