"""Where a person takes over: channels, direct messages, the command; what may be quoted; and what fails."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.workspace.state import BOT, Channel
from tests.edge import SUPPORT, TRIAGE, Bot, settled

pytestmark = pytest.mark.asyncio(loop_scope="module")
MENTION = f"<@{BOT}>"


async def claimed(bot: Bot, number: int = 0) -> dict[str, Any]:
    """The card, once U8 has claimed it."""
    card = (await bot.said(TRIAGE, "", number + 1))[number]
    assert await bot.people.click(card, "ticket-claim", TRIAGE, "U8") == 200
    await settled(lambda: ["claimed"] * ("Claimed by <@U8>" in str(card["blocks"])), 1)
    return card


async def test_in_a_direct_message_a_thread_begins_and_beside_it_the_bot_goes_on(bot: Bot) -> None:
    await bot.people.say("D1", "my aubergine license")
    (first,) = await bot.said("D1", "")
    await bot.people.click(first, "human", "D1")
    begins = (await bot.said("D1", "", 2))[1]
    card = await claimed(bot)
    assert "my aubergine license" in str(card["blocks"])
    await bot.people.say(TRIAGE, "Which one?", "U8", card["ts"])
    assert "Which one?" in (await bot.said("D1", begins["ts"], 3))[2]["text"]
    await bot.people.say("D1", "the purple one", thread=begins["ts"])
    assert (await bot.said(TRIAGE, card["ts"], 2))[1]["text"] == "<@U1>: the purple one"
    await bot.people.say("D1", "another question")
    assert (await bot.said("D1", "", 5))[4]["text"] == "Answer 2"


async def test_after_the_command_a_thread_begins_in_a_direct_message(bot: Bot) -> None:
    bot.slack.open(Channel("D7"))
    await bot.people.command("my aubergine license", user="U7")
    (answer,) = await bot.responses()
    await bot.people.click(answer, "human", user="U7")
    (begins,) = await bot.said("D7", "")
    assert "direct message" in (await bot.responses(2))[1]["text"]
    card = await claimed(bot)
    assert "my aubergine license" in str(card["blocks"])
    await bot.people.say(TRIAGE, "Which one?", "U8", card["ts"])
    await bot.said("D7", begins["ts"], 3)
    await bot.people.say("D7", "the purple one", "U7", begins["ts"])
    assert (await bot.said(TRIAGE, card["ts"], 2))[1]["text"] == "<@U7>: the purple one"
    await bot.people.click(card, "ticket-resolve", TRIAGE, "U8")
    question = (await bot.said("D7", begins["ts"], 4))[3]
    await bot.people.click(question, "ticket-unsolved", "D7", "U7")
    await settled(lambda: ["again"] * ("Claimed by <@U8>" in str(card["blocks"])), 1)


async def test_without_a_direct_message_colleagues_are_told_to_write_themselves(bot: Bot) -> None:
    bot.slack.fates["conversations.open"].append("forbidden")
    await bot.people.command("hi")
    (answer,) = await bot.responses()
    await bot.people.click(answer, "human")
    assert "get in touch" in (await bot.responses(2))[1]["text"]
    card = await claimed(bot)
    assert "write to them directly" in str(card["blocks"])
    await bot.people.say(TRIAGE, "hello?", "U8", card["ts"])
    assert "write to <@U1> directly" in (await bot.responses(3))[2]["text"]


@pytest.mark.parametrize(("channel", "quoted"), [("C1", True), (SUPPORT, True), ("G1", False), ("D1", False)])
async def test_asked_for_in_words_only_what_everybody_reads_is_quoted(bot: Bot, channel: str, quoted: bool) -> None:
    await bot.people.say(channel, f"{MENTION} a human for my aubergine", twin=False)
    (card,) = await bot.said(TRIAGE, "")
    assert ("aubergine" in str(card["blocks"])) == quoted
    assert ("asked in private" in str(card["blocks"])) != quoted


async def test_whoever_presses_in_private_is_quoted_and_nobody_else(bot: Bot) -> None:
    ts = await bot.people.say("G1", f"{MENTION} the aubergine of U1")
    (first,) = await bot.said("G1", ts)
    await bot.people.say("G1", "the courgette of U2", "U2", ts)
    await bot.said("G1", ts, 2)
    await bot.people.click(first, "human", "G1", "U2")
    (card,) = await bot.said(TRIAGE, "")
    assert "courgette" in str(card["blocks"])
    assert "aubergine" not in str(card["blocks"])


async def test_no_secret_is_quoted_or_passed_on_in_either_direction(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} a human for EAV-1234567890")
    await bot.said("C1", ts)
    card = await claimed(bot)
    await bot.people.say("C1", "it is EAV-1234567890", thread=ts)
    await bot.people.say(TRIAGE, "is it EAV-1234567890?", "U8", card["ts"])
    await bot.said("C1", ts, 3)
    assert "1234567890" not in str(bot.slack.said("C1") + bot.slack.said(TRIAGE))


async def test_nobody_is_called_in_bulk_by_what_is_passed_on(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} a human")
    await bot.said("C1", ts)
    card = await claimed(bot)
    await bot.people.say("C1", "<!channel> and <!subteam^S1|@sales>", thread=ts)
    assert (await bot.said(TRIAGE, card["ts"], 2))[1]["text"] == "<@U1>: @channel and @sales"


@pytest.mark.parametrize("left_out", [{"chat:write.customize"}, set()])
async def test_a_colleagues_name_is_shown_with_and_without_the_scope(bot: Bot, left_out: set[str]) -> None:
    assert bot.slack.manifest is not None
    bot.slack.manifest = replace(bot.slack.manifest, scopes=bot.slack.manifest.scopes - left_out)
    ts = await bot.people.say("C1", f"{MENTION} a human")
    await bot.said("C1", ts)
    card = await claimed(bot)
    await bot.people.say(TRIAGE, "hello", "U8", card["ts"])
    told = (await bot.said("C1", ts, 3))[2]
    named = not left_out
    assert told.get("username") == ("Person U8" if named else None)
    assert ("Person U8 (support): hello" in told["text"]) or named


async def test_when_the_asker_cannot_be_reached_the_writer_is_told(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} a human")
    await bot.said("C1", ts)
    card = await claimed(bot)
    bot.slack.channels["C1"].archived = True
    await bot.people.say(TRIAGE, "hello", "U8", card["ts"])
    (told,) = await bot.responses()
    assert "could not be delivered" in told["text"]


async def test_when_triage_is_gone_the_asker_is_told_and_it_is_remembered(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} a human")
    await bot.said("C1", ts)
    await claimed(bot)
    bot.slack.channels[TRIAGE].archived = True
    await bot.people.say("C1", "hello?", thread=ts)
    assert "could not reach" in (await bot.said("C1", ts, 3))[2]["text"]
    assert await bot.redis.hkeys("renewal-desk:{T0RENEW}:troubles") == [f"{TRIAGE}:is_archived"]


async def test_whoever_is_forgotten_leaves_no_ticket_behind(bot: Bot) -> None:
    await bot.people.say("D1", "a human please", "U1")
    await bot.said("D1", "", 1)
    card = await claimed(bot)
    await bot.people.say("D1", "forget me", "U1")
    await settled(lambda: ["told"] * (len(bot.slack.said("D1")) == 3), 1)
    for _ in range(200):
        kept = [
            key for key in await bot.redis.keys("*") if any(part in key for part in ("state", "lead", "due", "wait"))
        ]
        if not kept:
            break
        await asyncio.sleep(0.02)
    assert kept == []
    await bot.people.click(card, "ticket-resolve", TRIAGE, "U8")
    assert "do not know this request" in (await bot.responses())[0]["text"]


async def test_every_key_of_a_ticket_has_a_time_to_live(bot: Bot) -> None:
    await bot.people.say("D1", "a human please", "U1")
    await claimed(bot)
    assert all([await bot.redis.keys(f"*:{name}*") for name in ("leads", "led", "due", "waiting")])
    lasting = [key for key in await bot.redis.keys("renewal-desk:{*") if await bot.redis.ttl(key) < 0]
    assert lasting == []


async def test_a_colleague_who_is_forgotten_takes_no_ticket_along(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} a human")
    await bot.said("C1", ts)
    card = await claimed(bot)
    await bot.people.say(TRIAGE, "hello", "U8", card["ts"])
    await bot.said("C1", ts, 3)
    await bot.people.say("D1", "forget me", "U8")
    await bot.said("D1", "")
    await asyncio.sleep(0.3)
    assert await bot.redis.keys(f"*state:C1:{ts}")
