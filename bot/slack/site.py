"""The web site that Slack and operators talk to."""

from collections.abc import Iterable

from prometheus_client import CONTENT_TYPE_LATEST
from redis.asyncio import Redis
from redis.exceptions import RedisError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.delivery import tally
from bot.delivery.inbox import Inbox
from bot.delivery.letters import Letters
from bot.slack import exposition
from bot.slack.endpoint import Endpoint

EVENTS = "/slack/events"


def build(endpoint: Endpoint, redis: Redis, inbox: Inbox, more: Iterable[Route] = ()) -> ASGIApp:
    """The site. It is built only once the knowledge is loaded, so readiness hangs on Redis alone. more: what else is
    served."""

    async def events(request: Request) -> Response:
        return await endpoint(request)

    async def up(_: Request) -> Response:
        return PlainTextResponse("up")

    async def ready(_: Request) -> Response:
        try:
            await redis.ping()
        except (RedisError, OSError):
            return PlainTextResponse("Redis is away", 503)
        return PlainTextResponse("ready")

    async def metrics(_: Request) -> Response:
        try:
            told = exposition.page(await tally.read(redis), await _waiting(redis, inbox))
        except (RedisError, OSError):
            told = exposition.page({}, exposition.UNKNOWN)
        return Response(told, media_type=CONTENT_TYPE_LATEST)

    everything = Starlette(
        routes=[
            Route(EVENTS, events, methods=["POST"]),
            Route("/healthz", up),
            Route("/readyz", ready),
            Route("/metrics", metrics),
            *more,
        ]
    )

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        # Every question comes this way: Starlette's own layers would take longer than all that the endpoint does.
        if scope["type"] == "http" and scope["path"] == EVENTS and scope["method"] == "POST":
            response = await endpoint(Request(scope, receive))
            await response(scope, receive, send)
        else:
            await everything(scope, receive, send)

    return site


async def _waiting(redis: Redis, inbox: Inbox) -> exposition.Waiting:
    return exposition.Waiting(await inbox.depth(), await inbox.age(), await Letters(redis).count())
