"""What the processes are made of, joined once: settings, Redis, Slack, the desk."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import aiohttp
import structlog
from redis.asyncio import Redis
from slack_sdk.web.async_client import AsyncWebClient

from bot import clock
from bot.delivery import connection, soundness
from bot.delivery.ending import alongside
from bot.delivery.inbox import Inbox
from bot.desk import Desk
from bot.settings import Settings
from bot.slack import client
from bot.slack.door import Door, Limits
from bot.slack.event import Channels
from bot.slack.identity import Identity
from bot.slack.locales import Locales
from bot.slack.words import Words

if TYPE_CHECKING:
    from bot.slack.install.joining import Workspaces

LEARN = 10.0
"""Seconds between two attempts to learn from Slack who we are."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the processes are made of."""

    settings: Settings
    redis: Redis
    session: aiohttp.ClientSession
    slack: AsyncWebClient
    identity: Identity
    desk: Desk
    words: Words
    inbox: Inbox
    door: Door
    locales: Locales
    workspaces: "Workspaces | None" = None
    """Where the bot is installed, if workspaces do that by themselves."""

    def today(self) -> date:
        """The day at the desk."""
        return clock.today(self.settings.timezone, self.settings.today)


@contextlib.asynccontextmanager
async def joined(settings: Settings, desk: Desk) -> AsyncIterator[Parts]:
    """The parts, as long as they are needed; meanwhile they learn from Slack who the bot is.

    Needs `slack_bot_token`, unless workspaces install the bot. Raises `NoServer` if Redis is to be embedded and there
    is none, and `BadSetting` if what is kept of the workspaces cannot be read.
    """
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    async with connection.opened(settings.redis_url, settings.state / "redis") as redis, client.session() as session:
        identity, inbox = Identity(), Inbox(redis)
        channels = Channels(settings.support_channel, settings.triage_channel)
        parts = Parts(
            settings,
            redis,
            session,
            client.web(session, settings.slack_api_url, token),
            identity,
            desk,
            Words(desk.knowledge.replies),
            inbox,
            Door(inbox, identity, channels, Limits(settings.user_limit, settings.channel_limit)),
            Locales(),
        )
        if settings.installs:
            parts = await _shared(parts)
        async with alongside(_learn(parts)), alongside(soundness.warn(redis)):
            yield parts


async def _shared(parts: Parts) -> Parts:
    """The parts of a bot that workspaces install. Imported only for that: a single one needs none of it."""
    from bot.slack.install import joining

    settings, nobody = parts.settings, client.web(parts.session, parts.settings.slack_api_url, "")
    workspaces = joining.join(settings, parts.redis, nobody, parts.identity)
    await workspaces.check()
    door = workspaces.door(parts.inbox, Limits(settings.user_limit, settings.channel_limit))
    return replace(parts, door=door, workspaces=workspaces)


async def _learn(parts: Parts) -> None:
    while parts.settings.slack_bot_token and not parts.identity.user:
        try:
            await parts.identity.learn(parts.slack)
        except Exception as cause:
            structlog.get_logger().warning("identity_unknown", error=type(cause).__name__)
            await asyncio.sleep(LEARN)
