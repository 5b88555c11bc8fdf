"""The command /renewal: for the asker alone, and shared at will."""

import pytest

from bot.workspace.state import BOT
from tests.edge import TRIAGE, Bot
from tests.slack import surfaces

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_answer_is_for_the_asker_alone_and_can_be_shared(bot: Bot) -> None:
    assert await bot.people.command("can I still renew?") == 200
    assert bot.people.last[-1] == ""
    (answer,) = await bot.responses()
    assert answer["response_type"] == "ephemeral"
    assert answer["text"] == "Answer 1"
    assert await bot.people.click(answer, "share") == 200
    shared = (await bot.responses(2))[1]
    assert shared["response_type"] == "in_channel"
    assert shared["text"] == "Answer 1"
    assert "<@U1>" in str(shared["blocks"])
    assert "share" not in str(shared["blocks"])
    assert "choice" not in str(shared["blocks"])
    (seen,) = bot.slack.said("C1")
    assert seen["text"] == "Answer 1"
    assert not bot.slack.shown.whispers["U1"]


@pytest.mark.parametrize("typed", ["  ", "help", "HELP", "ヘルプ", "watch"])
async def test_without_a_question_it_explains_itself_in_the_language_of_the_asker(bot: Bot, typed: str) -> None:
    surfaces.speaks(bot, UENGLISH="en-GB", UJAPANESE="ja-JP")
    for user, word, other in (("UENGLISH", "for example", "例"), ("UJAPANESE", "例", "for example")):
        bot.slack.responses.clear()
        assert await bot.people.command(typed, user=user) == 200
        (answer,) = await bot.responses()
        assert word in str(answer["blocks"])
        assert other not in str(answer["blocks"])


async def test_where_slack_does_not_tell_a_language_it_explains_itself_in_both(bot: Bot) -> None:
    bot.slack.fates["users.info"].append("500")
    await bot.people.command("", user="UNOBODY")
    (answer,) = await bot.responses()
    assert "for example" in str(answer["blocks"])
    assert "例" in str(answer["blocks"])


async def test_a_choice_of_a_private_answer_is_answered_privately(bot: Bot) -> None:
    await bot.people.command("can I still renew?")
    (answer,) = await bot.responses()
    await bot.people.click(answer, "choice-0")
    second = (await bot.responses(2))[1]
    assert second["text"] == "Answer 2"
    assert second["response_type"] == "ephemeral"


async def test_the_shared_answer_is_the_one_whose_button_was_pressed(bot: Bot) -> None:
    await bot.people.command("first")
    (first,) = await bot.responses()
    await bot.people.command("second")
    await bot.responses(2)
    await bot.people.click(first, "share")
    assert (await bot.responses(3))[2]["text"] == "Answer 1"


async def test_people_do_not_share_a_private_conversation(bot: Bot) -> None:
    await bot.people.command("hi", user="U1")
    await bot.people.command("hi", user="U2")
    assert [answer["text"] for answer in await bot.responses(2)] == ["Answer 1", "Answer 1"]


async def test_a_human_can_be_called_from_a_private_answer(bot: Bot) -> None:
    await bot.people.command("hi")
    (answer,) = await bot.responses()
    await bot.people.click(answer, "human")
    (card,) = await bot.said(TRIAGE, "")
    assert "<#C1>" in str(card["blocks"])
    assert (await bot.responses(2))[1]["response_type"] == "ephemeral"
    await bot.people.command("another question")
    await bot.responses(3)


async def test_a_response_url_elsewhere_is_never_called(bot: Bot) -> None:
    status = await bot.people.form(
        command="/renewal",
        text="hi",
        team_id="T1",
        channel_id="C1",
        user_id="U1",
        trigger_id="1.2.3",
        response_url="http://stolen.example/respond/1",
    )
    assert status == 200
    await bot.responses(0)
    assert not await bot.redis.keys("*outbox*")


async def test_the_command_does_not_touch_a_thread(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"<@{BOT}> hi")
    await bot.said("C1", ts)
    await bot.people.command("hi")
    assert (await bot.responses())[0]["text"] == "Answer 1"


async def test_an_answer_can_be_kept_private(bot: Bot) -> None:
    await bot.people.command("can I still renew?")
    (answer,) = await bot.responses()
    assert await bot.people.click(answer, "keep") == 200
    kept = (await bot.responses(2))[1]
    assert kept["replace_original"] is True
    assert kept["response_type"] == "ephemeral"
    assert kept["text"] == "Answer 1"
    names = [one["action_id"] for block in kept["blocks"] for one in block.get("elements", []) if "action_id" in one]
    assert "share" not in names
    assert "keep" not in names
    assert "human" in names
