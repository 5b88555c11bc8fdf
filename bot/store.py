"""What the desk keeps of a thread between messages, as text for Redis and back.

No text that a person typed is in here: only what was understood, and the bot's own last words.
"""

from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter, ValidationError

from bot.core.message import Message
from bot.core.model import Conversation


@dataclass(frozen=True, slots=True)
class Said:
    """An answer the bot gave, by the name of the entry that asked for it."""

    name: str
    message: Message


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation the bot is in. `handed_over`: a human has it, the bot keeps quiet. `said`: the latest answers."""

    conversation: Conversation = field(default_factory=Conversation)
    handed_over: bool = False
    said: tuple[Said, ...] = ()

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
