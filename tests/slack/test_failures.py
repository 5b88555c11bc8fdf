"""Slack's failures over real HTTP: every question gets its answer, once."""

import pytest

from bot.workspace.state import BOT, Fate
from tests.edge import TRIAGE, Bot

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("quick", "impatient")]
POST = "chat.postMessage"


@pytest.mark.parametrize(
    "fates",
    [
        ["429"],
        ["429", "429"],
        ["500"],
        ["500-landed"],
        ["hang"],
        ["hang-landed"],
        ["500", "429", "500-landed"],
    ],
)
async def test_an_answer_is_posted_exactly_once(bot: Bot, fates: list[Fate]) -> None:
    bot.slack.retry_after = 0.1
    bot.slack.fates[POST].extend(fates)
    ts = await bot.people.say("C1", f"<@{BOT}> hi")
    await bot.said("C1", ts, 1)
    await bot.people.say("C1", "and now?", thread=ts)
    answers = await bot.said("C1", ts, 2)
    assert [answer["text"] for answer in answers] == ["Answer 1", "Answer 2"]


async def test_looking_may_fail_too(bot: Bot) -> None:
    bot.slack.fates[POST].extend(["500-landed"])
    bot.slack.fates["conversations.replies"].extend(["500", "429"])
    bot.slack.retry_after = 0.1
    ts = await bot.people.say("C1", f"<@{BOT}> hi")
    await bot.said("C1", ts, 1)


async def test_where_looking_is_forbidden_the_answer_is_posted(bot: Bot) -> None:
    bot.slack.fates[POST].extend(["500"])
    bot.slack.fates["conversations.replies"].append("forbidden")
    ts = await bot.people.say("C1", f"<@{BOT}> hi")
    await bot.said("C1", ts, 1)


async def test_a_direct_message_is_looked_for_in_the_channel(bot: Bot) -> None:
    bot.slack.fates[POST].extend(["500-landed", "ok", "500"])
    for count in (1, 2):
        await bot.people.say("D1", "hi")
        await bot.said("D1", "", count)


async def test_a_card_is_posted_exactly_once(bot: Bot) -> None:
    bot.slack.fates[POST].extend(["500-landed"])
    ts = await bot.people.say("C1", f"<@{BOT}> a human please")
    await bot.said("C1", ts, 1)
    await bot.said(TRIAGE, "", 1)


async def test_a_refused_answer_is_given_up_and_the_conversation_goes_on(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"<@{BOT}> hi")
    await bot.said("C1", ts, 1)
    bot.slack.channels["C1"].archived = True
    await bot.people.say("C1", "second", thread=ts)
    await bot.said("C1", ts, 1)
    bot.slack.channels["C1"].archived = False
    await bot.people.say("C1", "third", thread=ts)
    assert (await bot.said("C1", ts, 2))[1]["text"] == "Answer 3"
