"""Several workspaces behind one Web API, each entered by installing the app: what Slack asks, gives and takes back.

Source: docs.slack.dev, "Installing with OAuth", "Using token rotation", oauth.v2.access.
"""

import base64
import itertools
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from bot.workspace import methods, responses
from bot.workspace.allowance import Origin
from bot.workspace.server import arguments
from bot.workspace.state import APP, Call, Workspace

CLIENT, CLIENT_SECRET = "10.20", "stand-in-client-secret"
"""Known to everyone: they open nothing but a stand-in."""
_numbers = itertools.count(1)


@dataclass
class Tenant:
    """A workspace that may install the app. bot: the bot's user id in it. tokens: all that were given, with the second
    at which each ends (0: never). lasts: seconds for which the next ones do, 0 without token rotation."""

    team: str
    bot: str
    workspace: Workspace
    name: str = "Example"
    lasts: float = 0
    tokens: dict[str, float] = field(default_factory=dict)
    refreshes: list[str] = field(default_factory=list)
    revoked: bool = False

    @property
    def scopes(self) -> frozenset[str]:
        """What its tokens may do."""
        return self.workspace.manifest.scopes if self.workspace.manifest else frozenset()


class Installing:
    """Slack as somebody's browser and an app see it. tenants: the workspaces; the first is the one signed in to."""

    def __init__(self, *tenants: Tenant) -> None:
        self.tenants = list(tenants)
        self.redirect = ""
        self.denied = self.organisation = self.away = False
        self.asked: list[dict[str, str]] = []
        self.exchanges: list[dict[str, str]] = []
        self._codes: dict[str, Tenant] = {}
        self._runner: web.AppRunner | None = None
        self.origin = ""

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self.origin}/api/"

    async def start(self) -> None:
        """Listen on a free port."""
        app = web.Application()
        app.router.add_get("/oauth/v2/authorize", self._authorize)
        app.router.add_post("/api/oauth.v2.access", self._access)
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/respond/{team}/{name}", self._respond)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.origin = f"http://{host}:{port}"

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    def code(self) -> str:
        """What somebody who agrees brings back to the app."""
        code = f"code-{next(_numbers)}"
        self._codes[code] = self.tenants[0]
        return code

    def response_url(self, tenant: Tenant, origin: Origin) -> str:
        """An address at which something done in a workspace may be answered."""
        name = f"done-{next(_numbers)}"
        tenant.workspace.addresses.give(name, origin)
        return f"{self.origin}/respond/{tenant.team}/{name}"

    async def _authorize(self, request: web.Request) -> web.Response:
        """Whoever is asked agrees at once, or does not. An app may ask only for what its manifest tells."""
        self.asked.append(dict(request.query))
        if set(request.query["scope"].split(",")) - self.tenants[0].scopes:
            raise web.HTTPBadRequest(text="invalid_scope")
        told = {"error": "access_denied"} if self.denied else {"code": self.code()}
        raise web.HTTPFound(f"{self.redirect}?{urlencode(told | {'state': request.query['state']})}")

    async def _access(self, request: web.Request) -> web.Response:
        told = {name: str(value) for name, value in (await request.post()).items()}
        self.exchanges.append(told)
        if self.away:
            return web.Response(status=500, text="Server Error")
        return web.json_response(self._given(told, _credentials(request, told)))

    def _given(self, told: dict[str, str], who: tuple[str, str]) -> dict[str, Any]:
        if who != (CLIENT, CLIENT_SECRET):
            return _error("invalid_client_id" if who[0] != CLIENT else "bad_client_secret")
        if told.get("grant_type") == "refresh_token":
            found = next((one for one in self.tenants if told.get("refresh_token") in one.refreshes[-1:]), None)
            return self._granted(found) if found and not found.revoked else _error("invalid_refresh_token")
        tenant = self._codes.pop(told.get("code", ""), None)
        if tenant is None:
            return _error("invalid_code")
        tenant.revoked = False
        return self._granted(tenant)

    def _granted(self, tenant: Tenant) -> dict[str, Any]:
        number = next(_numbers)
        token = (
            f"xoxb-{tenant.team}-{number}-secret" if not tenant.lasts else f"xoxe.xoxb-{tenant.team}-{number}-secret"
        )
        tenant.tokens[token] = time.time() + tenant.lasts if tenant.lasts else 0
        told: dict[str, Any] = {"ok": True, "access_token": token, "token_type": "bot", "bot_user_id": tenant.bot}
        told |= {
            "app_id": APP,
            "scope": ",".join(sorted(tenant.scopes)),
            "authed_user": {"id": "U1"},
            "enterprise": None,
        }
        team = None if self.organisation else {"id": tenant.team, "name": tenant.name}
        told |= {"team": team, "is_enterprise_install": self.organisation}
        if tenant.lasts:
            tenant.refreshes.append(f"xoxe-{tenant.team}-{number}-secret")
            told |= {"refresh_token": tenant.refreshes[-1], "expires_in": int(tenant.lasts)}
        return told

    async def _call(self, request: web.Request) -> web.Response:
        method, args = request.match_info["method"], await arguments(request)
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        found = next((one for one in self.tenants if given in one.tokens), None)
        if found is None:
            return web.json_response(_error("invalid_auth" if given else "not_authed"))
        answer = _closed(found, given) or _answer(found, method, args)
        found.workspace.calls.append(Call(method, args, "ok" if answer["ok"] else answer["error"]))
        return web.json_response(answer)

    async def _respond(self, request: web.Request) -> web.Response:
        tenant = next(one for one in self.tenants if one.team == request.match_info["team"])
        error = responses.answer(tenant.workspace, request.match_info["name"], await request.json())
        return web.Response(text=error or "ok", status=400 if error else 200)


def _closed(tenant: Tenant, token: str) -> dict[str, Any]:
    if tenant.revoked:
        return _error("account_inactive")
    ends = tenant.tokens[token]
    return _error("token_expired") if ends and time.time() > ends else {}


def _answer(tenant: Tenant, method: str, args: dict[str, Any]) -> dict[str, Any]:
    answer = methods.answer(tenant.workspace, method, args)
    return answer | {"team_id": tenant.team, "user_id": tenant.bot} if method == "auth.test" else answer


def _credentials(request: web.Request, told: dict[str, str]) -> tuple[str, str]:
    """Client id and secret: as HTTP Basic authentication, or among the arguments."""
    basic = request.headers.get("Authorization", "").removeprefix("Basic ")
    if basic:
        name, _, secret = base64.b64decode(basic).decode().partition(":")
        return name, secret
    return told.get("client_id", ""), told.get("client_secret", "")


def _error(code: str) -> dict[str, Any]:
    return {"ok": False, "error": code}
