"""What a workspace holds: people, channels, messages, and everything that was asked of its API."""

import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any, Literal

TEAM, BOT, BOT_ID, APP = "T0RENEW", "U0BOT", "B0BOT", "A0APP"
TOKEN, APP_TOKEN, SECRET = "xoxb-stand-in", "xapp-stand-in", "stand-in-signing-secret"
"""Known to everyone: they open nothing but a stand-in."""

Fate = Literal["429", "500", "500-landed", "hang", "hang-landed", "forbidden", "ok"]
"""What becomes of a call: too soon, failed before or after it took effect, not answered, forbidden, well."""


@dataclass
class Channel:
    """A channel or a direct message. `member`: the bot is in it."""

    id: str
    name: str = "general"
    private: bool = False
    member: bool = True
    archived: bool = False
    messages: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Call:
    """One call of the API: the method, its arguments, and what was answered ("ok" or an error code)."""

    method: str
    args: dict[str, Any]
    outcome: str


@dataclass
class Workspace:
    """One workspace, in memory. `fates`: for each method what becomes of the next calls, in order."""

    channels: dict[str, Channel] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    responses: list[dict[str, Any]] = field(default_factory=list)
    fates: dict[str, deque[Fate]] = field(default_factory=lambda: defaultdict(deque))
    groups: dict[str, set[str]] = field(default_factory=dict)
    """User groups by id: the ids of their members."""
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What users.info tells of somebody beside what it tells of everybody: is_restricted, profile, locale."""
    scopes: set[str] | None = None
    """What the token may do, told with every answer; None: that is not told, and everything is allowed."""
    retry_after: float = 1.0
    _last: float = 0.0

    def open(self, *channels: Channel) -> None:
        """Add channels."""
        self.channels.update({channel.id: channel for channel in channels})

    def stamp(self) -> str:
        """A ts that no other message has."""
        self._last = max(time.time(), self._last + 0.000002)
        return f"{self._last:.6f}"

    def add(self, channel: str, message: dict[str, Any]) -> dict[str, Any]:
        """Put a message into a channel; it gets its ts."""
        whole = {"type": "message", "ts": self.stamp(), **message}
        self.channels[channel].messages.append(whole)
        return whole

    def thread(self, channel: str, ts: str) -> list[dict[str, Any]]:
        """The messages of a thread, the first one included."""
        return [one for one in self.channels[channel].messages if ts in (one["ts"], one.get("thread_ts"))]

    def said(self, channel: str, thread: str = "") -> list[dict[str, Any]]:
        """What the bot has posted: in a thread, or anywhere in the channel."""
        seen = self.thread(channel, thread) if thread else self.channels[channel].messages
        return [one for one in seen if one.get("bot_id") == BOT_ID]
