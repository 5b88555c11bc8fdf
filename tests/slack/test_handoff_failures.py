"""Slack's failures while a person takes over: every card, answer and question is there, once."""

import pytest

from bot.workspace.state import BOT, Fate
from tests.edge import TRIAGE, Bot, settled

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("quick", "impatient")]
POST, MENTION = "chat.postMessage", f"<@{BOT}>"


@pytest.mark.parametrize("fate", ["429", "500", "500-landed", "hang-landed"])
async def test_everything_about_a_ticket_happens_once(bot: Bot, fate: Fate) -> None:
    bot.slack.retry_after = 0.1
    bot.slack.fates[POST].extend([fate, fate])
    await bot.people.say("D1", "a human please")
    (begins,) = await bot.said("D1", "")
    (card,) = await bot.said(TRIAGE, "")
    bot.slack.fates["chat.update"].append(fate)
    bot.slack.fates[POST].append(fate)
    assert await bot.people.click(card, "ticket-claim", TRIAGE, "U8") == 200
    await bot.said("D1", begins["ts"], 2)
    assert "Claimed by <@U8>" in str(card["blocks"])
    bot.slack.fates[POST].append(fate)
    await bot.people.say(TRIAGE, "Which one?", "U8", card["ts"])
    assert "Which one?" in (await bot.said("D1", begins["ts"], 3))[2]["text"]
    bot.slack.fates[POST].append(fate)
    await bot.people.say("D1", "this one", thread=begins["ts"])
    assert [one["text"] for one in await bot.said(TRIAGE, card["ts"], 2)][1:] == ["<@U1>: this one"]
    bot.slack.fates[POST].append(fate)
    await bot.people.click(card, "ticket-resolve", TRIAGE, "U8")
    question = (await bot.said("D1", begins["ts"], 4))[3]
    await bot.people.click(question, "ticket-solved", "D1")
    await settled(lambda: ["solved"] * ("says it is solved" in str(card["blocks"])), 1)
