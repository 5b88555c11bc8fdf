"""The languages that people have set in Slack, asked for once in a while.

Source: docs.slack.dev, users.info with `include_locale` (scope users:read; tier 4, 100 calls a minute and more).
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.model import Language
from bot.slack.client import look
from bot.slack.failure import BROKEN

KEPT = 3600.0
"""Seconds a language is remembered."""
MOST = 10_000
"""People whose language is remembered."""
PATIENCE = 1.0
"""Seconds to wait for Slack: a form must be open three seconds after the click."""

log = structlog.get_logger()


class Locales:
    """Knows people's languages. One for each process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: OrderedDict[tuple[str, str], tuple[float, Language]] = OrderedDict()

    async def of(self, client: AsyncWebClient, team: str, user: str) -> Language | None:
        """A person's language; None where Slack does not tell."""
        until, language = self._known.get((team, user), (0.0, None))
        if self._clock() < until:
            return language
        try:
            told = await asyncio.wait_for(look(client, "users.info", user=user, include_locale="true"), PATIENCE)
        except BROKEN as cause:
            log.warning("locale_unknown", error=type(cause).__name__)
            return language
        found = spoken((told.get("user") or {}).get("locale"))
        if found:
            self._remember((team, user), found)
        return found

    def _remember(self, who: tuple[str, str], language: Language) -> None:
        self._known[who] = (self._clock() + KEPT, language)
        self._known.move_to_end(who)
        if len(self._known) > MOST:
            self._known.popitem(last=False)


def spoken(locale: object) -> Language | None:
    """The desk's language for one of Slack's locales ("ja-JP"): English for every other one than Japanese."""
    if not isinstance(locale, str) or not locale:
        return None
    return "ja" if locale.lower().startswith("ja") else "en"
