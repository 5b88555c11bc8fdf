"""The message shortcut: somebody's message, answered to whoever asked about it."""

import pytest

from bot.workspace.state import BOT
from tests.edge import Bot
from tests.slack import surfaces

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_only_the_one_who_used_it_sees_the_answer(bot: Bot) -> None:
    assert await surfaces.use_shortcut(bot, "our license ran out in March", channel="C0ELSEWHERE") == 200
    (answer,) = await bot.responses()
    assert answer["response_type"] == "ephemeral"
    assert answer["text"] == "Answer 1"
    assert not bot.slack.said("C1")


async def test_the_answer_can_be_shared_in_the_channel(bot: Bot) -> None:
    await surfaces.use_shortcut(bot, "our license ran out in March")
    (answer,) = await bot.responses()
    await bot.people.click(answer, "share")
    shared = (await bot.responses(2))[1]
    assert shared["response_type"] == "in_channel"


async def test_the_answer_can_be_kept_private(bot: Bot) -> None:
    await surfaces.use_shortcut(bot, "our license ran out in March")
    (answer,) = await bot.responses()
    await bot.people.click(answer, "keep")
    assert (await bot.responses(2))[1]["replace_original"] is True


async def test_each_message_is_a_question_of_its_own(bot: Bot) -> None:
    await surfaces.use_shortcut(bot, "first")
    await surfaces.use_shortcut(bot, "second")
    assert [answer["text"] for answer in await bot.responses(2)] == ["Answer 1", "Answer 1"]


async def test_chatter_is_answered_too(bot: Bot) -> None:
    await surfaces.use_shortcut(bot, "chatter")
    await bot.responses()


async def test_a_message_without_words_is_explained_to(bot: Bot) -> None:
    await surfaces.use_shortcut(bot, "")
    (answer,) = await bot.responses()
    assert "for example" in str(answer["blocks"])


async def test_a_secret_in_somebody_elses_message_is_warned_of_and_kept_nowhere(bot: Bot) -> None:
    await surfaces.use_shortcut(bot, f"<@{BOT}> serial EAV-0123456789, can we renew?")
    (answer,) = await bot.responses()
    assert "tell its author" in str(answer["blocks"])
    assert "0123456789" not in str(answer)
    kept = [await bot.redis.get(key) for key in await bot.redis.keys("*state*")]
    assert kept
    assert "0123456789" not in str(kept)


async def test_two_quick_uses_on_one_message_are_not_refused(bot: Bot) -> None:
    for user in ("U1", "U2"):
        await surfaces.use_shortcut(bot, "ran out in March", user=user)
    await bot.responses(2)
