"""An entry: one thing that a person did in Slack, fit to be stored until it is answered."""

import re
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter

from bot.core import utterance

Kind = Literal["message", "human", "share", "help", "hurried"]
"""`message`: a question, typed or by a button; `human`: the button that calls one; `share`: the button that shares
an answer; `help`: nothing but a mention or the command; `hurried`: one question too many in a minute."""

_REACH = re.compile(
    r"<(?:mailto|tel):[^<>\n]{1,500}>"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|(?<![A-Za-z0-9-])(?P<number>\+\d[\d ()-]{7,18}\d|0\d{1,4}-\d{1,4}-\d{3,4}|0\d{9,10})(?![A-Za-z0-9-])"
)
"""How a person can be reached: e-mail addresses, telephone numbers (Japanese and international)."""
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")


class Malformed(ValueError):
    """What Slack sent is not what its documentation says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what where. All but `text` are Slack's ids; `text` has its secrets taken out.

    name: its own within the team, the same for every repetition. ts: when, as Slack writes it. thread: the ts of the
    thread an answer goes to, empty in a direct message outside a thread and for a command. addressed: it is surely for
    the bot. follows: it is for the bot only if the bot is in that thread already. sensitive: a secret was taken out.
    respond: the response URL, for what only the asker may see. once: within a moment, only one of the same is taken.
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
    once: str = ""

    @property
    def conversation(self) -> str:
        """The id of the conversation within its team; begins with the channel."""
        if self.respond:
            return f"{self.channel}:{self.user}"
        return f"{self.channel}:{self.thread}" if self.thread else self.channel

    @property
    def direct(self) -> bool:
        """Whether it was said in a direct message: Slack's ids of those begin with D."""
        return self.channel.startswith("D")

    @property
    def shared_thread(self) -> bool:
        """Whether it belongs to a thread that colleagues can open."""
        return bool(self.thread) and not self.respond and not self.direct


_ENTRY = TypeAdapter(Entry)


def identifier(value: object) -> str:
    """An id of Slack's, checked to be one: nothing else may become a part of a key. Raises Malformed."""
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    raise Malformed("an id was expected")


def spoken(typed: object) -> tuple[str, bool]:
    """A typed text as it may be stored, and whether a secret was taken out.

    E-mail addresses and telephone numbers are no secrets, but are not stored either: no answer needs them.
    """
    # A lone surrogate half, which JSON can hold, could not be stored.
    text = typed.encode("utf-8", "replace").decode() if isinstance(typed, str) else ""
    masked = utterance.mask(text)
    return _REACH.sub(_unless_short, masked)[: utterance.LONGEST], not text.startswith(masked)


def _unless_short(match: re.Match[str]) -> str:
    """Nothing in a contact's place; a short run of digits is a date or a number, and stays."""
    number = match["number"]
    return match[0] if number and not 10 <= sum(map(str.isdigit, number)) <= 15 else " "


def dump(entry: Entry) -> str:
    """An entry as text (JSON)."""
    return _ENTRY.dump_json(entry, exclude_defaults=True).decode()


def load(text: str) -> Entry:
    """The entry in a text."""
    return _ENTRY.validate_json(text)
