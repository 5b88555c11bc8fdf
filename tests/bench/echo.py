"""The least that a Slack bot can do: slack-bolt's async app answers a mention with its own words.

It acknowledges before it answers and keeps nothing, so a crash loses what it had in hand.
"""

import asyncio
import os
from typing import Any

import aiohttp
import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


async def main() -> None:
    """Serve until told to end."""
    token, url, secret = (os.environ[name] for name in ("SLACK_BOT_TOKEN", "SLACK_API_URL", "SLACK_SIGNING_SECRET"))
    async with aiohttp.ClientSession() as session:
        app = AsyncApp(client=AsyncWebClient(token=token, base_url=url, session=session), signing_secret=secret)

        @app.event("app_mention")
        async def echo(event: dict[str, Any], say: Any) -> None:
            await say(text=event["text"], thread_ts=event["ts"])

        handler = AsyncSlackRequestHandler(app)

        async def events(request: Request) -> Response:
            return await handler.handle(request)

        async def up(_: Request) -> Response:
            return PlainTextResponse("up")

        site = Starlette(routes=[Route("/slack/events", events, methods=["POST"]), Route("/healthz", up)])
        config = uvicorn.Config(site, port=int(os.environ["PORT"]), log_config=None, access_log=False, lifespan="off")
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(main())
