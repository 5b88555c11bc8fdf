"""Why a person takes over, told on the card: a button, words, two misunderstandings, a contested day."""

import json
from datetime import date
from typing import Any

import pytest

from bot.core.model import Conversation, Language
from bot.delivery.post import Post
from bot.desk import Desk
from bot.slack import entry as entries
from bot.slack.entry import Entry
from bot.slack.reception import Reception
from bot.slack.views.answer import HUMAN
from bot.slack.words import Words
from tests.colleagues import means, no_locale
from tests.edge import TRIAGE

CASES: list[tuple[Language, str, list[str], list[str]]] = [
    ("en", "pressed", ["pressed"], ["Can I renew Mail Security? It expired on 10 April 2018", HUMAN]),
    ("ja", "pressed", ["pressed"], ["Mail Security は 2018 年 4 月 10 日に期限が切れました。更新できますか", HUMAN]),
    ("en", "asked", ["asked"], ["I want to talk to a human"]),
    ("ja", "asked", ["asked"], ["担当者と話したいです"]),
    ("en", "unclear", ["unclear", "pressed"], ["fnord blorp", "wibble wobble", HUMAN]),
    ("ja", "unclear", ["unclear", "pressed"], ["ほげほげ", "ふがふが", HUMAN]),
    ("en", "boundary", ["boundary", "pressed"], ["Can I renew Mail Security? It expired on 1 February 2018", HUMAN]),
    (
        "ja",
        "boundary",
        ["boundary", "pressed"],
        ["Mail Security は 2018 年 2 月 1 日に期限が切れました。更新できますか", HUMAN],
    ),
    ("en", "doubted", ["doubted", "asked"], ["Can I renew Mail Security?", "are you sure?", "then a human please"]),
]


async def card(desk: Desk, typed: list[str]) -> tuple[Post, dict[str, Any]]:
    """The card that some messages in a public thread lead to, and the state before the last one as it was stored."""
    has = means(desk.knowledge, threads={"1.1": [("U1", typed[0])]})
    reception = Reception(desk, Words(desk.knowledge.replies), lambda: date(2018, 5, 1), has, no_locale)
    state = ""
    for number, text in enumerate(typed):
        kind: Any = "human" if text == HUMAN else "message"
        one = Entry(kind, "T1", "C1", "U1", f"C1:{number}", f"{number}.1", "1.1", text, public=True)
        step = await reception.answer(entries.dump(one), state, 1)
        state = step.state or state
    post = step.post
    while post is not None and post.args.get("channel") != TRIAGE:
        post = post.then
    assert post is not None
    return post, json.loads(post.keeps)


@pytest.mark.parametrize(("language", "what", "why", "typed"), CASES, ids=[f"{case[0]}-{case[1]}" for case in CASES])
async def test_the_card_says_why_and_what(
    desk: Desk, language: Language, what: str, why: list[str], typed: list[str]
) -> None:
    post, kept = await card(desk, typed)
    shown = json.dumps(post.args["blocks"], ensure_ascii=False)
    assert kept["ticket"]["why"] == why
    replies = desk.knowledge.replies[language]
    for one in why:
        assert json.dumps(replies[f"slack.ticket.why.{one}"], ensure_ascii=False)[1:-1] in shown
    assert typed[0] in shown
    assert kept["ticket"]["language"] == language


@pytest.mark.parametrize("typed", [CASES[4][3][:2], CASES[5][3][:2], CASES[6][3][:1], CASES[7][3][:1]])
def test_the_answer_before_it_offers_a_person(desk: Desk, typed: list[str]) -> None:
    conversation = Conversation()
    for text in typed:
        answered = desk.take_turn(conversation, text, date(2018, 5, 1))
        conversation = answered.conversation
    assert answered.reply.handoff
    assert answered.message.human_label
