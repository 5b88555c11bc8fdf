"""Whatever is typed, the desk answers; and how it is typed (width, case, politeness) does not change what is read."""

import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.asking import Asker, Request, as_json
from bot.core.model import Conversation, Reading
from bot.desk import Desk

TODAY = date(2018, 6, 15)
PIECES = (
    "Endpoint Protection|ファイルセキュリティ|expired|切れました|2018-03-31|3月末|R1.5.10|更新|renew|?|<@U1>|~x~|```"
    "|&lt;|12345678901234567890|03/04/2018|31 November|a year and a half ago|。|\n|\u200b|｢|ﾊﾟ|🙂|not|ではなく"
    "|{last_day}|{|%s|\x00|ES12-3456-7890"
).split("|")
typed = st.text(max_size=300) | st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)


@given(typed)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gets_an_answer_with_sound_fields(desk: Desk, text: str) -> None:
    answer = as_json(Asker(desk, TODAY).ask(Request(text, TODAY)))

    assert answer["text"].strip()
    assert answer["verdict"] in ("yes", "no", "depends", None)
    for span in answer["expiry"]:
        for day in (span["start"], span["end"]):
            assert day is None or "1868" <= day[:4] <= "2100"


@given(st.lists(typed, max_size=4))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_conversation_goes_on(desk: Desk, texts: list[str]) -> None:
    asker = Asker(desk, TODAY)
    for text in texts:
        asker.ask(Request(text, TODAY, None, "one"))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 40_000,
        "更新" * 20_000,
        "1" * 40_000,
        "<" * 40_000,
        "*~_`" * 10_000,
        "2018-03-31 " * 4_000,
        "File Security " * 3_000,
    ],
    ids=lambda text: text[:8],
)
def test_a_very_long_text_gets_an_answer(desk: Desk, text: str) -> None:
    assert desk.take_turn(Conversation(), text, TODAY).message.headline


QUESTIONS = [
    "Endpoint Protection Standard expired on 2018-03-31, can I still renew it?",
    "can we renew file security? it ran out 3 months ago",
    "how do I renew Mail Security for Linux",
    "does the serial number change after renewal?",
    "3月に切れたEndpoint Protection、まだ更新できますか",
    "ファイルセキュリティの期限が4月15日で切れました。更新は可能ですか",
    "更新後に必要な作業を教えてください",
    "NOD32 for Macの有効期限は2018年2月28日です。更新できますか",
]


def essence(reading: Reading) -> Any:
    """What a reading says, without where it stands and how it was written."""
    return (
        [(intent.id, intent.topic) for intent in reading.intents],
        [(mention.products, mention.lines) for mention in reading.products],
        [(when.readings, when.role, when.margin) for when in reading.dates],
    )


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in text)


def half_width(text: str) -> str:
    """Katakana as old terminals wrote it."""
    table = {
        unicodedata.normalize("NFKC", half): half
        for half in (*map(chr, range(0xFF66, 0xFF9E)), *(chr(n) + mark for n in range(0xFF66, 0xFF9E) for mark in "ﾞﾟ"))
    }
    return "".join(table.get(character, character) for character in text)


@pytest.mark.parametrize(
    "write",
    [full_width, half_width, str.upper, lambda text: f"  {text}\n"],
    ids=["full width", "half width", "capitals", "blanks"],
)
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_way_it_is_written_does_not_change_what_is_read(desk: Desk, question: str, write: Any) -> None:
    assert essence(desk.read(write(question), TODAY)) == essence(desk.read(question, TODAY))


@pytest.mark.parametrize("question", QUESTIONS)
def test_politeness_behind_a_question_does_not_change_what_is_read(desk: Desk, question: str) -> None:
    behind = (
        " Thank you very much in advance!"
        if question.isascii()
        else "。お忙しいところ恐れ入りますが、よろしくお願いいたします。"
    )
    assert essence(desk.read(question + behind, TODAY)) == essence(desk.read(question, TODAY))
