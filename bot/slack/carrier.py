"""Carries posts to Slack, tells apart how that can fail, and looks whether a post has landed before."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import SplitResult, urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.post import Busy, Post, Refused, Uncertain
from bot.slack.posts import FORGET

EVENT_TYPE = "renewal_desk_post"
"""The type of the metadata that goes with every post (docs.slack.dev, "Message metadata")."""
_HOOKS = "hooks.slack.com"
_LOOPBACK = {"127.0.0.1", "::1"}
_UNSURE = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
_SLOW = {"ratelimited", "rate_limited", "message_limit_exceeded"}
_BROKEN = (aiohttp.ClientError, TimeoutError, SlackClientError, OSError, ValueError)
_SKEW = 300.0
"""Seconds by which the clocks of Slack and of a machine may differ."""
_PAGES = 5


Forget = Callable[[str, str], Awaitable[object]]
"""Removes what is kept of a person: team, user."""


class SlackCarrier:
    """Makes the calls to one Slack."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession, api_url: str, forget: Forget) -> None:
        self._client = client
        self._forget = forget
        self._session = session
        self._home = urlsplit(api_url)

    async def send(self, post: Post) -> None:
        """Make the call. Raises Refused, Uncertain or Busy."""
        try:
            if post.method == FORGET:
                await self._forget(post.args["team"], post.args["user"])
            elif post.method == "respond":
                await self._respond(post.args)
            else:
                await self._client.api_call(post.method, json=_with_key(post))
        except SlackApiError as cause:
            raise _told(cause) from None
        except _BROKEN as cause:
            raise Uncertain(type(cause).__name__) from None

    async def landed(self, post: Post) -> bool:
        """Whether Slack shows the post; raises Uncertain or Busy.

        A response URL cannot be looked at: it is taken to have landed. Where Slack refuses to show the place, the post
        is taken not to have landed: twice is better than never.
        """
        if post.method != "chat.postMessage":
            return post.method == "respond"
        try:
            return await self._find(post)
        except SlackApiError as cause:
            told = _told(cause)
            if isinstance(told, Refused):
                return False
            raise told from None
        except _BROKEN as cause:
            raise Uncertain(type(cause).__name__) from None

    async def permalink(self, channel: str, ts: str) -> str:
        """The address of a message, empty if Slack does not tell."""
        try:
            told = await self._client.chat_getPermalink(channel=channel, message_ts=ts)
        except _BROKEN:
            return ""
        return str(told.get("permalink") or "")

    async def _find(self, post: Post) -> bool:
        cursor = ""
        for _ in range(_PAGES):
            page = await self._page(post, cursor)
            if any(_key(message) == post.key for message in page.get("messages") or []):
                return True
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return False
        return False

    async def _page(self, post: Post, cursor: str) -> Any:
        asked: dict[str, Any] = {"channel": post.args["channel"], "include_all_metadata": True, "limit": 200}
        asked["oldest"] = f"{max(0.0, float(post.since or 0) - _SKEW):.6f}"
        if cursor:
            asked["cursor"] = cursor
        if thread := post.args.get("thread_ts"):
            return await self._client.conversations_replies(ts=thread, **asked)
        return await self._client.conversations_history(**asked)

    async def _respond(self, args: dict[str, Any]) -> None:
        if not self._allowed(args["url"]):
            raise Refused("foreign_response_url")
        async with self._session.post(args["url"], json=args["body"]) as response:
            if response.status == 429:
                raise Busy(_seconds(response.headers.get("Retry-After")))
            if response.status >= 500:
                raise Uncertain(f"status {response.status}")
            if response.status >= 400:
                raise Refused(f"status {response.status}")

    def _allowed(self, url: str) -> bool:
        """Whether a response URL is Slack's own: on the API's host, or where Slack has its response URLs."""
        parts = urlsplit(url)
        if parts.scheme == "https" and parts.hostname == _HOOKS:
            return True
        return parts.scheme == self._home.scheme and _host(parts) == _host(self._home)


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return "localhost" if host in _LOOPBACK else host


def _with_key(post: Post) -> dict[str, Any]:
    if post.method != "chat.postMessage":
        return post.args
    return {**post.args, "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": post.key}}}


def _key(message: Any) -> object:
    return ((message.get("metadata") or {}).get("event_payload") or {}).get("key")


def _told(cause: SlackApiError) -> Refused | Uncertain | Busy:
    response: Any = cause.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0) or 0)
    body = getattr(response, "data", None)
    error = str(body.get("error") or "") if isinstance(body, dict) else ""
    if status == 429 or error in _SLOW:
        return Busy(_seconds((getattr(response, "headers", None) or {}).get("Retry-After")))
    if status >= 500 or error in _UNSURE or not error:
        return Uncertain(error or f"status {status}")
    return Refused(error)


def _seconds(told: object) -> float:
    try:
        return min(max(float(str(told)), 0.05), 600.0)
    except ValueError:
        return 1.0
