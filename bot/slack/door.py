"""The door: what Slack sends is checked, stored and only then acknowledged, whichever way it came in."""

from collections.abc import Mapping
from typing import Any

import structlog

from bot.delivery.inbox import Inbox
from bot.slack import entry, event
from bot.slack.identity import Identity

log = structlog.get_logger()


class Door:
    """Lets events and entries into the inbox."""

    def __init__(self, inbox: Inbox, identity: Identity, support: str | None) -> None:
        self._inbox = inbox
        self._identity = identity
        self._support = support

    async def admit(self, envelope: Mapping[str, Any]) -> str:
        """Store what an event envelope asks of the bot: "stored", "seen", "foreign" or "ignored".

        Raises entry.Malformed, or redis.RedisError when it could not be stored and must not be acknowledged.
        """
        incoming = event.read(envelope, self._identity.user, self._support)
        if incoming is None:
            return "ignored"
        return await self.store(incoming)

    async def store(self, one: entry.Entry) -> str:
        """Store an entry. Raises redis.RedisError when that failed."""
        text = entry.dump(one)
        outcome = await self._inbox.store(one.team, one.conversation, one.name, text, known_only=one.follows)
        log.info("received", outcome=outcome, kind=one.kind, team=one.team, entry=one.name, user=one.user)
        return outcome
