"""An installation: how one workspace has installed the bot, and who the bot is there."""

from dataclasses import dataclass, field, replace

from bot.slack.identity import Identity


@dataclass(frozen=True, slots=True)
class Installation:
    """team: the workspace. user: the bot's own user id there. token: the bot's, valid up to `expires` (seconds since
    1970; 0: without end). refresh: what the next token is had for, empty where tokens do not end. scopes: what the
    token may do. since: when it was installed. The tokens are never shown."""

    team: str
    user: str
    token: str = field(repr=False)
    scopes: frozenset[str] = frozenset()
    since: float = 0
    expires: float = 0
    refresh: str = field(default="", repr=False)

    def left(self, now: float) -> float:
        """Seconds for which the token is still valid."""
        return self.expires - now if self.expires else float("inf")

    def renewed(self, newer: "Installation") -> "Installation":
        """The same installation with the token of a newer one."""
        return replace(self, token=newer.token, refresh=newer.refresh, expires=newer.expires)

    @property
    def identity(self) -> Identity:
        """Who the bot is in this workspace."""
        known = Identity()
        known.user, known.team, known.scopes = self.user, self.team, self.scopes
        return known
