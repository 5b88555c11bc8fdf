"""Each conversation in hand is settled with the token of its workspace."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from bot.delivery.queue import Taken
from bot.delivery.worker import Settles
from bot.slack.install.installation import Installation
from bot.slack.install.registry import Registry

log = structlog.get_logger()

Rest = Callable[[], Awaitable[None]]
Made = Callable[[Installation], tuple[Settles, Rest]]
"""An installation → what settles its conversations, and how that comes to rest."""


@dataclass(frozen=True, slots=True)
class _Kept:
    token: str
    settles: Settles
    rest: Rest


class Settlings:
    """One for each workspace, made anew when its token is renewed."""

    def __init__(self, registry: Registry, made: Made) -> None:
        self._registry = registry
        self._made = made
        self._kept: dict[str, _Kept] = {}

    async def settle(self, taken: Taken) -> None:
        """Answer or post. Where the bot is not installed any more, Slack refuses every post, which is then a dead
        letter. Raises what settling raises, or vault.Sealed."""
        found = await self._registry.fresh(taken.team)
        if found is None:
            log.warning("not_installed", team=taken.team, conversation=taken.conversation)
            found = Installation(taken.team, "", "")
        await self._of(found).settle(taken)

    async def rest(self) -> None:
        """Return when everything beside the posts has been told."""
        for kept in self._kept.values():
            await kept.rest()

    def _of(self, found: Installation) -> Settles:
        kept = self._kept.get(found.team)
        if kept is None or kept.token != found.token:
            kept = self._kept[found.team] = _Kept(found.token, *self._made(found))
        return kept.settles
