"""A carrier and a staff that look for another token when Slack refuses the one they have, so that nothing is given up,
and nobody refused, for that."""

from collections.abc import Awaitable, Callable

from bot.delivery.post import Busy, Carrier, Landing, Post, Refused, Uncertain
from bot.slack.handoff.means import Staff
from bot.slack.handoff.staff import Person
from bot.slack.install.exchange import ENDED

_SOON = 1.0
"""Seconds after which what was refused for its token is begun anew, with another one."""

Newer = Callable[[], Awaitable[bool]]
"""Whether there is another token by now; may raise Uncertain."""


class PatientCarrier:
    """Another carrier (`post.Carrier`), for one token."""

    def __init__(self, carrier: Carrier, newer: Newer) -> None:
        self._carrier = carrier
        self._newer = newer

    async def send(self, post: Post) -> Landing:
        """Make the call. Raises Refused, Busy, or Uncertain, also where it is to be tried with another token."""
        try:
            return await self._carrier.send(post)
        except Refused as refused:
            if str(refused) in ENDED and await self._newer():
                raise Uncertain("token_renewed") from None
            raise

    async def landed(self, post: Post) -> Landing | None:
        """Where the post is, if it is there already. Raises Uncertain or Busy."""
        return await self._carrier.landed(post)


class PatientStaff:
    """Another staff (`means.Staff`), for one token."""

    def __init__(self, staff: Staff, newer: Newer) -> None:
        self._staff = staff
        self._newer = newer

    async def look(self, user: str, at: float) -> Person:
        """A person as they were at a time or later. Raises Busy, also where it is to be asked with another token."""
        person = await self._staff.look(user, at)
        if person.bar == "unchecked" and person.trouble.rpartition(":")[2] in ENDED and await self._is_to_be_asked():
            raise Busy(_SOON)
        return person

    async def _is_to_be_asked(self) -> bool:
        try:
            return await self._newer()
        except Uncertain:
            return True
