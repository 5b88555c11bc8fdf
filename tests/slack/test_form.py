"""The form: opened, filled in, answered at once or where it was opened."""

from typing import Any

import pytest
import pytest_asyncio

from bot.desk import Desk
from bot.workspace.state import BOT
from tests.edge import TRIAGE, Bot, forget, fresh
from tests.slack import surfaces

pytestmark = pytest.mark.asyncio(loop_scope="module")

MENTION = f"<@{BOT}>"


@pytest_asyncio.fixture(loop_scope="module")
async def bot(knowing: Bot) -> Bot:
    await forget(knowing.redis)
    knowing.server.workspace = fresh()
    return knowing


def shown(view: dict[str, Any]) -> str:
    return str(view["blocks"])


def buttons(view: dict[str, Any]) -> list[str]:
    elements = [element for block in view["blocks"] for element in block.get("elements", [])]
    return [element["action_id"] for element in elements if "action_id" in element]


async def test_the_command_opens_it_in_the_language_of_the_asker(bot: Bot) -> None:
    surfaces.speaks(bot, UJAPANESE2="ja-JP")
    assert await bot.people.command("check", user="UJAPANESE2") == 200
    view = await surfaces.opened(bot)
    assert view["title"]["text"] == "更新できるか確認"
    assert [block["block_id"] for block in view["blocks"]][1:] == ["product", "expiry"]
    await bot.responses(0)


async def test_the_answer_is_shown_at_once_and_can_be_shared(bot: Bot) -> None:
    await bot.people.command("check")
    view = await surfaces.opened(bot)
    answered = await surfaces.submit(bot, view, "eepa", "2018-02-10")
    assert answered["response_action"] == "update"
    assert "Yes, until 10 May 2018." in shown(answered["view"])
    assert "expired 10 Feb 2018 · today 1 May · last day 10 May · 9 days left" in shown(answered["view"])
    assert buttons(answered["view"]) == ["form", "share", "human"]
    assert await surfaces.press(bot, answered["view"], "share") == 200
    (shared,) = await bot.responses()
    assert shared["response_type"] == "in_channel"
    assert "Yes, until 10 May 2018." in shared["text"]
    assert "<@U1>" in shown(shared)
    assert "Product: ESET Endpoint Protection Advanced" in shown(shared)
    assert "10 February 2018" in shown(shared)


async def test_a_button_of_the_answer_goes_on_in_the_form(bot: Bot) -> None:
    await bot.people.command("check")
    view = await surfaces.opened(bot)
    answered = await surfaces.submit(bot, view, "efs_linux", "2018-01-10")
    assert "It depends on which license it is." in shown(answered["view"])
    assert buttons(answered["view"])[:2] == ["choice-0", "choice-1"]
    await surfaces.press(bot, answered["view"], "choice-1")
    settled = await surfaces.changed(bot)
    assert "No. The last day to renew was 10 April 2018." in shown(settled)
    await surfaces.press(bot, settled, "form")
    again = await surfaces.changed(bot, 2)
    assert again["callback_id"] == "form"
    assert again["blocks"][1]["element"]["initial_option"]["value"] == "efs_linux"
    assert again["blocks"][2]["element"]["initial_date"] == "2018-01-10"


async def test_a_human_can_be_called_from_the_answer(bot: Bot) -> None:
    await bot.people.command("check")
    view = await surfaces.opened(bot)
    answered = await surfaces.submit(bot, view, "eepa", "2018-02-01")
    await surfaces.press(bot, answered["view"], "human")
    (card,) = await bot.said(TRIAGE, "")
    assert "2018-02-01" in shown(card)
    assert "<@U1>" in shown(card)
    assert "colleague" in shown(await surfaces.changed(bot))


@pytest.mark.parametrize(
    ("product", "expiry", "field", "told"),
    [
        (None, None, "product", "at least one"),
        ("eepa", "2031-05-01", "expiry", "to 1 May 2028"),
        ("eepa", "0018-02-10", "expiry", "from 1 January 1990"),
        ("eepa", "2018-02-30", "expiry", "no such day"),
        ("gone", "2018-02-10", "product", "no longer in the list"),
    ],
)
async def test_a_slip_is_told_beside_its_field(
    bot: Bot, product: str | None, expiry: str | None, field: str, told: str
) -> None:
    await bot.people.command("check")
    view = await surfaces.opened(bot)
    answered = await surfaces.submit(bot, view, product, expiry)
    assert answered["response_action"] == "errors"
    assert told in answered["errors"][field]


async def test_without_a_day_the_answer_asks_for_it(bot: Bot) -> None:
    await bot.people.command("check")
    answered = await surfaces.submit(bot, await surfaces.opened(bot), "ems_linux", None)
    assert "What is the exact expiry date?" in shown(answered["view"])


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("endpoint protection adv", "eepa"),
        ("エンドポイントプロテクションアドバンスド", "eepa"),
        ("ｎｏｄ３２", "nod32_server"),
        ("mail", "ems_linux"),
    ],
)
async def test_the_list_filters_as_one_types(bot: Bot, typed: str, first: str) -> None:
    await bot.people.command("check")
    view = await surfaces.opened(bot)
    offered = [option["value"] for option in await surfaces.type_into(bot, view, typed)]
    assert first in offered[:3], offered


async def test_the_list_holds_everything_before_anything_is_typed_and_nothing_for_nonsense(
    bot: Bot, desk: Desk
) -> None:
    await bot.people.command("check")
    view = await surfaces.opened(bot)
    assert len(await surfaces.type_into(bot, view, "")) == len(desk.knowledge.catalogue.products) <= 100
    assert await surfaces.type_into(bot, view, "qqqq") == []


async def test_the_button_below_an_answer_changes_it_in_its_thread(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} Endpoint Protection Advanced expired on 10 January 2018, can I renew?")
    (answer,) = await bot.said("C1", ts)
    assert "No." in answer["text"]
    await bot.people.click(answer, "form")
    view = await surfaces.opened(bot)
    assert view["blocks"][1]["element"]["initial_option"]["value"] == "eepa"
    assert view["blocks"][2]["element"]["initial_date"] == "2018-01-10"
    assert await surfaces.submit(bot, view, "eepa", "2018-02-10", user="U3") == {}
    changed = (await bot.said("C1", ts, 2))[1]
    assert changed["text"] == "Yes, until 10 May 2018."
    assert "<@U3>" in shown(changed)
    await bot.people.say("C1", "and if I apply on 11 May?", thread=ts)
    assert "11 May 2018 is too late" in shown((await bot.said("C1", ts, 3))[2])


async def test_a_form_opened_from_a_private_answer_is_answered_privately(bot: Bot) -> None:
    await bot.people.command("Endpoint Protection Advanced 2018-01-10")
    (answer,) = await bot.responses()
    await bot.people.click(answer, "form")
    assert await surfaces.submit(bot, await surfaces.opened(bot), "eepa", "2018-02-10") == {}
    second = (await bot.responses(2))[1]
    assert second["response_type"] == "ephemeral"
    assert second["text"] == "Yes, until 10 May 2018."
    assert not bot.slack.said("C1")


async def test_help_offers_it(bot: Bot) -> None:
    await bot.people.say("D1", "help")
    (told,) = await bot.said("D1", "")
    await bot.people.click(told, "form", channel="D1")
    assert await surfaces.submit(bot, await surfaces.opened(bot), None, "2018-02-10") == {}
    assert "whichever license it is" in (await bot.said("D1", "", 2))[1]["text"]


async def test_when_slack_cannot_open_it_the_command_explains_itself(bot: Bot) -> None:
    bot.slack.fates["views.open"].append("500")
    await bot.people.command("check")
    (told,) = await bot.responses()
    assert "for example" in shown(told)


async def test_where_a_person_has_taken_over_the_form_is_passed_on_to_them(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} Endpoint Protection Advanced expired on 10 January 2018, can I renew?")
    (answer,) = await bot.said("C1", ts)
    await bot.people.click(answer, "human")
    (card,) = await bot.said(TRIAGE, "")
    await bot.said("C1", ts, 2)
    await bot.people.click(answer, "form")
    assert await surfaces.submit(bot, await surfaces.opened(bot), "eepa", "2018-02-10") == {}
    (_, passed_on) = await bot.said(TRIAGE, card["ts"], 2)
    assert "ESET Endpoint Protection Advanced, 10 February 2018" in passed_on["text"]
    await bot.said("C1", ts, 2)
