"""The two addresses of an install: where it begins, and where Slack sends the browser back to.

The state that goes round by Slack is good once, for ten minutes, in the browser that began (docs.slack.dev, "Installing
with OAuth"; RFC 6749, 10.12). Neither it nor a code or a token is ever logged.
"""

import hashlib
import secrets
from dataclasses import dataclass

import structlog
from redis.exceptions import RedisError
from slack_sdk.errors import SlackApiError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.delivery.installs import Installs
from bot.slack import failure
from bot.slack.install import languages, pages
from bot.slack.install.exchange import Exchange, Organisation
from bot.slack.install.registry import Registry
from bot.slack.words import Words

BACK = "/slack/oauth_redirect"
LASTS = 600
"""Seconds within which an install must be completed."""
COOKIE = "renewal-desk-install"
_OLD = frozenset({"invalid_code", "code_already_used", "code_expired"})
_WRONG = frozenset({"invalid_client_id", "bad_client_secret", "bad_redirect_uri", "oauth_authorization_url_mismatch"})

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of an install, by the last part of the text's key, and how it is answered over HTTP."""

    name: str
    status: int
    again: bool = True
    workspace: str = ""


_BUSY = _Outcome("busy", 503)


class Pages:
    """Answers both addresses."""

    def __init__(self, installs: Installs, registry: Registry, exchange: Exchange, words: Words) -> None:
        self._installs = installs
        self._registry = registry
        self._exchange = exchange
        self._words = words

    @property
    def routes(self) -> list[Route]:
        """For the site."""
        return [Route(pages.INSTALL, self.begin), Route(BACK, self.end)]

    async def begin(self, request: Request) -> Response:
        """Send the browser to Slack, with a state that only this browser can bring back."""
        state, browser = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        try:
            await self._installs.begin(_name(state, browser), LASTS)
        except (RedisError, OSError):
            return self._page(request, _BUSY)
        answer = RedirectResponse(self._exchange.address(state), 302, {"Cache-Control": "no-store"})
        secure = "https" in (request.url.scheme, request.headers.get("x-forwarded-proto"))
        # "Lax", since the browser comes back from another site.
        answer.set_cookie(COOKIE, browser, LASTS, path="/slack", secure=secure, httponly=True, samesite="lax")
        return answer

    async def end(self, request: Request) -> Response:
        """Take what Slack sends the browser back with, and tell whoever sits there what became of it."""
        try:
            outcome = await self._outcome(request)
        except Organisation:
            outcome = _Outcome("organisation", 400)
        except SlackApiError as cause:
            outcome = _refused(str(failure.told(cause)))
        except Exception as cause:  # Whatever it is, somebody sits there and is to be told; its text may hold a code.
            log.error("not_completed", error=type(cause).__name__)
            outcome = _BUSY
        answer = self._page(request, outcome)
        answer.delete_cookie(COOKIE, path="/slack", httponly=True, samesite="lax")
        return answer

    async def _outcome(self, request: Request) -> _Outcome:
        told, browser = request.query_params, request.cookies.get(COOKIE, "")
        began = bool(browser) and await self._installs.end(_name(told.get("state", ""), browser))
        if told.get("error") == "access_denied":
            return _Outcome("cancelled", 400)
        if not began:
            log.warning("install_refused", reason="state" if browser else "cookie")
            return _Outcome("state", 400)
        if not told.get("code"):
            return _Outcome("code", 400)
        installation, name = await self._exchange.redeem(told["code"])
        await self._registry.keep(installation)
        log.info("installed", team=installation.team)
        return _Outcome("done", 200, again=False, workspace=name)

    def _page(self, request: Request, told: _Outcome) -> Response:
        language = languages.preferred(request.headers.get("accept-language", ""))
        return pages.page(self._words, language, told.name, told.status, again=told.again, workspace=told.workspace)


def _refused(error: str) -> _Outcome:
    log.error("not_completed", error=error)
    if error in _OLD:
        return _Outcome("code", 400)
    return _Outcome("setup", 500, again=False) if error in _WRONG else _Outcome("busy", 502)


def _name(state: str, browser: str) -> str:
    """What an install is remembered as: whoever reads it learns neither of both."""
    return hashlib.sha256(f"{state} {browser}".encode()).hexdigest()
