"""The desk: one typed message in, what to remember and what to say out. Pure apart from being handed its knowledge."""

from dataclasses import dataclass
from datetime import date

from bot.core.knowledge import Knowledge
from bot.core.model import Conversation, Language, Message, Reply


@dataclass(frozen=True, slots=True)
class Answered:
    """One turn with its words: the conversation to store, what was decided, and the message to show."""

    conversation: Conversation
    reply: Reply
    message: Message


class Desk:
    """Answers questions on one edition of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def take_turn(
        self, conversation: Conversation, typed: str, today: date, language: Language | None = None
    ) -> Answered:
        """One turn of a conversation.

        typed: the message as it came from the edge, Slack's markup included. today: a day in Asia/Tokyo.
        language: fixes the language of the answer; None takes that of the question.
        """
        raise NotImplementedError
