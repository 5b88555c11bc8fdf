"""Carries posts to Slack, tells apart how that can fail, and looks whether a post has landed before."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import SplitResult, urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.post import Busy, Landing, Post, Refused, Uncertain
from bot.slack import failure
from bot.slack.client import look
from bot.slack.posts import FORGET, REDUCED, keyed
from bot.slack.sessions import Sessions

_HOOKS = "hooks.slack.com"
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
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
        self._headers = {"Authorization": f"Bearer {client.token}", "Content-Type": "application/json; charset=utf-8"}
        self._sessions = Sessions(client)

    async def send(self, post: Post) -> Landing:
        """Make the call. Raises Refused, Uncertain or Busy."""
        try:
            if post.method == FORGET:
                await self._forget(post.args["team"], post.args["user"])
            elif post.method == "respond":
                await self._respond(post.args)
            elif post.of:
                await self._change(post)
            else:
                async with self._sessions.around(post):
                    return _landing(post, await self._call(post.method, _with_key(post)))
        except SlackApiError as cause:
            raise failure.told(cause) from None
        except failure.BROKEN as cause:
            raise Uncertain(type(cause).__name__) from None
        return Landing()

    async def landed(self, post: Post) -> Landing | None:
        """Where Slack shows the post, None if it does not; raises Uncertain or Busy.

        A response URL cannot be looked at: it is taken to have landed. Where Slack refuses to show the place, the post
        is taken not to have landed: twice is better than never.
        """
        if post.method != "chat.postMessage":
            return Landing() if post.method == "respond" else None
        try:
            return await self._find(post, {post.key})
        except SlackApiError as cause:
            meant = failure.told(cause)
            if isinstance(meant, Refused):
                return None
            raise meant from None
        except failure.BROKEN as cause:
            raise Uncertain(type(cause).__name__) from None

    async def rest(self) -> None:
        """Return when everything beside the posts has been told, too."""
        await self._sessions.rest()

    async def _change(self, post: Post) -> None:
        """Change or remove an earlier post of ours, wherever it landed; nothing if it is not there."""
        found = await self._find(post, {post.of, *(f"{post.of}:{less}" for less in REDUCED)})
        if found is not None:
            args = {name: value for name, value in post.args.items() if name != "thread_ts"}
            await self._call(post.method, args | {"ts": found.ts})

    async def _find(self, post: Post, names: set[str]) -> Landing | None:
        """Where, among what is shown where the post goes, the message is that has one of these keys."""
        cursor = ""
        for _ in range(_PAGES):
            page = await self._page(post, cursor)
            for message in page.get("messages") or []:
                if _key(message) in names:
                    return _landing(post, message)
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return None
        return None

    async def _page(self, post: Post, cursor: str) -> Any:
        asked = {"channel": str(post.args["channel"]), "include_all_metadata": "true", "limit": "200"}
        asked["oldest"] = f"{max(0.0, float(post.since or 0) - _SKEW):.6f}"
        if cursor:
            asked["cursor"] = cursor
        if thread := post.args.get("thread_ts"):
            return await look(self._client, "conversations.replies", ts=thread, **asked)
        return await look(self._client, "conversations.history", **asked)

    async def _call(self, method: str, args: dict[str, Any]) -> dict[str, Any]:
        """What Slack answers to a call that posts. Past slack_sdk's client, which takes as long over one as aiohttp."""
        url, proxy = self._client.base_url + method, self._client.proxy
        async with self._session.post(url, json=args, headers=self._headers, proxy=proxy) as response:
            body = failure.parsed(await response.read())
            if response.status != 200 or not body.get("ok"):
                raise failure.of(response.status, response.headers, body)
            return body

    async def _respond(self, args: dict[str, Any]) -> None:
        if not self._allowed(args["url"]):
            raise Refused("foreign_response_url")
        async with self._session.post(args["url"], json=args["body"], allow_redirects=False) as response:
            if response.status == 429:
                raise Busy(failure.seconds(response.headers.get("Retry-After")))
            if response.status >= 500:
                raise Uncertain(f"status {response.status}")
            if response.status >= 300:
                raise Refused(f"status {response.status}")

    def _allowed(self, url: str) -> bool:
        """Whether a response URL is Slack's own: on the API's host, or where Slack has its response URLs."""
        parts = urlsplit(url)
        if parts.scheme == "https" and parts.hostname == _HOOKS:
            return True
        return parts.scheme == self._home.scheme and _host(parts) == _host(self._home)


def _host(parts: SplitResult) -> tuple[str, int | None]:
    """Host and port; on this machine any port, for a stand-in of Slack's."""
    host = parts.hostname or ""
    try:
        return ("localhost", None) if host in _LOOPBACK else (host, parts.port)
    except ValueError:
        return "", None


def _with_key(post: Post) -> dict[str, Any]:
    if post.method != "chat.postMessage":
        return post.args
    return {**post.args, "metadata": keyed(post.key)}


def _key(message: Any) -> object:
    return ((message.get("metadata") or {}).get("event_payload") or {}).get("key")


def _landing(post: Post, shown: Any) -> Landing:
    """Where a post is: by what Slack answered to it, or by the message itself."""
    ts = str(shown.get("ts") or "")
    channel = str(shown.get("channel") or post.args.get("channel") or "")
    return Landing(channel, ts, str(post.args.get("thread_ts") or ts))
