"""The door: what Slack sends is checked, stored and only then acknowledged, whichever way it came in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog

from bot.delivery.inbox import Inbox, Limit, Once
from bot.slack import entry, event
from bot.slack.identity import Identity

MOMENT = 20
"""Seconds in which a second click on the same button means nothing."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Limits:
    """Questions a minute that a user may ask, and that may be asked in a channel; 0 is any number."""

    user: int
    channel: int

    def of(self, one: entry.Entry) -> Limit:
        """What holds for an entry: calling a human and sharing are never limited."""
        limited = one.kind in ("message", "help")
        notice = entry.dump(replace(one, kind="hurried", text=""))
        user, channel = (self.user, self.channel) if limited else (0, 0)
        return Limit(one.user, one.channel, user, channel, notice)


class Door:
    """Lets events and entries into the inbox."""

    def __init__(self, inbox: Inbox, identity: Identity, channels: event.Channels, limits: Limits) -> None:
        self._inbox = inbox
        self._identity = identity
        self._channels = channels
        self._limits = limits

    async def admit(self, envelope: Mapping[str, Any]) -> str:
        """Store what an event envelope asks of the bot: "stored", "seen", "foreign" or "ignored".

        Raises entry.Malformed, or redis.RedisError when it could not be stored and must not be acknowledged.
        """
        incoming = event.read(envelope, self._identity.user, self._channels)
        if incoming is None:
            return "ignored"
        return await self.store(incoming)

    async def store(self, one: entry.Entry) -> str:
        """Store an entry. Raises redis.RedisError when that failed."""
        text = entry.dump(one)
        limit, once = self._limits.of(one), Once(one.once, MOMENT if one.once else 0)
        outcome = await self._inbox.store(
            one.team, one.conversation, one.name, text, known_only=one.follows, limit=limit, once=once
        )
        log.info("received", outcome=outcome, kind=one.kind, team=one.team, entry=one.name, user=one.user)
        return outcome
