"""What many workspaces take, joined from the settings, one Redis and one Slack."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog
import yaml
from redis.asyncio import Redis
from redis.exceptions import RedisError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import Route

from bot import clock, defaults
from bot.delivery.erasing import Eraser
from bot.delivery.inbox import Inbox
from bot.delivery.installs import Installs
from bot.settings import BadSetting, Settings
from bot.slack.door import Limits
from bot.slack.event import Channels
from bot.slack.identity import Identity
from bot.slack.install.door import SharedDoor
from bot.slack.install.exchange import Exchange
from bot.slack.install.installation import Installation
from bot.slack.install.registry import BARELY, Registry
from bot.slack.install.renewal import Renewal
from bot.slack.install.routes import Pages
from bot.slack.install.vault import Vault
from bot.slack.words import Words


@dataclass(frozen=True, slots=True)
class Workspaces:
    """Every workspace that has installed the bot."""

    settings: Settings
    redis: Redis
    installs: Installs
    exchange: Exchange
    registry: Registry

    def routes(self, words: Words) -> list[Route]:
        """The addresses of an install."""
        return Pages(self.installs, self.registry, self.exchange, words).routes

    def door(self, inbox: Inbox, limits: Limits) -> SharedDoor:
        """The door through which all of them come in."""
        return SharedDoor(inbox, self._places, limits, self.registry, Eraser(self.redis), self.exchange)

    def _places(self, team: str) -> Channels:
        own = self.settings.of_workspace(team)
        return Channels(own.support_channel, own.triage_channel)

    async def known(self, team: str) -> tuple[str | None, str] | None:
        """Who the bot is in a team (`bolt.Known`)."""
        try:
            # Slack waits for us: a token that still lasts is left to the workers, who tend all of them.
            found = await self.registry.fresh(team, early=BARELY)
        except RedisError:
            return None, ""  # The listener will find out as well, and tell whoever clicked.
        return (found.token, found.user) if found else None

    async def check(self) -> None:
        """Raise BadSetting where TOKEN_KEYS does not open what is kept."""
        try:
            shut = await self.registry.shut()
        except (RedisError, OSError) as cause:
            structlog.get_logger().warning("tokens_not_looked_at", error=type(cause).__name__)
            return
        if shut:
            raise BadSetting(
                f"TOKEN_KEYS does not open the tokens of {', '.join(shut)}; put back the key that they were encrypted "
                f"with, behind the first, or remove them for good with `python -m bot uninstall {shut[0]}`."
            )


def join(settings: Settings, redis: Redis, nobody: AsyncWebClient, identity: Identity) -> Workspaces:
    """nobody: a client without a token. identity: of the workspace whose token is among the settings, if there is one.

    Raises BadSetting where the manifest, which tells what to ask a workspace for, is not there.
    """
    name, secret, keys = settings.slack_client_id, settings.slack_client_secret, settings.token_keys
    assert name is not None
    assert secret is not None
    assert keys is not None
    installs, vault = Installs(redis), Vault(keys.get_secret_value())
    exchange = Exchange(nobody, (name, secret.get_secret_value()), scopes(defaults.MANIFEST), clock.seconds)
    renewal = Renewal(installs, vault, exchange)
    registry = Registry(installs, vault, renewal, clock.seconds, _own(settings, identity))
    return Workspaces(settings, redis, installs, exchange, registry)


def scopes(manifest: Path) -> list[str]:
    """The scopes that the manifest in a file asks for. Raises BadSetting."""
    try:
        found = yaml.safe_load(manifest.read_text("utf-8"))["oauth_config"]["scopes"]["bot"]
    except (OSError, KeyError, TypeError, yaml.YAMLError):
        raise BadSetting(f"SLACK_CLIENT_ID is set, but {manifest} does not tell which scopes to ask for.") from None
    return [str(scope) for scope in found]


def _own(settings: Settings, identity: Identity) -> Callable[[], Installation | None]:
    """The workspace of SLACK_BOT_TOKEN, once Slack has told which one that is."""

    def own() -> Installation | None:
        if settings.slack_bot_token is None or not identity.team:
            return None
        token = settings.slack_bot_token.get_secret_value()
        return Installation(identity.team, identity.user, token, identity.scopes or frozenset())

    return own
