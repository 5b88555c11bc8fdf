"""The agent conversation: what is suggested when it is opened, its threads, its title and its state."""

import pytest

from bot.slack.listeners import home
from bot.workspace.state import BOT
from tests.edge import Bot, settled
from tests.slack import surfaces

pytestmark = pytest.mark.asyncio(loop_scope="module")


def calls(bot: Bot, method: str) -> list[dict[str, object]]:
    return [call.args for call in bot.slack.calls if call.method == method]


async def opened(bot: Bot, user: str, tab: str = "messages") -> None:
    event = {"type": "app_home_opened", "user": user, "channel": "D1", "tab": tab, "event_ts": bot.slack.stamp()}
    assert await bot.people.event(event) == 200


async def ask(bot: Bot, text: str) -> str:
    """Write to the agent as Slack's agent view sends it: with what the person was looking at. The message's ts."""
    message = bot.slack.add("D1", {"user": "U1", "text": text})
    event = {**message, "channel": "D1", "channel_type": "im", "app_context": {"entities": []}}
    assert await bot.people.event(event) == 200
    return str(message["ts"])


async def statuses(bot: Bot, count: int) -> list[object]:
    return [one["status"] for one in await settled(lambda: calls(bot, "agents.sessions.setStatus"), count)]


@pytest.mark.parametrize(("user", "locale", "first"), [("UEN", "en-US", "Can I"), ("UJA", "ja-JP", "ライセンス")])
async def test_prompts_are_suggested_in_the_language_of_whoever_opens_it(
    bot: Bot, user: str, locale: str, first: str
) -> None:
    surfaces.speaks(bot, **{user: locale})
    await opened(bot, user)
    (asked,) = await settled(lambda: calls(bot, "assistant.threads.setSuggestedPrompts"), 1)
    assert asked["channel_id"] == "D1"
    assert "thread_ts" not in asked
    assert isinstance(asked["prompts"], list)
    assert len(asked["prompts"]) == len(home.PROMPTS) <= 4
    assert asked["prompts"][0]["message"].startswith(first)


async def test_the_home_tab_gets_no_prompts(bot: Bot) -> None:
    await opened(bot, "UEN", tab="home")
    await settled(lambda: calls(bot, "assistant.threads.setSuggestedPrompts"), 0)


async def test_each_question_is_answered_in_a_thread_of_its_own(bot: Bot) -> None:
    one, other = await ask(bot, "first"), await ask(bot, "second")
    assert [answer["text"] for answer in await bot.said("D1", one)] == ["Answer 1"]
    assert [answer["text"] for answer in await bot.said("D1", other)] == ["Answer 1"]
    await bot.people.say("D1", "and then?", thread=one)
    assert (await bot.said("D1", one, 2))[1]["text"] == "Answer 2"


async def test_the_thread_has_a_title_and_is_shown_as_worked_on_and_done(bot: Bot) -> None:
    ts = await ask(bot, "can I renew my aubergine?")
    assert await statuses(bot, 2) == ["processing", "active"]
    first = calls(bot, "agents.sessions.setStatus")[0]
    assert (first["channel_id"], first["thread_ts"], first["title"]) == ("D1", ts, "License renewal")


async def test_elsewhere_nothing_is_told_of_sessions(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"<@{BOT}> hi")
    await bot.said("C1", ts)
    await bot.people.say("D1", "hi")
    await bot.said("D1", "")
    assert await statuses(bot, 0) == []


async def test_a_hanging_status_delays_no_answer(bot: Bot) -> None:
    bot.slack.fates["agents.sessions.setStatus"].append("hang")
    ts = await ask(bot, "hi")
    assert not calls(bot, "agents.sessions.setStatus")
    (answer,) = await bot.said("D1", ts)
    assert answer["text"] == "Answer 1"


async def test_a_refused_status_costs_no_answer_and_is_not_tried_again(bot: Bot) -> None:
    bot.slack.fates["agents.sessions.setStatus"].append("forbidden")
    first = await ask(bot, "first")
    await statuses(bot, 1)
    await bot.said("D1", first)
    second = await ask(bot, "second")
    await bot.said("D1", second)
    await statuses(bot, 1)
