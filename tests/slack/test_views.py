"""Blocks within Slack's limits, whatever a message holds."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from bot.core.message import Choice, Link, Message, Section
from bot.core.model import Conversation
from bot.core.ticket import Place, Ticket
from bot.desk import Desk
from bot.slack.entry import Entry
from bot.slack.handoff import briefing
from bot.slack.views import answer, text
from bot.slack.views import ticket as tickets
from bot.slack.words import Words
from bot.store import Said, Thread
from bot.workspace import limits
from tests.colleagues import means

ROOT = Path(__file__).parent.parent.parent
TEXT = st.text(max_size=40) | st.text("&<>*_~`| \n字。", max_size=9_000)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
MESSAGES = st.builds(
    Message,
    language=st.sampled_from(["en", "ja"]),
    headline=TEXT,
    sections=st.lists(
        st.builds(Section, TEXT, st.lists(TEXT, max_size=2).map(tuple), st.lists(TEXT, max_size=3).map(tuple)),
        max_size=3,
    ).map(tuple),
    links=st.lists(st.builds(Link, TEXT, st.none() | st.just("https://example.org/a?b=1")), max_size=40).map(tuple),
    question=TEXT,
    choices=st.lists(st.builds(Choice, st.text(min_size=1, max_size=200), TEXT), max_size=30).map(tuple),
    note=TEXT,
    warning=TEXT,
    link_heading=st.text(max_size=30),
    human_label=st.text(max_size=100),
)


@settings(max_examples=150, deadline=None)
@given(MESSAGES)
def test_no_message_breaks_a_limit(message: Message) -> None:
    shown = answer.blocks(message, answer.Sharing("C1:1", "Share", "Keep"))
    said = {"text": answer.fallback(message) or "-", "blocks": shown}
    assert limits.refuse(said) == ("", [])
    for block in Block.parse_all(shown):
        block.validate_json()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=10_000))
def test_a_split_text_loses_nothing_but_space(long: str) -> None:
    joined = "".join(text.pieces(long, 100))
    assert "".join(joined.split()) == "".join(text.escape(long).split())
    assert all(len(piece) <= 100 for piece in text.pieces(long, 100))


def test_markup_is_escaped_everywhere() -> None:
    evil = "<!channel> & <https://x.example|y>"
    message = Message(
        "en",
        evil,
        (Section(evil, (evil,), (evil,)),),
        (Link(evil, None), Link(evil, "https://example.org/")),
        evil,
        (Choice(evil, "says"),),
        evil,
        evil,
    )
    shown = json.dumps([answer.blocks(message), answer.fallback(message)])
    assert "<!channel>" not in shown
    assert "<https://x.example" not in shown


def test_the_point_comes_first_and_the_source_last() -> None:
    message = Message("en", "Yes.", (Section("Why", ("Because.",)),), note="Source: FAQ", human_label="Talk to a human")
    shown = answer.blocks(message)
    assert shown[0]["text"]["text"] == "*Yes.*"
    assert shown[-1]["type"] == "context"
    assert answer.fallback(message) == "Yes."


def test_a_mask_with_asterisks_is_not_taken_for_bold() -> None:
    shown = answer.blocks(Message("en", "h", (Section("", ("ES**- and N***-",)),)))
    assert shown[1]["text"]["type"] == "plain_text"


QUESTIONS = [
    "can I still renew my File Security license from March?",
    "更新期限はいつまでですか",
    "How do I renew Endpoint Protection Advanced? It expires on 31 December 2018",
    "File Security for Linux の更新方法を教えてください",
    "I want to talk to a human",
    "help",
    "what's the weather",
    "ES12-3456-7890-ABCD can I renew?",
    "cloud option と Mail Security の期限は 2018年1月31日です。両方まだ更新できますか",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_the_desk_really_says_is_within_the_limits(desk: Desk, question: str) -> None:
    said: dict[str, Any] = {}
    answered = desk.take_turn(Conversation(), question, date(2018, 4, 1))
    said["blocks"] = answer.blocks(answered.message)
    said["text"] = answer.fallback(answered.message)
    assert said["text"]
    assert limits.refuse(said) == ("", [])
    for block in Block.parse_all(said["blocks"]):
        block.validate_json()


def ticket(**more: Any) -> Ticket:
    told = {"id": "t1", "asker": "U1", "language": "en", "why": ("asked",), "since": 1.5e9, "touched": 1.5e9}
    return Ticket(**told | more)


@pytest.mark.parametrize("language", ["en", "ja"])
async def test_the_card_tells_what_was_understood_within_the_limits(desk: Desk, language: Any) -> None:
    typed = {"en": "Mail Security, about two months ago", "ja": "Mail Security は二か月ほど前に切れました"}[language]
    answered = desk.take_turn(Conversation(), typed, date(2018, 4, 1), language)
    thread = Thread().answered(answered.conversation, Said("C1:1", answered.message))
    entry = Entry("human", "T1", "C1", "U1", "C1:2", "2.2", thread="1.1")
    has = means(desk.knowledge, threads={"1.1": [("U1", "<https://x.example|Can I>? EAV-1234567890")]})
    told = await briefing.brief(has, entry, thread, language)
    shown = tickets.card(ticket(language=language, brief=told), "C1:1.1", has.words)
    assert limits.refuse({"text": "-", "blocks": shown}) == ("", [])
    seen = json.dumps(shown, ensure_ascii=False)
    for part in (
        "<@U1>",
        "<#C1>",
        "https://x.example/p1",
        "2018-02-01",
        "Can I",
        desk.knowledge.lines["gateway"].short[language],
    ):
        assert part in seen
    assert "1234567890" not in seen


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("state", ["open", "claimed", "resolved", "returned"])
@given(typed=TEXT)
@settings(max_examples=20, deadline=None)
def test_no_card_breaks_a_limit(desk: Desk, language: Any, state: Any, typed: str) -> None:
    words = Words(desk.knowledge.replies)
    home = f"{'C' * 64}:{'1' * 64}"
    for place in (Place(), Place("C1", "1.1")):
        one = ticket(language=language, state=state, owner="U8", by="U8", place=place, id="t" * 64)
        one = replace(one, brief=replace(one.brief, question=typed, understood=typed, answered=typed))
        for shown in (tickets.card(one, home, words), tickets.solved(one, home, typed or "-", words)):
            assert limits.refuse({"text": "-", "blocks": shown}) == ("", [])
            for block in Block.parse_all(shown):
                block.validate_json()


def test_what_the_timeline_tells_is_not_told_again_below_it(desk: Desk) -> None:
    question, said = "gateway license, expired 2018-03-31, can I renew?", "60 days are left."
    message = desk.take_turn(Conversation(), question, date(2018, 5, 1)).message
    assert any(said in section.paragraphs for section in message.sections)
    shown = str(answer.blocks(message))
    assert "60 days left" in shown
    assert said not in shown
