"""The desk: one typed message in, what to remember and what to say out. Pure, once it is handed its knowledge."""

from dataclasses import dataclass
from datetime import date

from bot.core import dialogue, reader, wording
from bot.core.knowledge import Knowledge
from bot.core.message import Message
from bot.core.model import Conversation, Language, Reading, Reply


@dataclass(frozen=True, slots=True)
class Answered:
    """One turn with its words: the conversation to store, what was decided, and the message to show."""

    conversation: Conversation
    reply: Reply
    message: Message


class Desk:
    """Answers questions from one edition of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._reader = reader.prepare(knowledge)

    def read(self, typed: str, today: date, language: Language | None = None) -> Reading:
        """How a message is understood on its own. today: a day in Asia/Tokyo."""
        return self._reader.read(typed, today, language)

    def take_turn(
        self, conversation: Conversation, typed: str, today: date, language: Language | None = None
    ) -> Answered:
        """One turn of a conversation.

        typed: the message as it came from the edge, Slack's markup included. today: a day in Asia/Tokyo.
        language: fixes the language of the answer; None takes that of the question.
        """
        reading = self.read(typed, today, conversation.language)
        turn = dialogue.take_turn(conversation, reading, self.knowledge, today, language)
        return Answered(turn.conversation, turn.reply, wording.compose(turn.reply, self.knowledge))
