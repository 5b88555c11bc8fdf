"""The registry: which workspaces have installed the bot, and a token for each that has not ended."""

import asyncio
from collections.abc import Callable

import structlog
from redis.exceptions import RedisError

from bot.delivery.installs import Installs
from bot.delivery.post import Uncertain
from bot.slack.install.installation import Installation
from bot.slack.install.renewal import Renewal
from bot.slack.install.vault import Sealed, Vault

EARLY = 2 * 3600.0
"""Seconds before its end at which a token is renewed; Slack's last twelve hours."""
BARELY = 60.0
"""Seconds before its end from which a token is better not used: the call may come late."""
LOOK = 60.0
"""Seconds between two looks at the tokens of all workspaces."""

log = structlog.get_logger()


class Registry:
    """The installations of one app. own: the installation that the settings tell of, if they do. now: seconds since
    1970. All methods raise redis.RedisError, and vault.Sealed where the key is missing."""

    def __init__(
        self,
        installs: Installs,
        vault: Vault,
        renewal: Renewal,
        now: Callable[[], float],
        own: Callable[[], Installation | None] = lambda: None,
    ) -> None:
        self._installs = installs
        self._vault = vault
        self._renewal = renewal
        self._now = now
        self._own = own

    async def find(self, team: str) -> Installation | None:
        """The installation of a team, as it is; None if the team has not installed the bot."""
        return (await self._read(team))[1]

    async def fresh(self, team: str, early: float = EARLY) -> Installation | None:
        """The installation of a team, with a token that has not ended as far as Slack lets us have one.

        early: seconds before its end at which a token is renewed.
        """
        text, found = await self._read(team)
        return await self._fresh(text, found, early) if found else None

    async def has_newer(self, team: str, refused: str) -> bool:
        """Whether there is another token now that Slack has refused this one, be it that it is renewed for that.

        Raises post.Uncertain where that will be known later.
        """
        text, found = await self._read(team)
        if found is None or found.token != refused:
            return found is not None
        if not found.refresh:
            return False
        newer = await self._renewal.next(text, found, wait=True)
        if newer.token == refused and not self._renewal.is_over(team):
            raise Uncertain("token_not_renewed")
        return newer.token != refused

    async def keep(self, installation: Installation) -> None:
        """A workspace has installed the bot, perhaps anew."""
        await self._installs.put(installation.team, self._vault.seal(installation))

    async def drop(self, team: str) -> None:
        """A workspace has removed the bot."""
        await self._installs.drop(team)

    async def tend(self) -> None:
        """Keep every workspace's token fresh, also of those in which nobody says anything, until cancelled."""
        while True:
            try:
                for team in await self._installs.teams():
                    await self._tended(team)
            except (RedisError, OSError) as cause:
                log.warning("redis_away", error=type(cause).__name__)
            await asyncio.sleep(LOOK)

    async def shut(self) -> list[str]:
        """The teams whose tokens no key opens. Those of the others are sealed with the first key from now on, so that
        older keys can go."""
        return [team for team in await self._installs.teams() if not await self._opens(team)]

    async def _opens(self, team: str) -> bool:
        text = await self._installs.text(team)
        try:
            if text and not self._vault.is_of_first_key(text):
                await self._installs.swap(team, text, self._vault.seal(self._vault.open(team, text)))
        except Sealed:
            return False
        return True

    async def _tended(self, team: str) -> None:
        """A fresh token for a team, which is no use of it by anybody."""
        text = await self._installs.text(team)
        if not text:
            await self._installs.forget(team)
            return
        try:
            await self._fresh(text, self._vault.open(team, text))
        except Exception as cause:  # Whatever is wrong with one, the others are tended.
            log.error("token_not_tended", team=team, error=type(cause).__name__)

    async def _fresh(self, text: str, found: Installation, early: float = EARLY) -> Installation:
        if not found.refresh or found.left(self._now()) > early:
            return found
        return await self._renewal.next(text, found, wait=found.left(self._now()) < BARELY)

    async def _read(self, team: str) -> tuple[str, Installation | None]:
        """What is kept of a team, and what that says. Somebody uses the bot there: it is kept for longer."""
        text = await self._installs.text(team)
        if text:
            await self._installs.use(team)
            return text, self._vault.open(team, text)
        own = self._own()
        return "", own if own is not None and own.team == team else None
