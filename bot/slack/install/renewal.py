"""Renewal: the next token for the last one, had by one process at a time and kept before anybody uses it.

Source: docs.slack.dev, "Using token rotation": a token lasts twelve hours, a refresh token can be used once.
"""

import asyncio
import time

import structlog
from redis.exceptions import LockError, RedisError
from slack_sdk.errors import SlackApiError

from bot.delivery.installs import Installs
from bot.delivery.post import Refused
from bot.slack import failure
from bot.slack.install.exchange import Exchange
from bot.slack.install.installation import Installation
from bot.slack.install.vault import Vault

PAUSE = 30.0
"""Seconds after which a renewal that failed is tried again."""
_PATIENCE = 5.0
"""Seconds to wait for somebody else to renew a token that cannot be used any more."""
_KEEP = 20
"""Attempts to keep a new token: the one before it is used up by then."""
AGAIN = 0.5
"""Seconds between two of them; all of them take less than `installs.HELD`."""

log = structlog.get_logger()


class Renewal:
    """Renews the tokens of installations. Safe to use from any number of processes."""

    def __init__(self, installs: Installs, vault: Vault, exchange: Exchange) -> None:
        self._installs = installs
        self._vault = vault
        self._exchange = exchange
        self._paused: dict[str, tuple[float, bool]] = {}

    def is_over(self, team: str) -> bool:
        """Whether Slack has told us lately that a team's token will never be renewed."""
        until, refused = self._paused.get(team, (0, False))
        return refused and time.monotonic() < until

    async def next(self, text: str, found: Installation, *, wait: bool) -> Installation:
        """The installation with its next token, or as it is where that cannot be had now. text: what is kept of it.

        wait: for somebody else who is renewing it. Raises redis.RedisError.
        """
        if time.monotonic() < self._paused.get(found.team, (0, False))[0]:
            return found
        try:
            async with self._installs.alone(found.team, _PATIENCE if wait else 0):
                latest = await self._installs.text(found.team)
                if latest != text:
                    return self._vault.open(found.team, latest) if latest else found
                return await self._renewed(text, found)
        except LockError:  # Others renew it; perhaps they have, while we waited for our turn.
            latest = await self._installs.text(found.team)
            return found if latest in ("", text) else self._vault.open(found.team, latest)

    async def _renewed(self, text: str, found: Installation) -> Installation:
        try:
            newer = await self._exchange.renew(found)
        except failure.BROKEN as cause:
            refusal: Exception = failure.told(cause) if isinstance(cause, SlackApiError) else cause
            refused = isinstance(refusal, Refused)
            log.error("token_not_renewed", team=found.team, error=str(refusal) if refused else type(refusal).__name__)
            self._paused[found.team] = (time.monotonic() + PAUSE, refused)
            return found
        if not await self._keep(found.team, text, self._vault.seal(newer)):
            return found  # Installed anew, or gone, meanwhile.
        log.info("token_renewed", team=found.team)
        return newer

    async def _keep(self, team: str, old: str, new: str) -> bool:
        for _ in range(_KEEP - 1):
            try:
                return await self._installs.swap(team, old, new)
            except (RedisError, OSError) as cause:
                log.warning("redis_away", error=type(cause).__name__)
                await asyncio.sleep(AGAIN)
        return await self._installs.swap(team, old, new)
