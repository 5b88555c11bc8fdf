"""Edits and deletions: a question edited soon is answered anew in place; a deleted one takes what was kept with it."""

from typing import Any

import pytest

from bot.slack import change
from bot.slack.entry import Malformed
from bot.workspace.people import envelope
from bot.workspace.state import BOT, BOT_ID
from tests.edge import Bot, settled

pytestmark = pytest.mark.asyncio(loop_scope="module")
MENTION = f"<@{BOT}>"


def later(ts: str, seconds: float) -> str:
    return f"{float(ts) + seconds:.6f}"


def message(bot: Bot, channel: str, ts: str) -> dict[str, Any]:
    return next(one for one in bot.slack.channels[channel].messages if one["ts"] == ts)


async def done(bot: Bot, method: str, count: int = 1) -> list[dict[str, Any]]:
    """The arguments of the bot's calls of a method, once there are so many."""
    return await settled(lambda: [call.args for call in bot.slack.calls if call.method == method], count)


async def edit(bot: Bot, channel: str, ts: str, text: str, after: float = 20, **more: Any) -> None:
    """Edit a message so many seconds after it was written."""
    before = dict(message(bot, channel, ts))
    at = later(ts, after)
    now = before | {"text": text, "edited": {"user": before["user"], "ts": at}} | more
    message(bot, channel, ts).update(now)
    event = {"type": "message", "subtype": "message_changed", "hidden": True, "channel": channel, "ts": at}
    kind = {"channel_type": "im" if channel.startswith("D") else "channel"}
    assert await bot.people.event(event | kind | {"message": now, "previous_message": before}) == 200


async def delete(bot: Bot, channel: str, ts: str) -> None:
    """Delete a message; one with replies leaves a tombstone, as in Slack."""
    before, stamp = message(bot, channel, ts), bot.slack.stamp()
    event: dict[str, Any] = {"type": "message", "hidden": True, "channel": channel, "ts": stamp}
    if len(bot.slack.thread(channel, ts)) > 1:
        now = before | {"subtype": "tombstone", "text": "This message was deleted.", "user": "USLACKBOT"}
        event |= {"subtype": "message_changed", "message": now, "previous_message": before | {"thread_ts": ts}}
    else:
        event |= {"subtype": "message_deleted", "deleted_ts": ts, "previous_message": before}
    bot.slack.channels[channel].messages.remove(before)
    assert await bot.people.event(event) == 200


async def test_an_edited_question_is_answered_anew_in_place(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} can I still renew?")
    (first,) = await bot.said("C1", ts)
    await edit(bot, "C1", ts, f"{MENTION} まだ更新できますか")
    (changed,) = await done(bot, "chat.update")
    assert (changed["ts"], changed["text"]) == (first["ts"], "Answer 1")
    assert "thread_ts" not in changed
    await bot.people.say("C1", "and?", thread=ts)
    assert (await bot.said("C1", ts, 2))[1]["text"] == "Answer 2"


async def test_an_edited_direct_message_is_answered_anew_too(bot: Bot) -> None:
    first = await bot.people.say("D1", "first")
    second = await bot.people.say("D1", "second")
    await bot.said("D1", "", 2)
    await edit(bot, "D1", second, "second, in other words")
    await edit(bot, "D1", first, "an earlier one stays as it was answered")
    await bot.people.say("D1", "third")
    assert [one["text"] for one in await bot.said("D1", "", 3)] == ["Answer 1", "Answer 2", "Answer 3"]
    assert [call["ts"] for call in await done(bot, "chat.update")] == [bot.slack.said("D1")[1]["ts"]]


@pytest.mark.parametrize("after", [301, 3600])
async def test_a_later_edit_changes_nothing(bot: Bot, after: float) -> None:
    ts = await bot.people.say("C1", f"{MENTION} can I still renew?")
    await bot.said("C1", ts)
    await edit(bot, "C1", ts, f"{MENTION} something else", after=after)
    await bot.said("C1", ts)
    await done(bot, "chat.update", 0)


async def test_a_preview_that_slack_adds_is_no_edit(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} see https://example.org")
    await bot.said("C1", ts)
    await edit(bot, "C1", ts, f"{MENTION} see https://example.org", attachments=[{"title": "Example"}])
    await bot.said("C1", ts)
    await done(bot, "chat.update", 0)


async def test_a_secret_that_an_edit_brings_is_warned_of(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} can I still renew?")
    await bot.said("C1", ts)
    await edit(bot, "C1", ts, f"{MENTION} can I still renew EAV-0123456789?")
    (warning,) = await bot.responses()
    assert "have not stored it" in str(warning["blocks"])
    await done(bot, "chat.update")
    assert "0123456789" not in str(bot.slack.calls)


async def test_an_edit_that_asks_for_a_human_calls_one(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} can I still renew?")
    await bot.said("C1", ts)
    await edit(bot, "C1", ts, f"{MENTION} let me talk to a human")
    await bot.said("C0TRIAGE", "")
    await bot.said("C1", ts, 2)


async def test_with_a_deleted_question_its_answer_and_what_was_kept_are_gone(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} can I still renew?")
    await bot.said("C1", ts)
    await delete(bot, "C1", ts)
    await done(bot, "chat.delete")
    await bot.said("C1", ts, 0)
    (state,) = [await bot.redis.get(key) for key in await _states(bot)]
    assert "Answer" not in state
    assert "misunderstood" not in state


async def test_after_a_deleted_follow_up_the_conversation_is_as_it_was_before(bot: Bot) -> None:
    await bot.people.say("D1", "first")
    second = await bot.people.say("D1", "second")
    await bot.said("D1", "", 2)
    await delete(bot, "D1", second)
    await done(bot, "chat.delete")
    await bot.people.say("D1", "third")
    assert [one["text"] for one in await bot.said("D1", "", 2)] == ["Answer 1", "Answer 2"]


async def test_when_an_earlier_question_is_deleted_nothing_is_remembered(bot: Bot) -> None:
    first = await bot.people.say("D1", "first")
    await bot.people.say("D1", "second")
    await bot.said("D1", "", 2)
    await delete(bot, "D1", first)
    await done(bot, "chat.delete")
    await bot.people.say("D1", "third")
    assert [one["text"] for one in await bot.said("D1", "", 2)] == ["Answer 2", "Answer 1"]


async def test_a_deleted_message_that_was_not_for_the_bot_changes_nothing(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} can I still renew?")
    await bot.said("C1", ts)
    chatter = await bot.people.say("C1", "chatter", thread=ts)
    await delete(bot, "C1", chatter)
    await bot.people.say("C1", "and?", thread=ts)
    assert (await bot.said("C1", ts, 2))[1]["text"] == "Answer 2"


async def _states(bot: Bot) -> list[str]:
    return [str(key) for key in await bot.redis.keys("*state*")]


BEFORE = {"type": "message", "user": "U1", "text": "before", "ts": "100.000001"}
AFTER = BEFORE | {"text": "after", "edited": {"user": "U1", "ts": "160.000001"}}
CHANGED = {
    "type": "message",
    "subtype": "message_changed",
    "channel": "C1",
    "message": AFTER,
    "previous_message": BEFORE,
}


@pytest.mark.parametrize(
    "event",
    [
        CHANGED | {"message": AFTER | {"bot_id": BOT_ID}},
        CHANGED | {"message": AFTER | {"user": BOT}},
        CHANGED | {"message": {key: AFTER[key] for key in AFTER if key != "edited"}},
        CHANGED | {"message": AFTER | {"text": "before"}},
        CHANGED | {"message": "not a message"},
        CHANGED | {"previous_message": None},
        CHANGED | {"subtype": "message_deleted", "previous_message": BEFORE | {"bot_id": BOT_ID}},
        CHANGED | {"subtype": "message_deleted", "previous_message": None},
        CHANGED | {"type": "reaction_added"},
    ],
)
async def test_what_no_person_changed_is_ignored(event: dict[str, Any]) -> None:
    assert change.read(envelope(event), BOT) is None


async def test_an_edit_belongs_to_the_conversation_of_its_message() -> None:
    def conversation(**more: Any) -> str:
        read = change.read(envelope(CHANGED | more), BOT)
        assert read is not None
        return read.conversation

    assert conversation() == "C1:100.000001"
    assert conversation(message=AFTER | {"thread_ts": "90.000001"}) == "C1:90.000001"
    assert conversation(channel="D1") == "D1"
    assert conversation(channel="D1", message=AFTER | {"thread_ts": "90.000001"}) == "D1:90.000001"


async def test_an_edit_at_no_time_is_malformed() -> None:
    with pytest.raises(Malformed):
        change.read(envelope(CHANGED | {"message": AFTER | {"edited": {"ts": "soon"}}}), BOT)
