"""Whom the bot answers, and where: over real HTTP, with real signatures and a real Redis."""

import asyncio
import json

import pytest

from bot.workspace.people import envelope
from bot.workspace.state import BOT, BOT_ID
from tests.edge import SUPPORT, Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")

MENTION = f"<@{BOT}>"


async def test_a_mention_is_answered_in_its_thread(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} can I still renew?")
    (answer,) = await bot.said("C1", ts)
    assert answer["thread_ts"] == ts
    assert answer["text"] == "Answer 1"
    assert answer["metadata"]["event_payload"]["key"] == f"C1:{ts}:answer"


async def test_a_mention_inside_a_thread_is_answered_in_that_thread(bot: Bot) -> None:
    first = bot.slack.add("C1", {"user": "U2", "text": "anyone?"})["ts"]
    await bot.people.say("C1", f"{MENTION} can we renew?", thread=first)
    (answer,) = await bot.said("C1", first)
    assert answer["thread_ts"] == first


async def test_a_question_in_the_support_channel_needs_no_mention(bot: Bot) -> None:
    ts = await bot.people.say(SUPPORT, "can I still renew?")
    await bot.said(SUPPORT, ts)


async def test_chatter_in_the_support_channel_is_left_alone(bot: Bot) -> None:
    ts = await bot.people.say(SUPPORT, "chatter about lunch")
    await bot.people.say(SUPPORT, "where do we eat?", thread=ts)
    await bot.said(SUPPORT, ts, 0)


async def test_chatter_with_a_mention_is_answered(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} chatter")
    await bot.said("C1", ts)


async def test_a_message_in_another_channel_is_left_alone(bot: Bot) -> None:
    ts = await bot.people.say("C1", "can I still renew?")
    await bot.said("C1", ts, 0)
    assert not await bot.redis.keys("*inbox*")


async def test_a_follow_up_in_a_thread_of_the_bot_needs_no_mention(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} can I still renew?")
    await bot.people.say("C1", "it was the package", thread=ts)
    answers = await bot.said("C1", ts, 2)
    assert [answer["text"] for answer in answers] == ["Answer 1", "Answer 2"]


async def test_a_follow_up_that_is_not_for_the_bot_is_left_alone(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} can I still renew?")
    await bot.said("C1", ts)
    await bot.people.say("C1", "chatter between colleagues", thread=ts)
    await bot.said("C1", ts, 1)


async def test_a_follow_up_in_a_thread_of_others_is_left_alone(bot: Bot) -> None:
    first = bot.slack.add("C1", {"user": "U2", "text": "anyone?"})["ts"]
    await bot.people.say("C1", "me too", thread=first)
    await bot.said("C1", first, 0)


async def test_a_bare_mention_is_explained_to_and_the_question_may_follow(bot: Bot) -> None:
    ts = await bot.people.say("C1", MENTION)
    (answer,) = await bot.said("C1", ts)
    assert "for example" in answer["text"]
    await bot.people.say("C1", "can I renew?", thread=ts)
    assert (await bot.said("C1", ts, 2))[1]["text"] == "Answer 1"


async def test_a_direct_message_is_answered_beside_it(bot: Bot) -> None:
    await bot.people.say("D1", "can I still renew?")
    (answer,) = await bot.said("D1", "")
    assert "thread_ts" not in answer


async def test_a_direct_message_in_a_thread_is_answered_there(bot: Bot) -> None:
    first = bot.slack.add("D1", {"user": BOT, "bot_id": "B9", "text": "hello"})["ts"]
    await bot.people.say("D1", "can I still renew?", thread=first)
    (answer,) = await bot.said("D1", first)
    assert answer["thread_ts"] == first


async def test_direct_messages_are_one_conversation(bot: Bot) -> None:
    for text in ("first", "second", "third"):
        await bot.people.say("D1", text)
    answers = await bot.said("D1", "", 3)
    assert [answer["text"] for answer in answers] == ["Answer 1", "Answer 2", "Answer 3"]


async def test_threads_do_not_know_each_other(bot: Bot) -> None:
    one = await bot.people.say("C1", f"{MENTION} first")
    other = await bot.people.say("C1", f"{MENTION} second")
    assert [answer["text"] for answer in await bot.said("C1", one)] == ["Answer 1"]
    assert [answer["text"] for answer in await bot.said("C1", other)] == ["Answer 1"]


async def test_the_twins_of_a_mention_are_answered_once(bot: Bot) -> None:
    ts = bot.slack.add(SUPPORT, {"user": "U1", "text": f"{MENTION} hi"})["ts"]
    event = {"user": "U1", "text": f"{MENTION} hi", "channel": SUPPORT, "ts": ts}
    twins = ({**event, "type": "message", "channel_type": "channel"}, {**event, "type": "app_mention"})
    await asyncio.gather(*(bot.people.event(one) for one in twins))
    await bot.said(SUPPORT, ts, 1)


async def test_a_repeated_event_is_answered_once(bot: Bot) -> None:
    ts = bot.slack.add("C1", {"user": "U1", "text": "hi"})["ts"]
    event = {"type": "app_mention", "user": "U1", "text": "hi", "channel": "C1", "ts": ts}
    for _ in range(3):
        assert await bot.people.event(event) == 200
        await bot.said("C1", ts, 1)


async def test_messages_that_no_person_wrote_are_ignored(bot: Bot) -> None:
    base = {"type": "message", "channel": SUPPORT, "channel_type": "channel", "user": "U1", "text": "can I renew?"}
    others = [
        {**base, "bot_id": "B7"},
        {**base, "bot_id": BOT_ID, "user": BOT},
        {**base, "user": BOT},
        {**base, "subtype": "bot_message"},
        {**base, "subtype": "message_changed", "message": base, "hidden": True},
        {**base, "subtype": "message_deleted", "hidden": True},
        {**base, "subtype": "channel_join"},
        {**base, "user": "USLACKBOT"},
    ]
    for other in others:
        assert await bot.people.event({**other, "ts": bot.slack.stamp()}) == 200
    await bot.said(SUPPORT, "", 0)
    assert not await bot.redis.keys("*seen*")


async def test_messages_of_one_conversation_are_answered_in_their_order(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} 0")
    for number in range(1, 10):
        await bot.people.say("C1", f"{MENTION} {number}", thread=ts)
    answers = await bot.said("C1", ts, 10)
    assert [answer["text"] for answer in answers] == [f"Answer {number}" for number in range(1, 11)]


async def test_many_conversations_at_once_are_all_answered(bot: Bot) -> None:
    stamps = await asyncio.gather(*(bot.people.say("C1", f"{MENTION} {number}") for number in range(60)))
    await bot.said("C1", "", len(stamps))
    assert all(len(bot.slack.said("C1", ts)) == 1 for ts in stamps)


async def test_what_a_person_typed_is_gone_once_it_is_answered(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} remember the aubergine")
    await bot.said("C1", ts)
    kinds = {"string": bot.redis.get, "list": lambda key: bot.redis.lrange(key, 0, -1)}
    for key in await bot.redis.keys("*"):
        kind = await bot.redis.type(key)
        kept = await kinds[kind](key) if kind in kinds else ""
        assert "aubergine" not in f"{key} {kept}"


async def test_every_key_of_a_conversation_has_a_time_to_live(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} hi")
    await bot.said("C1", ts)
    for key in await bot.redis.keys("renewal-desk:{*"):
        assert await bot.redis.ttl(key) > 0, key


async def test_a_question_that_breaks_the_desk_is_apologised_for(bot: Bot, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("bot.delivery.settling.RETRY", 0.01)
    ts = await bot.people.say("C1", f"{MENTION} break")
    (answer,) = await bot.said("C1", ts)
    assert answer["text"].startswith("Sorry")
    await bot.people.say("C1", "and now?", thread=ts)
    assert (await bot.said("C1", ts, 2))[1]["text"] == "Answer 1"


async def test_an_envelope_without_authorizations_is_read_by_what_slack_told_about_us(bot: Bot) -> None:
    ts = bot.slack.add("C1", {"user": "U1", "text": MENTION})["ts"]
    event = {"type": "message", "user": "U1", "text": f"{MENTION} hi", "channel": "C1", "ts": ts}

    whole = {key: value for key, value in envelope(event).items() if key != "authorizations"}
    assert await bot.people.send(json.dumps(whole).encode(), "application/json") == 200
    await bot.said("C1", ts, 1)
