"""The way to Slack: one session with its time-outs for everything that a process sends."""

from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

TIMEOUT = aiohttp.ClientTimeout(total=4, connect=2)
"""Seconds. The total is shorter than a lease (delivery/queue.py), so that a call ends before another worker begins."""

CALLS = 160
"""Calls that may be on their way at a time: more than a worker has hands (delivery/worker.py), so that none waits."""


def session() -> aiohttp.ClientSession:
    """A session to share; close it at the end. Must be called inside a running loop."""
    connector = aiohttp.TCPConnector(limit=CALLS)
    # Slack's API sets no cookies that matter, and looking for them takes its part of every call.
    return aiohttp.ClientSession(timeout=TIMEOUT, connector=connector, cookie_jar=aiohttp.DummyCookieJar())


def web(shared: aiohttp.ClientSession, api_url: str, token: str) -> AsyncWebClient:
    """A client of Slack's Web API below the given address."""
    return AsyncWebClient(token=token, base_url=api_url, session=shared, retry_handlers=[])


async def look(client: AsyncWebClient, method: str, **asked: str) -> Any:
    """What Slack answers to a call that posts nothing. Raises what the client raises.

    Sent as a form by POST, which every method takes, where slack_sdk would use GET for some: what stands in for Slack
    often knows POST alone. Source: docs.slack.dev, "Using the Slack Web API".
    """
    return await client.api_call(method, data=asked)
