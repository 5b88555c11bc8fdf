"""Buttons: a click is the same as typing the words."""

import pytest

from bot.workspace.state import BOT
from tests.edge import TRIAGE, Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

MENTION = f"<@{BOT}>"


async def test_a_choice_is_answered_like_a_typed_message(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} can I still renew?")
    (first,) = await bot.said("C1", ts)
    assert await bot.people.click(first, "choice-0") == 200
    answers = await bot.said("C1", ts, 2)
    assert answers[1]["text"] == "Answer 2"
    assert answers[1]["thread_ts"] == ts


async def test_a_choice_in_a_direct_message_continues_it(bot: Bot) -> None:
    await bot.people.say("D1", "can I still renew?")
    (first,) = await bot.said("D1", "")
    assert await bot.people.click(first, "choice-1", channel="D1") == 200
    assert (await bot.said("D1", "", 2))[1]["text"] == "Answer 2"


async def test_calling_a_human_posts_a_card_and_keeps_the_bot_quiet(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} my aubergine license")
    (first,) = await bot.said("C1", ts)
    assert await bot.people.click(first, "human", user="U7") == 200
    (card,) = await bot.said(TRIAGE, "")
    shown = str(card["blocks"])
    assert "<@U7>" in shown
    assert f"/archives/C1/p{ts.replace('.', '')}" in shown
    assert "Answer 1" in shown
    assert "English" in shown
    assert "aubergine" not in str(card)
    told = (await bot.said("C1", ts, 2))[1]
    assert "colleague" in told["text"]
    await bot.people.say("C1", "hello?", thread=ts)
    await bot.people.click(first, "choice-0")
    await bot.said("C1", ts, 2)


async def test_two_clicks_call_a_human_once(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} hi")
    (first,) = await bot.said("C1", ts)
    for _ in range(2):
        assert await bot.people.click(first, "human") == 200
    await bot.said("C1", ts, 2)
    await bot.said(TRIAGE, "", 1)


async def test_two_quick_clicks_on_a_choice_are_one(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} hi")
    (first,) = await bot.said("C1", ts)
    for _ in range(2):
        assert await bot.people.click(first, "choice-0") == 200
    await bot.said("C1", ts, 2)
    assert await bot.people.click(first, "choice-1") == 200
    await bot.said("C1", ts, 3)


async def test_asking_for_a_human_in_words_does_the_same(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} let me talk to a human")
    await bot.said(TRIAGE, "", 1)
    await bot.said("C1", ts, 1)
    await bot.people.say("C1", "thanks", thread=ts)
    await bot.said("C1", ts, 1)


async def test_the_card_is_in_the_language_of_the_conversation(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} まだ更新できますか")
    (first,) = await bot.said("C1", ts)
    await bot.people.click(first, "human")
    (card,) = await bot.said(TRIAGE, "")
    assert "日本語" in str(card["blocks"])


async def test_a_missing_triage_channel_is_told_to_the_asker_and_the_bot_goes_on(bot: Bot) -> None:
    bot.slack.channels[TRIAGE].archived = True
    ts = await bot.people.say("C1", f"{MENTION} hi")
    (first,) = await bot.said("C1", ts)
    await bot.people.click(first, "human")
    told = (await bot.said("C1", ts, 2))[1]
    assert "could not reach" in told["text"]
    await bot.people.say("C1", "then help me yourself", thread=ts)
    await bot.said("C1", ts, 3)


async def test_in_a_thread_of_a_direct_message_the_bot_keeps_quiet_afterwards(bot: Bot) -> None:
    first = await bot.people.say("D1", "hi")
    await bot.said("D1", "", 1)
    await bot.people.say("D1", "a human please", thread=first)
    (card,) = await bot.said(TRIAGE, "")
    assert "direct message" in str(card["blocks"])
    told = (await bot.said("D1", first, 1))[0]
    assert "in touch" in told["text"]
    await bot.people.say("D1", "hello?", thread=first)
    await bot.said("D1", "", 2)


async def test_when_slack_gives_no_link_the_card_has_one_all_the_same(bot: Bot) -> None:
    bot.slack.fates["chat.getPermalink"].append("500")
    ts = await bot.people.say("C1", f"{MENTION} a human please")
    (card,) = await bot.said(TRIAGE, "")
    assert f"/thread/C1-{ts}" in str(card["blocks"])


async def test_when_slack_refuses_the_blocks_the_point_gets_through(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.views.text.button", lambda *_, **__: {"type": "button"})
    ts = await bot.people.say("C1", f"{MENTION} hi")
    (answer,) = await bot.said("C1", ts)
    assert answer["text"] == "Answer 1"
    assert "blocks" not in answer


async def test_in_a_direct_message_a_card_goes_out_and_the_next_question_is_answered(bot: Bot) -> None:
    await bot.people.say("D1", "hi")
    (first,) = await bot.said("D1", "")
    await bot.people.click(first, "human", channel="D1")
    (card,) = await bot.said(TRIAGE, "")
    assert "direct message" in str(card["blocks"])
    await bot.people.say("D1", "another question")
    await bot.said("D1", "", 3)
