"""The designs that stand in the storm: the bot's own, and two usual ones that must fail."""

import asyncio
import json
import os
import random
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
import uvicorn
from redis.asyncio import Redis
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import ConnectionError as Lost
from redis.exceptions import RedisError
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import app, settings
from bot.delivery import connection
from bot.slack import client, signature, socket_mode
from tests.storm.desk import CountingDesk

log = structlog.get_logger()
Environment = Mapping[str, str]
Start = Callable[[Environment], Awaitable[None]]
STREAM, GROUP = "storm:{stream}", "workers"


def lose_replies(share: float) -> None:
    """From now on some of the answers of Redis are lost after the command took effect, with their connection."""
    whole = AbstractConnection.read_response

    async def read(self: Any, *args: Any, **named: Any) -> Any:
        answer = await whole(self, *args, **named)
        if random.random() < share:
            log.info("reply_lost")
            await self.disconnect()
            raise Lost("lost by the storm")
        return answer

    AbstractConnection.read_response = read  # type: ignore[method-assign]


async def own_web(environment: Environment) -> None:
    """The bot's `web`, with a counting desk."""
    desk: Any = CountingDesk()
    await app.serve(settings.read(environment), desk, (app._web,), app.stopping())


async def own_worker(environment: Environment) -> None:
    """The bot's `worker`, with a counting desk."""
    desk: Any = CountingDesk()
    await app.serve(settings.read(environment), desk, (app._worker,), app.stopping())


async def own_sockets(environment: Environment) -> None:
    """The bot over Socket Mode, with a counting desk; it looks at its connection more often than it usually would."""
    socket_mode.LOOK, socket_mode.SWEEP, socket_mode.DEAF, app.OVERLAP = 0.1, 0.5, 1.0, 0.5
    desk: Any = CountingDesk()
    await app.serve(settings.read(environment), desk, (app._sockets, app._worker), app.stopping())


def _answer(event: Mapping[str, Any]) -> tuple[str, str, str]:
    found = re.search(r"question (\d+)", event.get("text", ""))
    return event["channel"], event.get("thread_ts") or event["ts"], f"#{found[1] if found else 0} turn 0"


async def bolt_web(environment: Environment) -> None:
    """Acknowledge, then work: Bolt's default, with one shared session."""
    async with client.session() as session:
        web = client.web(session, environment["SLACK_API_URL"], environment["SLACK_BOT_TOKEN"])
        made = AsyncApp(client=web, signing_secret=environment["SLACK_SIGNING_SECRET"])

        async def mentioned(event: dict[str, Any]) -> None:
            channel, thread, text = _answer(event)
            await web.chat_postMessage(channel=channel, thread_ts=thread, text=text)

        made.event("app_mention")(mentioned)
        made.event("message")(mentioned)
        await _serve(AsyncSlackRequestHandler(made).handle, environment)


async def streams_web(environment: Environment) -> None:
    """Store into a stream before acknowledging, each event once."""
    redis = connection.connect(environment["REDIS_URL"])
    script = redis.register_script(
        "if redis.call('SET', KEYS[1], 1, 'NX', 'EX', 900) then redis.call('XADD', KEYS[2], '*', 'event', ARGV[1]) end"
    )

    async def take(request: Request) -> Response:
        body = await request.body()
        stamp, signed = (request.headers.get(f"x-slack-{name}") for name in ("request-timestamp", "signature"))
        if not signature.valid(environment["SLACK_SIGNING_SECRET"], stamp, signed, body, time.time()):
            return Response(status_code=401)
        event = json.loads(body)["event"]
        try:
            await script(keys=[f"seen:{{stream}}:{event['channel']}:{event['ts']}", STREAM], args=[json.dumps(event)])
        except (RedisError, OSError):
            return Response(status_code=503)
        return Response()

    await _serve(take, environment)


async def streams_worker(environment: Environment) -> None:
    """Read the stream in a group, post, post again when it failed, acknowledge afterwards; claim what others left."""
    redis, name = connection.connect(environment["REDIS_URL"]), f"worker-{os.getpid()}"
    async with client.session() as session:
        web = client.web(session, environment["SLACK_API_URL"], environment["SLACK_BOT_TOKEN"])
        hands = asyncio.Semaphore(64)
        tasks: set[asyncio.Task[None]] = set()

        async def handle(entry: str, event: dict[str, Any]) -> None:
            try:
                await _post(web, event)
                await redis.xack(STREAM, GROUP, entry)
            except (RedisError, OSError):
                pass  # another one claims it
            finally:
                hands.release()

        while True:
            try:
                found = await _next(redis, name)
            except (RedisError, OSError):
                await asyncio.sleep(0.2)
                continue
            for entry, fields in found:
                await hands.acquire()
                task = asyncio.create_task(handle(entry, json.loads(fields["event"])))
                tasks.add(task)
                task.add_done_callback(tasks.discard)


async def _next(redis: "Redis", name: str) -> list[Any]:
    try:
        claimed = await redis.xautoclaim(STREAM, GROUP, name, min_idle_time=6000, count=16)
        fresh = await redis.xreadgroup(GROUP, name, {STREAM: ">"}, count=16, block=200)
    except RedisError:
        await redis.xgroup_create(STREAM, GROUP, id="0", mkstream=True)
        return []
    return [*claimed[1], *(one for _, entries in fresh or [] for one in entries)]


async def _post(web: Any, event: dict[str, Any]) -> None:
    channel, thread, text = _answer(event)
    while True:
        try:
            await web.chat_postMessage(channel=channel, thread_ts=thread, text=text)
            return
        except SlackApiError as cause:
            wait = (getattr(cause.response, "headers", None) or {}).get("Retry-After")
            await asyncio.sleep(float(wait or 1))
        except (OSError, TimeoutError):
            await asyncio.sleep(1)


async def _serve(take: Callable[[Request], Awaitable[Response]], environment: Environment) -> None:
    async def up(_: Request) -> Response:
        return Response()

    site = Starlette(routes=[Route("/slack/events", take, methods=["POST"]), Route("/healthz", up)])
    config = uvicorn.Config(site, port=int(environment["PORT"]), log_config=None, access_log=False, lifespan="off")
    await uvicorn.Server(config).serve()


DESIGNS: dict[str, tuple[Start, Start | None]] = {
    "own": (own_web, own_worker),
    "sockets": (own_sockets, None),
    "bolt": (bolt_web, None),
    "streams": (streams_web, streams_worker),
}
"""For each design its web process and its worker; None: web does the work."""
