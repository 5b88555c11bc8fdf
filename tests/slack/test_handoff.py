"""A person takes over: claimed, talked with through the bot, resolved, opened again, or given back."""

import copy
from typing import Any

import pytest

from bot.workspace.person import Person
from bot.workspace.state import BOT
from tests.edge import TRIAGE, Bot, settled

pytestmark = pytest.mark.asyncio(loop_scope="module")

MENTION = f"<@{BOT}>"


async def called(bot: Bot, words: str = "a human please") -> tuple[str, dict[str, Any]]:
    """Somebody called a person in C1: the ts of their message, and the card."""
    ts = await bot.people.say("C1", f"{MENTION} {words}")
    await bot.said("C1", ts)
    return ts, (await bot.said(TRIAGE, ""))[0]


async def claimed(bot: Bot, user: str = "U8") -> tuple[str, dict[str, Any]]:
    ts, card = await called(bot)
    await press(bot, card, "claim", user)
    await bot.said("C1", ts, 2)
    return ts, card


async def press(bot: Bot, card: dict[str, Any], does: str, user: str = "U8", **changed: str) -> None:
    assert await bot.people.click(card, f"ticket-{does}", TRIAGE, user, **changed) == 200


async def refused(bot: Bot, count: int = 1) -> str:
    """What only the one who pressed was told."""
    answers = await bot.responses(count)
    assert all(answer["response_type"] == "ephemeral" for answer in answers)
    return str(answers[-1]["text"])


async def test_whoever_claims_is_shown_on_the_card_and_to_the_asker(bot: Bot) -> None:
    ts, card = await claimed(bot)
    assert "<@U8>" in str(card["blocks"])
    assert "Person U8" in (await bot.said("C1", ts, 2))[1]["text"]


async def test_what_a_colleague_writes_reaches_the_asker_under_their_name_and_back(bot: Bot) -> None:
    ts, card = await claimed(bot)
    await bot.people.say(TRIAGE, "Which product is it?", "U8", card["ts"])
    answer = (await bot.said("C1", ts, 3))[2]
    assert "Which product is it?" in answer["text"]
    assert answer["username"] == "Person U8"
    await bot.people.say("C1", "File Security", thread=ts)
    told = (await bot.said(TRIAGE, card["ts"], 2))[1]
    assert told["text"] == "<@U1>: File Security"


async def test_a_note_stays_among_colleagues(bot: Bot) -> None:
    ts, card = await claimed(bot)
    for note in ("note: a reseller", "メモ：代理店の方です", "NOTE: again"):
        await bot.people.say(TRIAGE, note, "U8", card["ts"])
    await bot.said("C1", ts, 2)
    assert not bot.slack.responses


async def test_resolving_asks_the_asker_and_the_bot_answers_again(bot: Bot) -> None:
    ts, card = await claimed(bot)
    await press(bot, card, "resolve")
    question = (await bot.said("C1", ts, 3))[2]
    assert await bot.people.click(question, "ticket-solved") == 200
    await settled(lambda: ["it is solved" in str(card["blocks"])] * ("says it is solved" in str(card["blocks"])), 1)
    await bot.people.say("C1", f"{MENTION} and another?", thread=ts)
    await bot.said("C1", ts, 4)


async def test_the_asker_opens_it_again(bot: Bot) -> None:
    ts, card = await claimed(bot)
    await press(bot, card, "resolve")
    question = (await bot.said("C1", ts, 3))[2]
    await bot.people.click(question, "ticket-unsolved")
    told = (await bot.said(TRIAGE, card["ts"], 2))[1]
    assert "<@U8>" in told["text"]
    assert "Claimed by <@U8>" in str(card["blocks"])
    assert "not solved yet" in str(question["blocks"])


async def test_only_the_asker_says_whether_it_is_solved(bot: Bot) -> None:
    ts, card = await claimed(bot)
    await press(bot, card, "resolve")
    question = (await bot.said("C1", ts, 3))[2]
    await bot.people.click(question, "ticket-unsolved", user="U2")
    assert "Only <@U1>" in await refused(bot)


async def test_what_is_returned_is_answered_by_the_bot(bot: Bot) -> None:
    ts, card = await claimed(bot)
    await press(bot, card, "return")
    assert "handed back" in (await bot.said("C1", ts, 3))[2]["text"]
    assert "Returned to the bot by <@U8>" in str(card["blocks"])
    await bot.people.say("C1", "then you", thread=ts)
    await bot.said("C1", ts, 4)


async def test_a_colleague_opens_it_again(bot: Bot) -> None:
    ts, card = await claimed(bot)
    await press(bot, card, "return")
    await bot.said("C1", ts, 3)
    await press(bot, card, "reopen", "U9")
    assert "佐藤" in (await bot.said("C1", ts, 4))[3]["text"]
    assert "Claimed by <@U9>" in str(card["blocks"])


async def test_it_is_passed_on_to_a_member_and_to_nobody_else(bot: Bot) -> None:
    _, card = await claimed(bot)
    await press(bot, card, "reassign", selected_user="U7")
    assert "<@U7> may not take it" in await refused(bot)
    await press(bot, card, "reassign", selected_user="U9")
    told = (await bot.said(TRIAGE, card["ts"], 2))[1]
    assert "<@U9>" in told["text"]
    assert "Claimed by <@U9>" in str(card["blocks"])


async def test_who_is_no_member_any_more_is_refused(bot: Bot) -> None:
    ts, card = await claimed(bot)
    bot.slack.set_members("S0SUPPORT", {"U9"})
    await press(bot, card, "resolve")
    assert "Only members of the support group" in await refused(bot)
    await bot.people.say(TRIAGE, "am I heard?", "U8", card["ts"])
    assert "Only members" in await refused(bot, 2)
    await bot.said("C1", ts, 2)


async def test_a_guest_is_refused_even_in_the_group(bot: Bot) -> None:
    bot.slack.people["U8"] = Person("U8", "Person U8", guest=True)
    _, card = await called(bot)
    await press(bot, card, "claim")
    assert "Guests" in await refused(bot)


async def test_the_refusal_is_in_the_colleagues_own_language(bot: Bot) -> None:
    _, card = await called(bot)
    before = copy.deepcopy(card)
    await press(bot, card, "claim")
    await settled(lambda: ["claimed"] * ("Claimed by <@U8>" in str(card["blocks"])), 1)
    await press(bot, before, "claim", "U9")
    assert "すでに <@U8> さんが担当しています。" in await refused(bot)


@pytest.mark.parametrize("value", ["", "forged", "t1 C1:1.1", "'; DROP TABLE tickets", "x" * 2000])
async def test_a_forged_value_is_refused(bot: Bot, value: str) -> None:
    _, card = await called(bot)
    await press(bot, card, "claim", value=value)
    assert "do not know this request" in await refused(bot)
    assert "Claimed" not in str(card["blocks"])


async def test_another_tickets_value_is_refused(bot: Bot) -> None:
    _, first = await called(bot)
    other = await bot.people.say("C1", f"{MENTION} human")
    await bot.said("C1", other)
    second = (await bot.said(TRIAGE, "", 2))[1]
    value = next(one["value"] for block in first["blocks"] for one in block.get("elements", []) if "value" in one)
    await press(bot, second, "claim", value=value)
    assert "do not know this request" in await refused(bot)
    assert await bot.people.click(first, "ticket-claim", "C1", "U8") == 200
    assert "do not know this request" in await refused(bot, 2)


async def test_when_slack_does_not_tell_who_belongs_to_the_group_nobody_may_act(bot: Bot) -> None:
    _, card = await called(bot)
    bot.slack.fates["usergroups.users.list"].append("forbidden")
    await press(bot, card, "claim")
    assert "could not check" in await refused(bot)
    assert await bot.redis.hkeys("renewal-desk:{T0RENEW}:troubles") == ["support_group:missing_scope"]
    await press(bot, card, "claim")
    await settled(lambda: ["Claimed"] * ("Claimed by <@U8>" in str(card["blocks"])), 1)


async def test_what_is_written_before_a_claim_is_not_sent_and_the_writer_is_told(bot: Bot) -> None:
    ts, card = await called(bot)
    await bot.people.say(TRIAGE, "hello", "U8", card["ts"])
    assert "nobody has claimed it" in await refused(bot)
    await bot.said("C1", ts, 1)


async def test_when_slack_is_too_busy_to_tell_who_belongs_to_the_group_the_click_waits(bot: Bot) -> None:
    _, card = await called(bot)
    bot.slack.retry_after = 0.2
    bot.slack.fates["usergroups.users.list"].extend(["429", "429"])
    await press(bot, card, "claim")
    await settled(lambda: ["Claimed"] * ("Claimed by <@U8>" in str(card["blocks"])), 1)
    assert not bot.slack.responses


async def test_what_is_too_long_to_be_passed_on_is_told_to_its_writer(bot: Bot) -> None:
    ts, card = await claimed(bot)
    await bot.people.say(TRIAGE, "long " * 2_000, "U8", card["ts"])
    assert len((await bot.said("C1", ts, 3))[2]["text"]) <= 5_100
    assert "first 5,000 characters" in await refused(bot)


async def test_how_to_reach_the_asker_is_left_out_and_that_is_told(bot: Bot) -> None:
    ts, card = await claimed(bot)
    await bot.people.say("C1", "call me on 03-1234-5678", thread=ts)
    told = (await bot.said(TRIAGE, card["ts"], 2))[1]["text"]
    assert "5678" not in told
    assert "left out" in told


async def test_a_second_call_while_a_person_has_it_is_told_so(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} hi")
    (first,) = await bot.said("C1", ts)
    await bot.people.click(first, "human")
    await bot.said(TRIAGE, "")
    await bot.people.click(first, "human", user="U2")
    assert "already been asked" in (await bot.said("C1", ts, 3))[2]["text"]
    assert len(bot.slack.said(TRIAGE)) == 1


async def test_below_the_card_of_what_has_ended_or_been_replaced_the_writer_is_told(bot: Bot) -> None:
    ts, card = await claimed(bot)
    await press(bot, card, "return")
    await bot.said("C1", ts, 3)
    await bot.people.say(TRIAGE, "one more thing", "U8", card["ts"])
    assert "has ended" in await refused(bot)
    await bot.people.say("C1", "a human again", thread=ts)
    await bot.said("C1", ts, 4)
    await bot.people.say(TRIAGE, "is this heard?", "U8", card["ts"])
    assert "a newer one has taken its place" in await refused(bot, 2)
    await bot.said("C1", ts, 4)
