"""What Slack gives a token for: the code of somebody who has just agreed, or the refresh token of the one before.

Source: docs.slack.dev, oauth.v2.access, "Installing with OAuth", "Using token rotation".
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urljoin

from aiohttp import encode_basic_auth
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import AuthorizeUrlGenerator
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import failure
from bot.slack.entry import Malformed, identifier
from bot.slack.install.installation import Installation

ENDED = frozenset({"token_expired", "token_revoked", "invalid_auth", "not_authed", "account_inactive"})
"""Slack's errors of a token that opens nothing (docs.slack.dev, chat.postMessage)."""


class Organisation(Exception):
    """It was installed for a whole organisation; such a token belongs to no workspace."""


class Exchange:
    """Talks to one Slack as one app. client: one without a token. app: its client id and client secret. scopes: what is
    asked for. now: seconds since 1970."""

    def __init__(
        self, client: AsyncWebClient, app: tuple[str, str], scopes: list[str], now: Callable[[], float]
    ) -> None:
        self._client = client
        self._id, self._secret = app
        self._scopes = scopes
        self._now = now

    def address(self, state: str) -> str:
        """Where somebody is asked whether they agree: slack.com/oauth/v2/authorize, beside slack.com/api/."""
        beside = urljoin(self._client.base_url, "../oauth/v2/authorize")
        return AuthorizeUrlGenerator(client_id=self._id, scopes=self._scopes, authorization_url=beside).generate(state)

    async def redeem(self, code: str) -> tuple[Installation, str]:
        """The installation that a code stands for, and the workspace's name. Raises Organisation, Malformed, or what
        the client raises."""
        told = await self._access(code=code)
        team = told.get("team") or {}
        if told.get("is_enterprise_install") or not team.get("id"):
            raise Organisation
        return self._read(told), str(team.get("name") or team["id"])

    async def renew(self, installation: Installation) -> Installation:
        """The installation with its next token. Raises what the client raises; its refresh token is used up if not."""
        told = await self._access(grant_type="refresh_token", refresh_token=installation.refresh)
        return installation.renewed(self._read(told))

    async def works(self, token: str) -> bool:
        """Whether Slack takes a token. Raises what the client raises where Slack does not tell."""
        try:
            await self._client.api_call("auth.test", data={}, headers={"Authorization": f"Bearer {token}"})
        except SlackApiError as cause:
            if str(failure.told(cause)) in ENDED:
                return False
            raise
        return True

    async def _access(self, **asked: str) -> Any:
        # slack_sdk's own method for this uses what aiohttp is about to take away.
        who = {"Authorization": encode_basic_auth(self._id, self._secret)}
        return await self._client.api_call("oauth.v2.access", data=asked, headers=who)

    def _read(self, told: Any) -> Installation:
        answer: Mapping[str, Any] = told.data
        now = self._now()
        token, lasts = str(answer.get("access_token") or ""), float(answer.get("expires_in") or 0)
        if not token:
            raise Malformed("a token was expected")
        return Installation(
            team=identifier((answer.get("team") or {}).get("id")),
            user=str(answer.get("bot_user_id") or ""),
            token=token,
            scopes=frozenset(filter(None, str(answer.get("scope") or "").split(","))),
            since=now,
            expires=now + lasts if lasts else 0,
            refresh=str(answer.get("refresh_token") or ""),
        )
