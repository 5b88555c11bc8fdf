"""The door where many workspaces come in: what is said in one that has not installed the bot is not let in, and one
that removes the bot leaves nothing behind.

Source: docs.slack.dev, events app_uninstalled and tokens_revoked. They come in any order; an app is uninstalled once
its last token is revoked, and the bot has one. Slack may tell of either hours later.
"""

from collections.abc import Callable, Mapping
from typing import Any

import structlog

from bot.delivery.erasing import Eraser
from bot.delivery.inbox import Inbox
from bot.slack.door import Door, Limits
from bot.slack.entry import identifier
from bot.slack.event import Channels
from bot.slack.identity import Identity
from bot.slack.install.exchange import Exchange
from bot.slack.install.registry import Registry
from bot.slack.install.vault import Sealed

log = structlog.get_logger()


class SharedDoor(Door):
    """Lets events in by workspace. places: the channels with a meaning in a team."""

    def __init__(
        self,
        inbox: Inbox,
        places: Callable[[str], Channels],
        limits: Limits,
        registry: Registry,
        eraser: Eraser,
        exchange: Exchange,
    ) -> None:
        super().__init__(inbox, Identity(), Channels(), limits)
        self._places = places
        self._registry = registry
        self._eraser = eraser
        self._exchange = exchange

    async def admit(self, envelope: Mapping[str, Any]) -> str:
        """Store what an event envelope asks of the bot (as `Door.admit`), "not_installed", "uninstalled" or "outdated".

        Raises also vault.Sealed, and what the client raises; then it must not be acknowledged.
        """
        team = _team(envelope)
        if _leaves(envelope.get("event")):
            return await self._leave(team, float(envelope.get("event_time") or 0))
        found = await self._registry.find(team)
        if found is None:
            log.warning("not_installed", team=team)
            return "not_installed"
        door = Door(self._inbox, found.identity, self._places(team), self._limits)
        return await door.admit({**envelope, "team_id": team})

    async def _leave(self, team: str, at: float) -> str:
        """Remove everything of a team, its token first; unless it has installed the bot again since."""
        try:
            found = await self._registry.find(team)
        except Sealed:
            found = None
        if found is not None and at < int(found.since) and await self._exchange.works(found.token):
            log.info("outdated", team=team)
            return "outdated"
        await self._registry.drop(team)
        await self._eraser.team(team)
        log.info("uninstalled", team=team)
        return "uninstalled"


def _team(envelope: Mapping[str, Any]) -> str:
    """The workspace whose installation an event is for, which in a channel shared with others need not be the one where
    it happened. Raises Malformed."""
    told = envelope.get("authorizations")
    first = told[0] if isinstance(told, list) and told else None
    ours = first.get("team_id") if isinstance(first, Mapping) else None
    return identifier(ours or envelope.get("team_id"))


def _leaves(event: object) -> bool:
    if not isinstance(event, Mapping):
        return False
    if event.get("type") == "app_uninstalled":
        return True
    tokens = event.get("tokens")
    return event.get("type") == "tokens_revoked" and isinstance(tokens, Mapping) and bool(tokens.get("bot"))
