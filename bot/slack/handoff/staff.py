"""Who may act on tickets: the members of the support group, or, where none is set, whoever is in the triage channel.

Looked up anew for every click, but once for all clicks that came before the answer. A doubt is a refusal.
Source: docs.slack.dev, usergroups.users.list (Tier 2: 20 calls a minute) and users.info (Tier 4: 100 a minute).
"""

import asyncio
import time
from dataclasses import dataclass, replace
from typing import Any, Literal

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.model import Language
from bot.delivery.post import Busy
from bot.slack import failure, locales
from bot.slack.client import look

FRESH = 5.0
"""Seconds after which the members are looked up again in any case: Slack's clock is not ours."""

log = structlog.get_logger()
Bar = Literal["", "not-member", "guest", "gone", "unchecked"]
"""Why somebody may not act; empty if they may."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in Slack. image: the address of a picture, may be empty. trouble: why Slack did not tell, empty if it
    did. admin: an administrator of the workspace."""

    id: str
    name: str = ""
    image: str = ""
    language: Language | None = None
    bar: Bar = ""
    trouble: str = ""
    admin: bool = False


class GroupStaff:
    """The members of one user group. group: its id, empty where everybody but guests may act."""

    def __init__(self, client: AsyncWebClient, group: str) -> None:
        self._client = client
        self._group = group
        self._looking = asyncio.Lock()
        self._looked = 0.0
        self._members: frozenset[str] = frozenset()

    async def look(self, user: str, at: float) -> Person:
        """A person as they were at a time (seconds since 1970) or later. Raises delivery.post.Busy."""
        try:
            told = await look(self._client, "users.info", user=user, include_locale="true")
            person = _person(user, told.get("user") or {})
            if not person.bar and self._group and user not in await self._known(at):
                person = replace(person, bar="not-member")
        except failure.BROKEN as cause:
            if isinstance(cause, SlackApiError) and isinstance(busy := failure.told(cause), Busy):
                raise busy from None
            return _unchecked(user, cause)
        return person

    async def _known(self, at: float) -> frozenset[str]:
        """The members at a time or later."""
        async with self._looking:
            began = time.time()
            if at >= self._looked or began - self._looked > FRESH:
                told = await look(self._client, "usergroups.users.list", usergroup=self._group)
                self._members, self._looked = frozenset(map(str, told.get("users") or [])), began
            return self._members


def _person(user: str, told: dict[str, Any]) -> Person:
    profile = told.get("profile") or {}
    name = str(
        profile.get("display_name") or profile.get("real_name") or told.get("real_name") or told.get("name") or ""
    )
    bar: Bar = ""
    if told.get("deleted") or told.get("is_bot"):
        bar = "gone"
    elif told.get("is_restricted") or told.get("is_ultra_restricted") or told.get("is_stranger"):
        bar = "guest"
    image, language = str(profile.get("image_72") or ""), locales.spoken(told.get("locale"))
    return Person(user, name, image, language, bar, admin=bool(told.get("is_admin")))


def _unchecked(user: str, cause: Exception) -> Person:
    """Somebody of whom Slack did not tell: they are refused, and told so."""
    error = type(cause).__name__
    if isinstance(cause, SlackApiError):
        data = getattr(cause.response, "data", None)
        error = str(data.get("error") or error) if isinstance(data, dict) else error
    log.error("not_checked", user=user, error=error)
    if error in ("user_not_found", "user_not_visible", "users_not_found"):
        return Person(user, bar="gone")
    return Person(user, bar="unchecked", trouble=f"support_group:{error}")
