"""An entry: one thing that a person did in Slack, fit to be stored until it is answered."""

import re
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter

from bot.core import utterance

Kind = Literal["message", "human", "share", "help", "hurried"]
"""`message`: a question, typed or by a button; `human`: the button that calls one; `share`: the button that shares
an answer; `help`: the command without a question; `hurried`: one question too many in a minute."""

_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")


class Malformed(ValueError):
    """What Slack sent is not what its documentation says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what where. All but `text` are Slack's ids; `text` has its secrets taken out.

    name: its own within the team, the same for every repetition. ts: when, as Slack writes it. thread: the ts of the
    thread an answer goes to, empty in a direct message outside a thread and for a command. addressed: it is surely for
    the bot. follows: it is for the bot only if the bot is in that thread already. sensitive: a secret was taken out.
    respond: the response URL, for what only the asker may see.
    """

    kind: Kind
    team: str
    channel: str
    user: str
    name: str
    ts: str
    thread: str = ""
    text: str = ""
    addressed: bool = True
    follows: bool = False
    sensitive: bool = False
    respond: str = ""

    @property
    def conversation(self) -> str:
        """The id of the conversation within its team; begins with the channel."""
        if self.respond:
            return f"{self.channel}:{self.user}"
        return f"{self.channel}:{self.thread}" if self.thread else self.channel


_ENTRY = TypeAdapter(Entry)


def identifier(value: object) -> str:
    """An id of Slack's, checked to be one: nothing else may become a part of a key. Raises Malformed."""
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    raise Malformed("an id was expected")


def spoken(typed: object) -> tuple[str, bool]:
    """A typed text as it may be stored, and whether a secret was taken out."""
    text = typed if isinstance(typed, str) else ""
    masked = utterance.mask(text)
    return masked[: utterance.LONGEST], masked != text


def dump(entry: Entry) -> str:
    """An entry as text (JSON)."""
    return _ENTRY.dump_json(entry, exclude_defaults=True).decode()


def load(text: str) -> Entry:
    """The entry in a text."""
    return _ENTRY.validate_json(text)
