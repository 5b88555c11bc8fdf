"""What is done in one of two workspaces is answered with that one's token, in its people's language, by its staff.

Both have people with the same ids. The stand-in takes a call only into the workspace whose token it comes with.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot import clock
from bot.delivery.thumbs import Counted, Thumbs
from bot.workspace.installing import Tenant
from bot.workspace.person import Person
from bot.workspace.state import Message
from tests.edge import TRIAGE, settled
from tests.slack.many import ONE, TWO, Shared, sharing, tenants

pytestmark = pytest.mark.asyncio(loop_scope="module")
GROUP = {ONE: "S1ONE", TWO: "S2TWO"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def started(redis: Redis, redis_url: str) -> AsyncIterator[Shared]:
    groups = ",".join(f"{team}={group}" for team, group in GROUP.items())
    async with sharing(redis, redis_url, SUPPORT_GROUP=groups, TRIAGE_CHANNEL=TRIAGE) as one:
        yield one


@pytest_asyncio.fixture(loop_scope="module")
async def bot(started: Shared) -> Shared:
    """Two workspaces: U1 speaks English in the first, Japanese in the second; U8 is staff in one, U9 in the other."""
    await started.redis.flushall()
    started.slack.tenants = list(tenants())
    for tenant, locale, agent in zip(list(started.slack.tenants), ("en-US", "ja-JP"), ("U8", "U9"), strict=True):
        assert await started.install(tenant) == 200
        tenant.workspace.people["U1"] = Person("U1", "Somebody", locale)
        tenant.workspace.set_members(GROUP[tenant.team], {agent})
    started.slack.tenants.sort(key=lambda one: one.team)
    return started


async def called(tenant: Tenant, method: str) -> list[dict[str, Any]]:
    """The arguments of the only call of a method in a workspace."""
    calls = await settled(lambda: [call for call in tenant.workspace.calls if call.method == method], 1)
    assert [call.outcome for call in calls] == ["ok"]
    return [call.args for call in calls]


async def test_a_form_opens_in_the_workspace_and_the_language_of_whoever_asks_for_it(bot: Shared) -> None:
    for tenant, title in zip(bot.slack.tenants, ("Check a renewal", "更新できるか確認"), strict=True):
        assert await bot.command(tenant, "check") == (200, "")
        (opened,) = await called(tenant, "views.open")
        assert opened["view"]["title"]["text"] == title
        assert [stack[-1]["title"]["text"] for stack in tenant.workspace.shown.modals.values()] == [title]


async def test_prompts_are_suggested_in_the_workspace_in_which_the_bot_is_opened(bot: Shared) -> None:
    for tenant, first in zip(bot.slack.tenants, ("Can I", "ライセンス"), strict=True):
        event = {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"}
        assert await bot.event(tenant, event) == 200
        (suggested,) = await called(tenant, "assistant.threads.setSuggestedPrompts")
        assert first in str(suggested["prompts"])


async def test_the_home_tab_shows_a_workspace_its_own_requests_and_only_to_its_own_staff(bot: Shared) -> None:
    one, two = bot.slack.tenants
    await bot.ask(two, "a human please")
    await settled(lambda: two.workspace.said(TRIAGE), 1)
    for tenant in (one, two):
        for user in ("U8", "U9"):
            event = {"type": "app_home_opened", "user": user, "channel": "D1", "tab": "home"}
            assert await bot.event(tenant, event) == 200
        await settled(lambda tenant=tenant: list(tenant.workspace.shown.homes.values()), 2)
    seen = {
        (tenant.team, user): str(view) for tenant in (one, two) for user, view in tenant.workspace.shown.homes.items()
    }
    assert {who for who, view in seen.items() if "<@U1>" in view} == {(TWO, "U9")}
    assert {who for who, view in seen.items() if "7 days" in view or "7日" in view} == {(ONE, "U8"), (TWO, "U9")}


async def test_a_command_is_answered_where_it_was_typed(bot: Shared) -> None:
    one, two = bot.slack.tenants
    assert await bot.command(two, "can I renew?") == (200, "")
    await settled(lambda: two.workspace.responses, 1)
    assert not one.workspace.responses


async def test_a_button_is_answered_in_its_own_workspace(bot: Shared) -> None:
    one, two = bot.slack.tenants
    ts = await bot.ask(two)
    (answer,) = await bot.answered(two, ts)
    choice = {"type": "button", "action_id": "choice-0", "block_id": "b", "value": "it was the package"}
    assert await bot.press(two, answer, choice, "C1", "U1") == 200
    await bot.answered(two, ts, 2)
    assert not one.workspace.said("C1")


async def test_thumbs_are_counted_for_their_own_workspace(bot: Shared) -> None:
    one, two = bot.slack.tenants
    (answer,) = await bot.answered(two, await bot.ask(two))
    up = {"type": "feedback_buttons", "action_id": "feedback", "value": "up"}
    assert await bot.press(two, answer, up, "C1", "U1") == 200
    thumbs, today = Thumbs(bot.redis), clock.today("Asia/Tokyo")
    assert await thumbs.count(one.team, today, [1]) == [Counted()]
    assert await thumbs.count(two.team, today, [1]) == [Counted(up=1)]


@pytest.mark.parametrize(("place", "agent", "stranger"), [(0, "U8", "U9"), (1, "U9", "U8")])
async def test_only_the_staff_of_a_workspace_may_claim_what_is_asked_there(
    bot: Shared, place: int, agent: str, stranger: str
) -> None:
    tenant, other = bot.slack.tenants[place], bot.slack.tenants[1 - place]
    await bot.ask(tenant, "a human please")
    (card,) = await settled(lambda: tenant.workspace.said(TRIAGE), 1)
    assert await bot.press(tenant, card, claim(card), TRIAGE, stranger) == 200
    (refused,) = await settled(lambda: tenant.workspace.responses, 1)
    assert {"U8": "support group", "U9": "サポートグループ"}[stranger] in refused["text"]
    assert await bot.press(tenant, card, claim(card), TRIAGE, agent) == 200
    await settled(lambda: [card for card in tenant.workspace.said(TRIAGE) if f"<@{agent}>" in str(card["blocks"])], 1)
    assert not other.workspace.said(TRIAGE)
    assert not other.workspace.responses


def claim(card: Message) -> dict[str, Any]:
    """The button on a card."""
    elements = [one for block in card["blocks"] for one in block.get("elements", [])]
    (button,) = [one for one in elements if one.get("action_id") == "ticket-claim"]
    return {"type": "button", "action_id": "ticket-claim", "block_id": "b", "value": button["value"]}


async def test_a_form_in_a_workspace_without_the_bot_is_refused_in_words(bot: Shared) -> None:
    stranger = Tenant("T3THREE", "U3BOT", tenants()[0].workspace)
    bot.slack.tenants.append(stranger)
    assert await bot.command(stranger, "check") == (200, "")
    (told,) = await settled(lambda: stranger.workspace.responses, 1)
    assert "not installed" in told["text"]
    assert not stranger.workspace.calls


async def test_nobody_is_refused_because_the_bots_token_has_ended(bot: Shared) -> None:
    (one, _) = bot.slack.tenants
    one.lasts = 43200.0
    assert await bot.install(one) == 200
    await bot.ask(one, "a human please")
    (card,) = await settled(lambda: one.workspace.said(TRIAGE), 1)
    one.tokens = dict.fromkeys(one.tokens, 1.0)
    assert await bot.press(one, card, claim(card), TRIAGE, "U8") == 200
    await settled(lambda: [card for card in one.workspace.said(TRIAGE) if "<@U8>" in str(card["blocks"])], 1)
    assert ("users.info", "token_expired") in {(call.method, call.outcome) for call in one.workspace.calls}
    assert not one.workspace.responses
