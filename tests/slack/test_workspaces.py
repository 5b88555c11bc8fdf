"""Two workspaces that have installed the bot, and what is left of one that removes it."""

import asyncio
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
import pytest_asyncio

from bot import operation, settings
from bot.delivery import keys
from bot.workspace.installing import Tenant
from tests.edge import settled
from tests.slack.many import FORM, ONE, TWO, Shared, files, new_browser, tenants

pytestmark = pytest.mark.asyncio(loop_scope="module")
LEFT = {"type": "app_uninstalled"}
REVOKED = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U1BOT"]}}


@pytest_asyncio.fixture(loop_scope="module")
async def bot(shared: Shared) -> Shared:
    """A bot that two workspaces have installed, and nobody else."""
    await shared.redis.flushall()
    shared.slack.tenants = list(tenants())
    for tenant in list(shared.slack.tenants):
        assert await shared.install(tenant) == 200
    shared.slack.tenants.sort(key=lambda one: one.team)
    return shared


async def test_each_is_answered_with_its_own_token(bot: Shared) -> None:
    one, two = bot.slack.tenants
    asked = await asyncio.gather(*(bot.ask(tenant) for tenant in (one, two, one, two)))
    for tenant, ts in zip((one, two, one, two), asked, strict=True):
        (answer,) = await bot.answered(tenant, ts)
        assert answer["text"] == "Answer 1"
    # The stand-in takes a post only into the workspace whose token it comes with.
    for tenant in (one, two):
        assert len(tenant.workspace.said("C1")) == 2
        assert {call.outcome for call in tenant.workspace.calls} == {"ok"}


async def test_the_bot_knows_its_own_name_in_each(bot: Shared) -> None:
    one, two = bot.slack.tenants
    for tenant in (one, two):
        text = f"<@{one.bot}> can I renew?"
        message = tenant.workspace.add("C1", {"user": "U1", "text": text})
        event = {**message, "channel": "C1", "channel_type": "channel"}
        assert await bot.event(tenant, event, authorizations=[]) == 200
    await bot.answered(one, one.workspace.channels["C1"].messages[0]["ts"])
    assert not two.workspace.said("C1")


async def test_what_one_says_is_not_known_in_the_other(bot: Shared) -> None:
    one, two = bot.slack.tenants
    ts = await bot.ask(one)
    await bot.answered(one, ts)
    for tenant, count in ((one, 2), (two, 1)):
        tenant.workspace.add("C1", {"user": "U1", "text": "", "thread_ts": ts})
        event = {"type": "app_mention", "channel": "C1", "user": "U1", "ts": f"{float(ts) + 1:.6f}", "thread_ts": ts}
        assert await bot.event(tenant, {**event, "text": f"<@{tenant.bot}> and now?"}) == 200
        answers = await bot.answered(tenant, ts, count)
        assert answers[-1]["text"] == f"Answer {count}"


async def test_a_channel_shared_between_workspaces_is_answered_by_the_one_that_has_the_bot(bot: Shared) -> None:
    (one, _) = bot.slack.tenants
    message = one.workspace.add("C1", {"user": "U7", "text": f"<@{one.bot}> can I renew?"})
    assert await bot.event(one, {**message, "type": "app_mention", "channel": "C1"}, team_id="T7ELSEWHERE") == 200
    await bot.answered(one, message["ts"])
    assert not await bot.kept("T7ELSEWHERE")


async def test_nobody_else_is_let_in(bot: Shared, capfd: pytest.CaptureFixture[str]) -> None:
    stranger = Tenant("T3THREE", "U3BOT", tenants()[0].workspace)
    await bot.ask(stranger)
    assert not await bot.kept(stranger.team)
    assert "not_installed" in capfd.readouterr().out
    command = {"command": "/renewal", "text": "hi", "team_id": stranger.team, "channel_id": "C1", "user_id": "U1"}
    status, told = await bot.send(urlencode(command).encode(), FORM)
    assert status == 200
    assert "not installed" in told
    assert "インストールされていません" in told
    assert not await bot.kept(stranger.team)


@pytest.mark.parametrize("event", [LEFT, REVOKED])
async def test_nothing_is_left_of_a_workspace_that_removes_the_bot(bot: Shared, event: dict[str, object]) -> None:
    one, two = bot.slack.tenants
    for tenant in (one, two):
        await bot.answered(tenant, await bot.ask(tenant))
    one.revoked = True
    assert await bot.event(one, event) == 200
    assert not await bot.kept(ONE)
    assert await bot.redis.smembers(keys.INSTALLED) == {TWO}
    assert ONE not in await bot.redis.smembers(keys.TEAMS)
    await bot.ask(one)
    await bot.answered(two, await bot.ask(two))
    assert not await bot.kept(ONE)
    assert await bot.event(one, event) == 200


async def test_a_token_of_a_user_that_ends_changes_nothing(bot: Shared) -> None:
    (one, _) = bot.slack.tenants
    assert await bot.event(one, {"type": "tokens_revoked", "tokens": {"oauth": ["U5"]}}) == 200
    await bot.answered(one, await bot.ask(one))


async def test_it_can_be_installed_again(bot: Shared) -> None:
    (one, _) = bot.slack.tenants
    await bot.event(one, LEFT)
    assert await bot.install(one) == 200
    await bot.answered(one, await bot.ask(one))


async def test_news_of_an_earlier_removal_does_not_remove_it_again(bot: Shared) -> None:
    (one, _) = bot.slack.tenants
    assert await bot.event(one, LEFT, event_time=int(time.time()) - 3600) == 200
    await bot.answered(one, await bot.ask(one))
    one.revoked = True
    assert await bot.event(one, LEFT, event_time=int(time.time()) - 3600) == 200
    assert not await bot.kept(ONE)


async def test_every_key_has_a_time_to_live(bot: Shared) -> None:
    async with new_browser() as browser:
        await bot.begin(browser)
    for tenant in bot.slack.tenants:
        await bot.answered(tenant, await bot.ask(tenant))
    kept = await bot.redis.keys("*")
    assert {keys.INSTALLED, keys.Keys(ONE).installation, keys.Keys(TWO).installation} < set(kept)
    assert [key for key in kept if await bot.redis.ttl(key) < 0] == []


async def test_no_token_is_ever_written_as_it_is(bot: Shared, redis_folder: Path) -> None:
    for tenant in bot.slack.tenants:
        tenant.lasts = 43200.0
        assert await bot.install(tenant) == 200
        await bot.answered(tenant, await bot.ask(tenant))
    written = files(redis_folder)
    assert f"{ONE}}}:installation".encode() in written
    for tenant in bot.slack.tenants:
        assert tenant.refreshes
        for secret in (*tenant.tokens, *tenant.refreshes):
            assert secret.encode() not in written
    assert b"secret" not in written
    assert b"xoxb-" not in written


async def test_the_encrypted_token_leaves_the_file_too(bot: Shared, redis_folder: Path) -> None:
    (one, _) = bot.slack.tenants
    sealed = (await bot.redis.get(keys.Keys(ONE).installation)).encode()
    assert sealed in files(redis_folder)
    assert await bot.event(one, LEFT) == 200

    def found() -> list[str]:
        return [] if sealed in files(redis_folder) else ["gone"]

    await settled(found, 1)


async def test_an_operator_can_remove_a_workspace(
    bot: Shared, redis_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    read = settings.read({"REDIS_URL": redis_url})
    assert await asyncio.to_thread(operation.uninstall, read, "T*") == 0
    assert await bot.kept(ONE)
    assert await asyncio.to_thread(operation.uninstall, read, ONE) == 0
    assert not await bot.kept(ONE)
    assert await bot.kept(TWO)
    assert f"{ONE} is removed" in capsys.readouterr().out
