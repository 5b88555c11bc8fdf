"""A post: one call to Slack that is stored before it is made, and what follows when it landed or cannot land."""

from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Post:
    """One call to Slack. `key` is its own, goes with the post as metadata and is looked for after a failure.

    method: a method of Slack's Web API, or "respond" for a response URL. since: the ts before which it cannot have
    landed. keeps: the state to store once it has landed, empty for none. then: what is posted after it. otherwise: what
    is posted when Slack refuses it for good. lands: what the state remembers of where it landed, empty for nothing.
    leads: what people write in its thread belongs to this conversation. of: the key of an earlier post that this one
    changes or removes. title: what the thread is called where Slack shows such a thing. asks: the person is to answer.
    """

    key: str
    method: str
    args: dict[str, Any]
    since: str = ""
    keeps: str = ""
    then: "Post | None" = None
    otherwise: "Post | None" = None
    lands: str = ""
    leads: bool = False
    of: str = ""
    title: str = ""
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a post landed: the channel, its ts there, and the ts of its thread, its own where it is not in one."""

    channel: str = ""
    ts: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Times:
    """When a conversation is to be looked at without anybody having said anything, and since when somebody waits in it
    for a person: seconds since 1970, 0 for never."""

    due: float = 0
    waits: float = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What one entry leads to: the state to store (empty leaves the old one) and the post (None: quiet).

    dead: why the entry is given up, empty if it is not. times: None leaves them. trouble: what the operators must mend.
    counts: what is counted of it (delivery/figures.py), empty for nothing; day: on which day (ISO, Asia/Tokyo).
    unclear: the state holds a question that was not understood.
    """

    state: str = ""
    post: Post | None = None
    dead: str = ""
    times: Times | None = None
    trouble: str = ""
    counts: str = ""
    day: str = ""
    unclear: bool = False


class Refused(Exception):
    """Slack will never take this post; the message is Slack's error code."""


class Uncertain(Exception):
    """It may have landed or not: an error of Slack's, a time-out, a broken connection."""


class Busy(Exception):
    """It has not landed, and Slack asks to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds} s")
        self.seconds = seconds


class Carrier(Protocol):
    """Whoever takes posts to Slack."""

    async def send(self, post: Post) -> Landing:
        """Make the call. Raises Refused, Uncertain or Busy."""
        ...

    async def landed(self, post: Post) -> Landing | None:
        """Where the post is, if it is there already. Raises Uncertain or Busy."""
        ...


_POST = TypeAdapter(Post)


def dump(post: Post | None) -> str:
    """A post as text (JSON), empty for None."""
    return "" if post is None else _POST.dump_json(post, exclude_defaults=True).decode()


def load(text: str) -> Post:
    """The post in a text."""
    return _POST.validate_json(text)
