"""A carrier that looks for another token when Slack refuses the one it has, so that a post is not given up for that."""

from collections.abc import Awaitable, Callable

from bot.delivery.post import Carrier, Landing, Post, Refused, Uncertain
from bot.slack.install.exchange import ENDED

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
