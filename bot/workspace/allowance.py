"""What Slack lets an app do only for a while or only so often: triggers, response URLs, posts in a channel."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.workspace.refusal import Refused

Clock = Callable[[], float]


@dataclass
class Triggers:
    """Trigger ids: each opens one view, within three seconds (docs.slack.dev, "Interactivity", "Trigger")."""

    clock: Clock
    life: float = 3.0
    _given: dict[str, tuple[str, float]] = field(default_factory=dict)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def give(self, user: str) -> str:
        """A trigger id for something that a person has just done."""
        name = f"13345224609.738474920.{next(self._numbers):08x}"
        self._given[name] = (user, self.clock())
        return name

    def take(self, name: object) -> str:
        """The person whose trigger it is, once. Raises Refused."""
        if not isinstance(name, str) or not name:
            raise Refused("invalid_arguments", ["trigger_id is missing"])
        user, since = self._given.get(name, ("", 0.0))
        if not user:
            raise Refused("invalid_trigger_id" if name not in self._given else "exchanged_trigger_id")
        if self.clock() - since > self.life:
            raise Refused("expired_trigger_id")
        self._given[name] = ("", since)
        return user


@dataclass(frozen=True)
class Origin:
    """Where the thing was done that a response URL answers. ts: the message it was done to, if any."""

    user: str
    channel: str
    ts: str = ""
    thread: str = ""


@dataclass
class Addresses:
    """Response URLs: five answers within thirty minutes (docs.slack.dev, "Handling user interaction")."""

    clock: Clock
    life: float = 1800.0
    times: int = 5
    _given: dict[str, tuple[Origin, float]] = field(default_factory=dict)
    _used: dict[str, int] = field(default_factory=dict)

    def give(self, name: str, origin: Origin) -> None:
        """Make a name answer for what was done somewhere."""
        self._given[name] = (origin, self.clock())

    def take(self, name: str) -> Origin:
        """The origin of a name, if it may still be answered. Raises Refused."""
        if name not in self._given:
            raise Refused("no_such_url")
        origin, since = self._given[name]
        self._used[name] = self._used.get(name, 0) + 1
        if self.clock() - since > self.life:
            raise Refused("expired_url")
        if self._used[name] > self.times:
            raise Refused("used_url")
        return origin


@dataclass
class Pace:
    """Posts in one channel: about one a second, with short bursts (docs.slack.dev, "Rate limits").

    every: seconds that one post takes up; burst: posts that may come at once.
    """

    clock: Clock
    every: float = 1.0
    burst: int = 5
    _until: dict[str, float] = field(default_factory=dict)

    def step(self, channel: str) -> None:
        """Take one post's time. Raises Refused (ratelimited)."""
        now = self.clock()
        until = max(self._until.get(channel, now), now) + self.every
        wait = until - now - self.every * self.burst
        if wait > 0:
            raise Refused("ratelimited", retry_after=wait)
        self._until[channel] = until
