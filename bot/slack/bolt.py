"""Bolt, joined to our own client and counter. It sees only requests that have been verified before."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, cast

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import listeners
from bot.slack.counter import Counter
from bot.slack.entry import Malformed
from bot.slack.identity import Identity

log = structlog.get_logger()
_QUIET = logging.getLogger("bot.slack.bolt")
_QUIET.setLevel(logging.CRITICAL)  # Bolt logs whole request bodies, and those hold what people typed.


Known = Callable[[str], Awaitable[tuple[str | None, str] | None]]
"""A team → the bot's token and user id there; None if the team has not installed the bot."""


def app(client: AsyncWebClient, identity: Identity, counter: Counter, known: Known | None = None) -> AsyncApp:
    """The app with all its listeners. known: who the bot is where it is in many workspaces."""

    async def authorize(enterprise_id: str | None, team_id: str | None, **_: Any) -> AuthorizeResult | None:
        # Without this, Bolt asks Slack who it is before the first click can be acknowledged.
        found = (client.token, identity.user) if known is None else await known(team_id or "")
        if found is None:
            log.warning("not_installed", team=team_id)
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, bot_token=found[0], bot_user_id=found[1] or None
        )

    made = AsyncApp(
        name="renewal-desk",
        logger=_QUIET,
        client=client,
        authorize=cast(Any, authorize),  # It may return None, although its type does not say so.
        user_facing_authorize_error_message=counter.words.both("install.missing"),
        signing_secret="verified before",
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    made.error(_failed)
    listeners.register(made, counter)
    return made


async def _failed(error: Exception) -> BoltResponse:
    """What a listener's failure becomes. The exception's text is not logged: it may hold what a person typed."""
    log.error("listener_failed", error=type(error).__name__)
    return BoltResponse(status=400 if isinstance(error, Malformed) else 503)
