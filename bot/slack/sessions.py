"""Agent sessions: what Slack shows of a conversation with an agent besides its messages, its title and its state.

The state tells whether the agent is working and whether it waits for the person. All of it may fail without any answer
being later for it.

Source: docs.slack.dev, "Agent sessions", agents.sessions.setStatus (scope chat:write; titles of 200 characters, taken
only when the session begins; "processing" stays until something else is set).
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.post import Busy, Post
from bot.slack import failure

TITLE = 200
SILENCE = 3600.0
"""Seconds in which nothing is tried after Slack has refused: the app is no agent there, or may not do this."""

log = structlog.get_logger()


class Sessions:
    """Keeps Slack informed while posts are sent. One for each process."""

    def __init__(self, client: AsyncWebClient, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._clock = clock
        self._silent = 0.0
        self._ending: set[asyncio.Task[None]] = set()

    @contextlib.asynccontextmanager
    async def around(self, post: Post) -> AsyncIterator[None]:
        """While a post is sent that has a title, its thread is shown as being worked on; the post does not wait."""
        if not post.title or self._clock() < self._silent:
            yield
            return
        begun = asyncio.create_task(self._set(post, "processing"))
        try:
            yield
        finally:
            ending = asyncio.create_task(self._end(begun, post))
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)

    async def rest(self) -> None:
        """Return when everything has been told."""
        await asyncio.gather(*self._ending, return_exceptions=True)

    async def _end(self, begun: asyncio.Task[None], post: Post) -> None:
        # Never before the beginning has been told: else the thread would be shown as being worked on for an hour.
        await begun
        await self._set(post, "suspended" if post.asks else "active")

    async def _set(self, post: Post, status: str) -> None:
        if self._clock() < self._silent:
            return
        where = {"channel_id": post.args["channel"], "thread_ts": post.args["thread_ts"]}
        try:
            await self._client.agents_sessions_setStatus(**where, status=status, title=post.title[:TITLE])
        except SlackApiError as cause:
            self._silent = self._clock() + _pause(cause)
            log.warning("session_not_shown", error=str(cause.response.get("error")))
        except failure.BROKEN as cause:
            log.warning("session_not_shown", error=type(cause).__name__)


def _pause(cause: SlackApiError) -> float:
    """Seconds to keep quiet after a refusal."""
    meant = failure.told(cause)
    return meant.seconds if isinstance(meant, Busy) else SILENCE
