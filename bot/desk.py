"""The desk: one typed message in, what to remember and what to say out. Pure, once it is handed its knowledge."""

from dataclasses import dataclass
from datetime import date

from bot.core import dialogue, form, picking, reader, wording
from bot.core import language as languages
from bot.core.form import Form
from bot.core.knowledge import Knowledge, Product
from bot.core.message import Message
from bot.core.model import Conversation, Language, Reading, Reply


@dataclass(frozen=True, slots=True)
class Answered:
    """One turn with its words: the conversation to store, what was decided, and the message to show."""

    conversation: Conversation
    reply: Reply
    message: Message
    open: bool = False
    """The language is a guess: the first message of a conversation is a bare name, a date, a sign."""


class Desk:
    """Answers questions from one edition of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._reader = reader.prepare(knowledge)

    def read(self, typed: str, today: date, known: Language | None = None) -> Reading:
        """How a message is understood on its own. today: a day in Asia/Tokyo. known: the conversation's language."""
        return self._reader.read(typed, today, known)

    def take_turn(
        self, conversation: Conversation, typed: str, today: date, language: Language | None = None
    ) -> Answered:
        """One turn of a conversation.

        typed: the message as it came from the edge, Slack's markup included. today: a day in Asia/Tokyo.
        language: fixes the language of the answer; None takes that of the question.
        """
        reading = self.read(typed, today, conversation.language)
        turn = dialogue.take_turn(conversation, reading, self.knowledge, today, language)
        told = None if conversation.language else languages.detect(typed)
        is_open = not conversation.language and (told is None or (told == "en" and reading.bare))
        return Answered(turn.conversation, turn.reply, wording.compose(turn.reply, self.knowledge), is_open)

    def check(self, conversation: Conversation, filled: Form, today: date) -> Answered:
        """What a form is answered with, in its language, the buttons pressed since included.

        today: a day in Asia/Tokyo. The form's slips are looked for before (`form.slips`).
        """
        before, reading = form.begin(conversation, filled, self.knowledge)
        turn = dialogue.take_turn(before, reading, self.knowledge, today, filled.language)
        answered = Answered(turn.conversation, turn.reply, wording.compose(turn.reply, self.knowledge))
        for said in filled.said:
            answered = self.take_turn(answered.conversation, said, today, filled.language)
        return answered

    def offer(self, typed: str, today: date) -> tuple[Product, ...]:
        """The products to choose from while somebody types, the likeliest first; all of them for an empty text."""
        named = {product for mention in self.read(typed, today).products for product in mention.products}
        return picking.offered(typed, named, self.knowledge.catalogue)
