"""What the tests of many workspaces share: two of them behind one stand-in, a browser, and a bot without a token."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from cryptography.fernet import Fernet
from redis.asyncio import Redis
from yarl import URL

from bot import app, settings
from bot.delivery import keys
from bot.workspace import signature
from bot.workspace.allowance import Origin
from bot.workspace.installing import CLIENT, CLIENT_SECRET, Installing, Tenant
from bot.workspace.people import envelope
from bot.workspace.state import SECRET, Message
from tests.edge import ForeseeableDesk, free_port, fresh, settled, up

KEY = Fernet.generate_key().decode()
ONE, TWO = "T1ONE", "T2TWO"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@dataclass
class Shared:
    """A bot in many workspaces, and Slack around it. page: the last page that a browser was shown."""

    slack: Installing
    redis: Redis
    url: str
    session: aiohttp.ClientSession
    page: str = ""
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def install(self, tenant: Tenant, accepts: str = "en") -> int:
        """Install the bot in a workspace, as somebody's browser does it; the status of the page they end at."""
        self.slack.tenants.remove(tenant)
        self.slack.tenants.insert(0, tenant)
        async with new_browser(accepts) as browser:
            return await self.visit(browser, "/slack/install")

    async def visit(self, browser: aiohttp.ClientSession, path: str) -> int:
        async with browser.get(URL(f"{self.url}{path}", encoded=True)) as answer:
            self.page = await answer.text()
            return answer.status

    async def begin(self, browser: aiohttp.ClientSession) -> str:
        """Begin an install and stop where Slack asks; the state."""
        async with browser.get(f"{self.url}/slack/install", allow_redirects=False) as answer:
            assert answer.status == 302
            return URL(answer.headers["Location"]).query["state"]

    async def end(self, browser: aiohttp.ClientSession, state: str, code: str) -> int:
        return await self.visit(browser, f"/slack/oauth_redirect?{urlencode({'state': state, 'code': code})}")

    async def send(self, body: bytes, kind: str = JSON) -> tuple[int, str]:
        signed = signature.headers(SECRET, str(int(time.time())), body, kind)
        async with self.session.post(f"{self.url}/slack/events", data=body, headers=signed) as got:
            return got.status, await got.text()

    async def event(self, tenant: Tenant, event: dict[str, Any], **more: Any) -> int:
        """An event as Slack sends it to the app of a workspace."""
        who = [{"team_id": tenant.team, "user_id": tenant.bot, "is_bot": True, "is_enterprise_install": False}]
        whole = envelope(event) | {"team_id": tenant.team, "authorizations": who} | more
        return (await self.send(json.dumps(whole).encode()))[0]

    async def ask(self, tenant: Tenant, text: str = "can I renew?") -> str:
        """Mention the bot in a channel of a workspace; the ts."""
        message = tenant.workspace.add("C1", {"user": "U1", "text": f"<@{tenant.bot}> {text}"})
        assert await self.event(tenant, {**message, "type": "app_mention", "channel": "C1"}) == 200
        return str(message["ts"])

    async def command(self, tenant: Tenant, text: str, user: str = "U1") -> tuple[int, str]:
        """Type /renewal in a workspace; what is answered at once."""
        return await self.send(urlencode(self.typed(tenant, text, user)).encode(), FORM)

    def typed(self, tenant: Tenant, text: str, user: str = "U1") -> dict[str, str]:
        """What Slack sends when somebody types /renewal."""
        where = {"team_id": tenant.team, "channel_id": "C1", "user_id": user}
        done = {"trigger_id": tenant.workspace.triggers.give(user), "response_url": self._response_url(tenant, user)}
        return {"command": "/renewal", "text": text, **where, **done}

    async def press(self, tenant: Tenant, message: Message, action: Message, channel: str, user: str) -> int:
        """Press a button of a message in a workspace. action: what of it is not its time. The status of the answer."""
        container = {"type": "message", "message_ts": message["ts"], "channel_id": channel, "is_ephemeral": False}
        body = {
            "type": "block_actions",
            "team": {"id": tenant.team},
            "user": {"id": user, "team_id": tenant.team},
            "channel": {"id": channel},
            "container": container,
            "message": message,
            "trigger_id": tenant.workspace.triggers.give(user),
            "response_url": self._response_url(tenant, user, channel, message["ts"]),
            "actions": [action | {"action_ts": tenant.workspace.stamp()}],
        }
        return (await self.send(urlencode({"payload": json.dumps(body)}).encode(), FORM))[0]

    def _response_url(self, tenant: Tenant, user: str, channel: str = "C1", ts: str = "") -> str:
        return self.slack.response_url(tenant, Origin(user, channel, ts))

    async def answered(self, tenant: Tenant, ts: str, count: int = 1) -> list[dict[str, Any]]:
        return await settled(lambda: tenant.workspace.said("C1", ts), count)

    async def kept(self, team: str) -> list[str]:
        """The names of everything that is kept of a team."""
        return sorted(await self.redis.keys(f"{keys.Keys(team).prefix}*"))


def new_browser(accepts: str = "en") -> aiohttp.ClientSession:
    """accepts: the languages that it is set to."""
    jar = aiohttp.CookieJar(unsafe=True)
    return aiohttp.ClientSession(cookie_jar=jar, headers={"Accept-Language": accepts})


def tenants() -> tuple[Tenant, Tenant]:
    return Tenant(ONE, "U1BOT", fresh(), "One & <Co>"), Tenant(TWO, "U2BOT", fresh())


def environment(slack: Installing, redis_url: str, port: int) -> dict[str, str]:
    return {
        "SLACK_CLIENT_ID": CLIENT,
        "SLACK_CLIENT_SECRET": CLIENT_SECRET,
        "TOKEN_KEYS": KEY,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.api_url,
        "REDIS_URL": redis_url,
        "PORT": str(port),
        "USER_LIMIT": "0",
        "CHANNEL_LIMIT": "0",
    }


@contextlib.asynccontextmanager
async def sharing(
    redis: Redis, redis_url: str, slack: Installing | None = None, parts: tuple[app.Part, ...] = (), **more: str
) -> AsyncIterator[Shared]:
    """A bot in this process that workspaces install by themselves."""
    made = slack or Installing(*tenants())
    if not made.origin:
        await made.start()
    port = free_port()
    read = settings.read(environment(made, redis_url, port) | more)
    made.redirect = f"http://127.0.0.1:{port}/slack/oauth_redirect"
    async with aiohttp.ClientSession() as session:
        shared = Shared(made, redis, f"http://127.0.0.1:{port}", session)
        desk: Any = ForeseeableDesk()
        task = asyncio.create_task(app.serve(read, desk, parts or (app._web, app._worker), shared.stopping))
        try:
            await up(session, shared.url, task)
            yield shared
        finally:
            shared.stopping.set()
            await task
            if slack is None:
                await made.stop()


def files(folder: Path) -> bytes:
    """Everything that Redis has written to disk."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".log")
