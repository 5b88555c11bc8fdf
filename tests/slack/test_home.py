"""The home tab: what to ask and one's own requests for everyone, how the desk is doing for the support group."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
import yaml
from redis.asyncio import Redis

from bot.core.intent import pattern
from bot.desk import Desk
from bot.slack.views import example, home
from bot.workspace.person import Person
from bot.workspace.server import Server
from bot.workspace.state import BOT
from tests.edge import TRIAGE, Bot, forget, fresh, running, settled
from tests.slack import surfaces

pytestmark = pytest.mark.asyncio(loop_scope="module")

MENTION = f"<@{BOT}>"
PUZZLE = "wibble wobble flurb"


@pytest_asyncio.fixture(loop_scope="module")
async def bot(knowing: Bot) -> Bot:
    await forget(knowing.redis)
    knowing.server.workspace = fresh()
    return knowing


async def opened(bot: Bot, user: str = "U1") -> dict[str, Any]:
    """Somebody opens their home tab; what they see."""
    before = len([call for call in bot.slack.calls if call.method == "views.publish"])
    event = {"type": "app_home_opened", "user": user, "channel": "D1", "tab": "home", "event_ts": bot.slack.stamp()}
    assert await bot.people.event(event) == 200
    calls = await settled(lambda: [call for call in bot.slack.calls if call.method == "views.publish"], before + 1)
    assert calls[-1].outcome == "ok", calls[-1]
    return bot.slack.shown.homes[user]


def read(view: dict[str, Any]) -> str:
    return str(view["blocks"])


async def test_everyone_sees_what_to_ask_and_that_they_wait_for_nobody(bot: Bot) -> None:
    seen = read(await opened(bot))
    assert "Can I still renew File Security?" in seen
    assert "None. When you ask for a person" in seen
    assert "Not understood" not in seen


async def test_it_is_in_the_language_that_is_set_in_slack(bot: Bot) -> None:
    surfaces.speaks(bot, UJAPANESE="ja-JP")
    assert "更新について質問する" in read(await opened(bot, "UJAPANESE"))


async def test_its_button_opens_the_form_whose_answer_stays_in_it(bot: Bot) -> None:
    view = await opened(bot)
    assert await surfaces.press(bot, view, "form") == 200
    form = await surfaces.opened(bot)
    answered = await surfaces.submit(bot, form, "eepa", "2018-02-10")
    assert "Yes, until 10 May 2018." in read(answered["view"])
    assert "1 answered, 0 asked back" in read(await opened(bot, "U8"))


async def test_whoever_waits_sees_it_and_who_has_taken_it_over(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} I want to talk to a human")
    await bot.said("C1", ts)
    (card,) = await bot.said(TRIAGE, "")
    assert "waiting for a colleague" in read(await opened(bot))
    assert await bot.people.click(card, "ticket-claim", TRIAGE, "U8") == 200
    await bot.said("C1", ts, 2)
    assert "<@U8> has taken it over" in read(await opened(bot))
    assert "None. When you ask for a person" in read(await opened(bot, "U2"))


async def test_the_support_group_sees_who_waits_and_what_questions_came_to(bot: Bot) -> None:
    asked = await bot.people.say("C1", f"{MENTION} Can I still renew my license?")
    (answer,) = await bot.said("C1", asked)
    await bot.said("C1", await bot.people.say("C1", f"{MENTION} gateway license, expired 31 March 2018, renewable?"))
    await bot.said("C1", await bot.people.say("C1", f"{MENTION} {PUZZLE}"))
    await bot.people.click(answer, "human")
    await bot.said(TRIAGE, "")
    seen = read(await opened(bot, "U8"))
    assert "<@U1> is waiting, nobody has claimed it" in seen
    assert "1 answered, 1 asked back, 1 handed over, 1 not understood" in seen
    assert "FAQ No. 83: Yearly renewal (24 November 2017). A newer edition is known to exist." in seen
    assert PUZZLE in seen


async def test_a_question_that_was_not_understood_becomes_lines_to_paste(bot: Bot) -> None:
    await bot.said("C1", await bot.people.say("C1", f"{MENTION} {PUZZLE}"))
    assert await surfaces.press(bot, await opened(bot, "U8"), f"{home.EXAMPLE}-0", "U8") == 200
    shown = await surfaces.opened(bot)
    assert "knowledge/phrases/en.yaml" in read(shown)
    assert f"    - {PUZZLE}" in shown["blocks"][2]["text"]["text"]
    assert "at the end of the list can_renew" in read(shown)
    option = {"text": {"type": "plain_text", "text": "license_info"}, "value": "license_info"}
    await surfaces.choose(bot, shown, option, "U8")
    assert "at the end of the list license_info" in read(await surfaces.changed(bot))


async def test_what_was_asked_in_private_and_what_was_deleted_is_shown_to_nobody(bot: Bot) -> None:
    await bot.people.say("D1", PUZZLE)
    await bot.said("D1", "")
    await bot.said("G1", await bot.people.say("G1", f"{MENTION} {PUZZLE}"))
    ts = await bot.people.say("C1", f"{MENTION} {PUZZLE}")
    await bot.said("C1", ts)
    assert read(await opened(bot, "U8")).count(PUZZLE) == 1
    message = {"type": "message", "user": "U1", "text": PUZZLE, "ts": ts}
    gone = {"type": "message", "subtype": "message_deleted", "channel": "C1", "channel_type": "channel"}
    await bot.people.event(gone | {"ts": bot.slack.stamp(), "deleted_ts": ts, "previous_message": message})
    await settled(lambda: [call for call in bot.slack.calls if call.method == "chat.delete"], 1)
    assert PUZZLE not in read(await opened(bot, "U8"))


async def test_secrets_in_what_was_not_understood_are_taken_out(bot: Bot) -> None:
    await bot.said("C1", await bot.people.say("C1", f"{MENTION} {PUZZLE} EAV-0123456789"))
    seen = read(await opened(bot, "U8"))
    assert PUZZLE in seen
    assert "0123456789" not in seen


async def test_who_is_not_in_the_group_gets_no_lines_whatever_they_press(bot: Bot) -> None:
    await bot.said("C1", await bot.people.say("C1", f"{MENTION} {PUZZLE}"))
    view = await opened(bot, "U8")
    assert await surfaces.press(bot, view, f"{home.EXAMPLE}-0", "U1") == 200
    shown = read(await surfaces.opened(bot))
    assert "Only members of the support group may do this." in shown
    assert PUZZLE not in shown


async def test_a_question_that_is_put_better_is_no_longer_among_them(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} {PUZZLE}")
    await bot.said("C1", ts)
    view = await opened(bot, "U8")
    before = {"type": "message", "user": "U1", "text": f"{MENTION} {PUZZLE}", "ts": ts}
    after = before | {"text": f"{MENTION} Can I renew?", "edited": {"user": "U1", "ts": bot.slack.stamp()}}
    changed = {"type": "message", "subtype": "message_changed", "channel": "C1", "channel_type": "channel"}
    await bot.people.event(changed | {"ts": bot.slack.stamp(), "message": after, "previous_message": before})
    await settled(lambda: [call for call in bot.slack.calls if call.method == "chat.update"], 1)
    assert PUZZLE not in read(await opened(bot, "U8"))
    assert await surfaces.press(bot, view, f"{home.EXAMPLE}-0", "U8") == 200
    assert "no longer kept" in read(await surfaces.opened(bot))


async def test_a_question_that_is_put_otherwise_and_still_not_understood_is_shown_as_it_is_now(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} {PUZZLE}")
    await bot.said("C1", ts)
    before = {"type": "message", "user": "U1", "text": f"{MENTION} {PUZZLE}", "ts": ts}
    after = before | {"text": f"{MENTION} flurb wobble", "edited": {"user": "U1", "ts": bot.slack.stamp()}}
    changed = {"type": "message", "subtype": "message_changed", "channel": "C1", "channel_type": "channel"}
    await bot.people.event(changed | {"ts": bot.slack.stamp(), "message": after, "previous_message": before})
    await settled(lambda: [call for call in bot.slack.calls if call.method == "chat.update"], 1)
    seen = read(await opened(bot, "U8"))
    assert PUZZLE not in seen
    assert "flurb wobble" in seen


async def test_opening_it_again_and_again_does_not_ask_slack_for_the_group_each_time(bot: Bot) -> None:
    for _ in range(4):
        await opened(bot, "U8")
    assert len([call for call in bot.slack.calls if call.method == "usergroups.users.list"]) <= 1


async def test_a_slack_that_is_busy_is_no_reason_to_fail(bot: Bot) -> None:
    bot.slack.fates["users.info"].append("429")
    event = {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home", "event_ts": "1.1"}
    assert await bot.people.event(event) == 200


async def test_when_slack_does_not_tell_who_belongs_to_the_group_that_is_said(bot: Bot) -> None:
    bot.slack.fates["users.info"].append("forbidden")
    assert "could not check with Slack" in read(await opened(bot, "U8"))


async def test_a_channel_that_takes_no_posts_is_told_of(bot: Bot) -> None:
    bot.slack.channels[TRIAGE].archived = True
    ts = await bot.people.say("C1", f"{MENTION} I want to talk to a human")
    await bot.said("C1", ts)
    seen = read(await opened(bot, "U8"))
    assert f"<#{TRIAGE}>: Slack takes no post of mine there (is_archived)" in seen


async def test_a_slack_that_refuses_it_is_no_reason_to_fail(bot: Bot) -> None:
    bot.slack.fates["views.publish"].append("forbidden")
    event = {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home", "event_ts": "1.1"}
    assert await bot.people.event(event) == 200


@pytest_asyncio.fixture(loop_scope="module")
async def without_group(slack: Server, redis: Redis, redis_url: str, desk: Desk) -> AsyncIterator[Bot]:
    async with running(slack, redis, redis_url, desk=desk, SUPPORT_GROUP="", TRIAGE_CHANNEL="") as one:
        await forget(one.redis)
        one.server.workspace = fresh()
        yield one


async def test_without_a_support_group_admins_see_it_and_what_is_not_set(without_group: Bot) -> None:
    without_group.slack.people["U7"] = replace(Person("U7", "Admin"), admin=True)
    assert "SUPPORT_GROUP is not set" in read(await opened(without_group, "U7"))
    assert "TRIAGE_CHANNEL is not set" in read(await opened(without_group, "U7"))
    assert "Not understood" not in read(await opened(without_group, "U1"))


@pytest.mark.parametrize("asked", ["a: b # c", "- 'x' \"y\"", "true", "3月に切れた\nもの", "{x} [y] & *z", "`code`"])
async def test_the_line_to_paste_is_yaml_whatever_was_asked(asked: str) -> None:
    assert yaml.safe_load(example.paste(asked)) == [" ".join(asked.split())]


@pytest.mark.parametrize("asked", ["<renew> me", "a <still|late> b @0.9", "=<possible>", "so .. what", "2 < 3"])
async def test_the_line_to_paste_is_a_plain_sentence_whatever_was_asked(asked: str) -> None:
    (line,) = yaml.safe_load(example.paste(asked))
    assert pattern.is_example(line)
