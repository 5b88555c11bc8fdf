"""What is kept of a thread comes back as it was."""

from datetime import date

import pytest

from bot import store
from bot.core.message import Message
from bot.core.model import Conversation
from bot.core.ticket import Brief, Place, Ticket
from bot.desk import Desk
from bot.store import Said, Thread

QUESTIONS = [
    "can I still renew my File Security license from March?",
    "it was the package",
    "03/04/2018 it said",
    "Mail Security は 2018年1月31日に切れました",
    "まだ切れていません",
    "二か月ほど前",
    "thanks",
]


def test_a_conversation_with_the_real_desk_comes_back_as_it_was(desk: Desk) -> None:
    thread = Thread()
    for question in QUESTIONS:
        answered = desk.take_turn(thread.conversation, question, date(2018, 4, 1))
        thread = thread.answered(answered.conversation, Said(question, answered.message), keep=3)
        assert store.load(store.dump(thread)) == thread
    assert len(thread.said) == 3


def test_nothing_stored_is_a_new_thread() -> None:
    assert store.load("") == Thread()
    assert store.load(store.dump(Thread())) == Thread()


@pytest.mark.parametrize("text", ["{", "[]", '{"conversation": 3}', '{"said": [{"name": "x"}]}'])
def test_what_cannot_be_read_any_more_is_a_new_thread(text: str) -> None:
    assert store.load(text) == Thread()


def test_a_ticket_is_remembered() -> None:
    ticket = Ticket(
        "t1", "U1", "ja", ("boundary", "pressed"), 1.5e9, 1.5e9, Brief("<#C1>", "いつまで?"), Place("C1", "1.1")
    )
    thread = Thread(Conversation(language="ja"), (Said("C1:1", Message("ja", "はい。")),), ticket, "boundary", True)
    assert store.load(store.dump(thread)) == thread
