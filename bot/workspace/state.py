"""What a workspace holds: people, channels, messages, views, and everything that was asked of its API."""

import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from bot.workspace.allowance import Addresses, Pace, Triggers
from bot.workspace.manifest import Manifest
from bot.workspace.person import Group, Person
from bot.workspace.shown import Shown

TEAM, BOT, BOT_ID, APP = "T0RENEW", "U0BOT", "B0BOT", "A0APP"
TOKEN, APP_TOKEN, SECRET = "xoxb-stand-in", "xapp-stand-in", "stand-in-signing-secret"
"""Known to everyone: they open nothing but a stand-in."""

Fate = Literal["429", "500", "500-landed", "hang", "hang-landed", "forbidden", "ok"]
"""What becomes of a call: too soon, failed before or after it took effect, not answered, forbidden, well."""

Message = dict[str, Any]


@dataclass
class Channel:
    """A channel or a direct message. `member`: the bot is in it. `people`: who else is; empty: everyone."""

    id: str
    name: str = "general"
    private: bool = False
    member: bool = True
    archived: bool = False
    messages: list[Message] = field(default_factory=list)
    people: frozenset[str] = frozenset()

    @property
    def kind(self) -> Literal["channel", "group", "im"]:
        """Slack's word for the kind of channel."""
        if self.id.startswith("D"):
            return "im"
        return "group" if self.private else "channel"

    def holds(self, user: str) -> bool:
        """Whether a person is in it."""
        return not self.people or user in self.people

    def find(self, ts: object) -> Message | None:
        """The message with a ts."""
        return next((one for one in reversed(self.messages) if one["ts"] == ts), None)


@dataclass(frozen=True)
class Call:
    """One call of the API: the method, its arguments, and what was answered ("ok" or an error code)."""

    method: str
    args: dict[str, Any]
    outcome: str


@dataclass(frozen=True)
class Change:
    """Something that people see: in a channel, or one person alone where `user` is set."""

    kind: str
    body: dict[str, Any]
    channel: str = ""
    user: str = ""


@dataclass
class Workspace:
    """One workspace, in memory. `fates`: for each method what becomes of the next calls, in order.

    manifest: what the app may do; without one, everything. pace: how fast it may post; without one, at any speed.
    strangers: people who are not listed exist too. home: the address that links to messages begin with. clock: seconds
    since 1970.
    """

    channels: dict[str, Channel] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    responses: list[Message] = field(default_factory=list)
    fates: dict[str, deque[Fate]] = field(default_factory=lambda: defaultdict(deque))
    retry_after: float = 1.0
    people: dict[str, Person] = field(default_factory=dict)
    strangers: bool = True
    groups: dict[str, Group] = field(default_factory=dict)
    manifest: Manifest | None = None
    pace: Pace | None = None
    home: str = "https://stand-in.slack.com"
    token: str = TOKEN
    secret: str = SECRET
    clock: Callable[[], float] = time.time
    shown: Shown = field(default_factory=Shown)
    listeners: list[Callable[[Change], None]] = field(default_factory=list)
    _last: float = 0.0
    _blocks: int = 0

    def __post_init__(self) -> None:
        self.triggers = Triggers(lambda: self.clock())
        self.addresses = Addresses(lambda: self.clock())

    def open(self, *channels: Channel) -> None:
        """Add channels."""
        self.channels.update({channel.id: channel for channel in channels})

    def direct(self, user: str) -> Channel:
        """The direct message of a person with the bot, made if there is none."""
        name = "D" + user.removeprefix("U")
        if name not in self.channels:
            self.open(Channel(name, name="directmessage", private=True, people=frozenset({user})))
        return self.channels[name]

    def set_members(self, group: str, members: Iterable[str]) -> None:
        """Let a user group have these members, whoever was in it before."""
        known = self.groups.get(group) or Group(group, "support", "Support")
        self.groups[group] = replace(known, members=frozenset(members))
        self.tell("groups", {"groups": {group: sorted(self.groups[group].members)}})

    def stamp(self) -> str:
        """A ts that no other message has."""
        self._last = max(time.time(), self._last + 0.000002)
        return f"{self._last:.6f}"

    def add(self, channel: str, message: Message) -> Message:
        """Put a message into a channel; it gets its ts."""
        whole = {"type": "message", "ts": self.stamp(), **message}
        self.channels[channel].messages.append(whole)
        self.tell("message", {"message": whole}, channel)
        return whole

    def change(self, channel: str, message: Message, **fields: Any) -> None:
        """Give a message other fields."""
        message.update(fields)
        self.tell("message", {"message": message}, channel)

    def remove(self, channel: str, ts: str) -> None:
        """Take a message away."""
        place = self.channels[channel]
        place.messages = [one for one in place.messages if one["ts"] != ts]
        self.tell("gone", {"ts": ts}, channel)

    def whisper(self, channel: str, user: str, message: Message) -> Message:
        """Show a message in a channel to one person only; it gets its ts."""
        whole = {"type": "message", "ts": self.stamp(), **message, "channel": channel, "is_ephemeral": True}
        self.shown.whispers.setdefault(user, []).append(whole)
        self.tell("whisper", {"message": whole}, channel, user)
        return whole

    def named(self, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The blocks, each with a block id, as Slack gives one to those that have none."""
        self._blocks += 1
        return [{"block_id": f"b{self._blocks}-{number}", **block} for number, block in enumerate(blocks)]

    def tell(self, kind: str, body: dict[str, Any], channel: str = "", user: str = "") -> None:
        """Tell whoever listens that something has changed."""
        for listener in self.listeners:
            listener(Change(kind, body, channel, user))

    def thread(self, channel: str, ts: str) -> list[Message]:
        """The messages of a thread, the first one included."""
        return [one for one in self.channels[channel].messages if ts in (one["ts"], one.get("thread_ts"))]

    def said(self, channel: str, thread: str = "") -> list[Message]:
        """What the bot has posted: in a thread, or anywhere in the channel."""
        seen = self.thread(channel, thread) if thread else self.channels[channel].messages
        return [one for one in seen if one.get("bot_id") == BOT_ID]
