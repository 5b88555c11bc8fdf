"""What the desk keeps of a thread between messages, as text for Redis and back.

No text that a person typed is in here, only what was understood, and the bot's own last words; but for two, their
secrets taken out: the question of a ticket, kept as long as the ticket, and one that was asked where everybody can read
it and was not understood, for whoever teaches the desk to understand it.
"""

from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter, ValidationError

from bot.core.message import Message
from bot.core.model import Conversation
from bot.core.ticket import Ticket, Why

UNCLEAR, KEPT_UNCLEAR = 300, 3
"""Characters of a question that was not understood, and how many of a conversation are kept."""
HEARD = 30
"""Entries of a conversation whose deletion is still noticed."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer the bot gave, by the name of the entry that asked for it.

    before: the conversation as it was then, so that the question may be answered anew; None where that cannot be.
    """

    name: str
    message: Message
    before: Conversation | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """A question that was not understood, by the name of its entry."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation the bot is in. `said`: the latest answers. `heard`: the names of the entries from which something
    is known, the latest last. `ticket`: the last time a person was called. `offered`: why the last answer offered one.
    `public`: everybody in the workspace can read it. `unclear`: the latest questions that were not understood."""

    conversation: Conversation = field(default_factory=Conversation)
    said: tuple[Said, ...] = ()
    ticket: Ticket | None = None
    offered: Why | None = None
    public: bool = False
    heard: tuple[str, ...] = ()
    unclear: tuple[Unclear, ...] = ()

    def puzzled(self, name: str, text: str) -> "Thread":
        """The thread after a question was not understood. text: its secrets taken out."""
        others = self.settled(name).unclear
        return replace(self, unclear=(*others, Unclear(name, text[:UNCLEAR]))[-KEPT_UNCLEAR:])

    def settled(self, name: str) -> "Thread":
        """The thread once a question is no longer to be taught: it was put better, or deleted."""
        return replace(self, unclear=tuple(one for one in self.unclear if one.name != name))

    def answered(self, conversation: Conversation, said: Said, *, keep: int = 1) -> "Thread":
        """The thread after one more answer, of which `keep` are kept."""
        heard = (*self.heard, said.name)[-HEARD:]
        return replace(self, conversation=conversation, said=(*self.said, said)[-keep:], heard=heard)

    def without(self, name: str) -> "Thread":
        """The thread once what was understood from an entry is forgotten.

        What an earlier entry left behind cannot be told from what came later: then all of it is forgotten.
        """
        latest = self.said[-1] if self.said else None
        before = latest.before if latest and latest.name == name else None
        if before is None:
            before = Conversation(language=self.conversation.language)
            kept: tuple[Said, ...] = ()
        else:
            kept = self.said[:-1]
        heard = tuple(one for one in self.heard if one != name)
        return replace(self.settled(name), conversation=before, said=kept, heard=heard)


_THREAD = TypeAdapter(Thread)


def dump(thread: Thread) -> str:
    """A thread as text (JSON)."""
    return _THREAD.dump_json(thread, exclude_defaults=True).decode()


def load(text: str) -> Thread:
    """The thread in a text; a new one where the text is empty or was written by a version that is no longer read."""
    if not text:
        return Thread()
    try:
        return _THREAD.validate_json(text)
    except ValidationError:
        return Thread()
