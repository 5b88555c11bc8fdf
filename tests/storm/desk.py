"""A desk for the storm: it answers with the numbers of question and turn, so that everything can be counted."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.knowledge import Catalogue, Knowledge
from bot.core.message import Choice, Message
from bot.core.model import Conversation, Reply
from bot.desk import Answered
from tests.edge import spoken


class CountingDesk:
    """ "question 7" is answered "#7 turn n"; "break" breaks it every time."""

    def __init__(self) -> None:
        replies = {language: spoken(language) for language in ("en", "ja")}
        self.knowledge = Knowledge({}, Catalogue(), {}, replies, {}, {})

    def take_turn(self, conversation: Conversation, typed: str, today: date, language: Any = None) -> Answered:
        if "break" in typed:
            raise RuntimeError(typed)
        count = conversation.misunderstood + 1
        found = re.search(r"question (\d+)", typed)
        number = found[1] if found else "0"
        reply = Reply(language="en", intents=("can_renew",), kind="answer")
        choices = (Choice("Again", f"question {int(number) + 1_000_000}"),)
        message = Message("en", f"#{number} turn {count}", choices=choices)
        return Answered(replace(conversation, language="en", misunderstood=count), reply, message)
