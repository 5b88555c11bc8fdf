"""What the desk keeps of a thread between messages, as text for Redis and back.

No text that a person typed is in here, only what was understood, and the bot's own last words; but for the question of
a ticket, its secrets taken out, which is kept as long as the ticket.
"""

from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter, ValidationError

from bot.core.message import Message
from bot.core.model import Conversation
from bot.core.ticket import Ticket, Why


@dataclass(frozen=True, slots=True)
class Said:
    """An answer the bot gave, by the name of the entry that asked for it."""

    name: str
    message: Message


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation the bot is in. `said`: the latest answers. `ticket`: the last time a person was called.
    `offered`: why the last answer offered one. `public`: everybody in the workspace can read it."""

    conversation: Conversation = field(default_factory=Conversation)
    said: tuple[Said, ...] = ()
    ticket: Ticket | None = None
    offered: Why | None = None
    public: bool = False

    def answered(self, conversation: Conversation, said: Said, *, keep: int = 1) -> "Thread":
        """The thread after one more answer, of which `keep` are kept."""
        return replace(self, conversation=conversation, said=(*self.said, said)[-keep:])


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
