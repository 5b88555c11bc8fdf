"""Tokens that end are renewed before they do, by one process at a time, and kept before anybody uses them."""

import asyncio
import json
from collections.abc import AsyncIterator
from functools import partial

import pytest
import pytest_asyncio
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as Away

from bot import app
from bot.delivery import keys
from bot.delivery.installs import Installs
from bot.delivery.post import Landing, Post, Refused, Uncertain
from bot.slack import client
from bot.slack.install import renewal
from bot.slack.install.carrier import PatientCarrier
from bot.slack.install.exchange import Exchange
from bot.slack.install.installation import Installation
from bot.slack.install.registry import Registry
from bot.slack.install.renewal import Renewal
from bot.slack.install.vault import Vault
from bot.workspace.installing import CLIENT, CLIENT_SECRET, Installing, Tenant
from tests.edge import settled
from tests.slack.many import KEY, ONE, Shared, sharing, tenants

pytestmark = pytest.mark.asyncio(loop_scope="module")
HOURS = 3600.0
DAYS = 24 * 3600
WHOLE = 12 * HOURS


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "PAUSE", 0.05)
    monkeypatch.setattr(renewal, "AGAIN", 0.01)


@pytest_asyncio.fixture(loop_scope="module")
async def slack(redis: Redis) -> AsyncIterator[Installing]:
    await redis.flushall()
    one = Installing(*tenants())
    await one.start()
    yield one
    await one.stop()


async def test_a_token_that_has_ended_is_renewed_on_demand(slack: Installing, redis: Redis, redis_url: str) -> None:
    async with sharing(redis, redis_url, slack) as bot:
        (one, first, refresh) = await installed(bot, lasts=30.0)
        await bot.answered(one, await bot.ask(one))
        await bot.answered(one, await bot.ask(one))
    assert [told.get("refresh_token") for told in slack.exchanges] == [None, refresh]
    assert len(one.tokens) == 2
    kept = await registry(slack, redis).find(ONE)
    assert kept is not None
    assert kept.token not in ("", first)
    assert kept.refresh == one.refreshes[-1]


async def test_a_token_is_renewed_before_it_ends_although_nobody_says_anything(
    slack: Installing, redis: Redis, redis_url: str
) -> None:
    async with sharing(redis, redis_url, slack, parts=(app._web,)) as bot:
        (one, _, _) = await installed(bot, lasts=1.5 * HOURS)
    async with sharing(redis, redis_url, slack):
        await settled(lambda: slack.exchanges, 2)
    assert len(one.refreshes) == 2


async def test_a_token_that_lasts_is_left_alone(slack: Installing, redis: Redis, redis_url: str) -> None:
    async with sharing(redis, redis_url, slack) as bot:
        (one, _, _) = await installed(bot, lasts=2.5 * HOURS)
        await bot.answered(one, await bot.ask(one))
    assert len(slack.exchanges) == 1


async def test_however_many_notice_it_one_renews_the_token(slack: Installing, redis: Redis, redis_url: str) -> None:
    async with sharing(redis, redis_url, slack, parts=(app._web,)) as bot:
        (one, first, _) = await installed(bot, lasts=30.0)
    found = await asyncio.gather(*(registry(slack, redis).fresh(ONE) for _ in range(20)))
    (token,) = {one.token for one in found if one is not None}
    assert len(found) == 20
    assert token != first
    assert len(slack.exchanges) == 2
    assert list(one.tokens) == [first, token]


async def test_whoever_waited_in_vain_for_their_turn_has_the_token_that_was_renewed_meanwhile(
    slack: Installing, redis: Redis, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sharing(redis, redis_url, slack, parts=(app._web,)) as bot:
        await installed(bot, lasts=30.0)
    monkeypatch.setattr(renewal, "_PATIENCE", 0.3)
    installs, newest = Installs(redis), Installation(ONE, "U1BOT", "xoxb-newest")
    async with installs.alone(ONE, 1):
        waiting = asyncio.create_task(registry(slack, redis).fresh(ONE))
        await asyncio.sleep(0.1)
        await installs.put(ONE, Vault(KEY).seal(newest))
        assert await waiting == newest


async def test_nobody_who_clicks_waits_for_a_renewal_that_can_wait(
    slack: Installing, redis: Redis, redis_url: str
) -> None:
    async with sharing(redis, redis_url, slack, parts=(app._web,)) as bot:
        (one, _, _) = await installed(bot, lasts=1 * HOURS)
        assert await bot.command(one, "check") == (200, "")
        await settled(lambda: [call for call in one.workspace.calls if call.method == "views.open"], 1)
    assert len(slack.exchanges) == 1


async def test_a_post_that_slack_refuses_for_its_token_is_posted_with_the_next(
    slack: Installing, redis: Redis, redis_url: str
) -> None:
    async with sharing(redis, redis_url, slack) as bot:
        (one, first, _) = await installed(bot, lasts=WHOLE)
        one.tokens[first] = 1
        ts = await bot.ask(one)
        await bot.answered(one, ts)
        calls = [call.outcome for call in one.workspace.calls if call.method == "chat.postMessage"]
    assert calls == ["token_expired", "ok"]
    assert len(slack.exchanges) == 2


async def test_while_slack_cannot_renew_it_a_token_that_lasts_is_used(
    slack: Installing, redis: Redis, redis_url: str
) -> None:
    async with sharing(redis, redis_url, slack) as bot:
        (one, _, _) = await installed(bot, lasts=1 * HOURS)
        slack.away = True
        await bot.answered(one, await bot.ask(one))
    assert len(one.tokens) == 1


async def test_what_cannot_be_posted_until_slack_renews_the_token_is_posted_then(
    slack: Installing, redis: Redis, redis_url: str
) -> None:
    async with sharing(redis, redis_url, slack) as bot:
        (one, first, _) = await installed(bot, lasts=30.0)
        one.tokens[first] = 1
        slack.away = True
        ts = await bot.ask(one)
        async with asyncio.timeout(20):
            while len(slack.exchanges) < 3:
                await asyncio.sleep(0.02)
        assert not one.workspace.said("C1", ts)
        slack.away = False
        await bot.answered(one, ts)
        assert not await redis.hgetall(keys.Keys(ONE).dead)


async def test_what_a_lost_token_cannot_post_becomes_a_dead_letter(
    slack: Installing, redis: Redis, redis_url: str
) -> None:
    async with sharing(redis, redis_url, slack) as bot:
        (one, first, _) = await installed(bot, lasts=WHOLE)
        one.tokens[first], one.refreshes = 1, []
        await bot.ask(one)
        dead: list[str] = []
        async with asyncio.timeout(20):
            while not dead:
                dead = list((await redis.hgetall(keys.Keys(ONE).dead)).values())
                await asyncio.sleep(0.02)
    assert json.loads(dead[0])["reason"] == "token_expired"


async def test_an_install_meanwhile_is_newer_than_the_renewal(slack: Installing, redis: Redis, redis_url: str) -> None:
    async with sharing(redis, redis_url, slack, parts=(app._web,)) as bot:
        (_, _, _) = await installed(bot, lasts=30.0)
    installs, vault = Installs(redis), Vault(KEY)
    newest = Installation(ONE, "U1BOT", "xoxb-newest")

    class Slow(Exchange):
        async def renew(self, installation: Installation) -> Installation:
            renewed = await super().renew(installation)
            await installs.put(ONE, vault.seal(newest))
            return renewed

    await registry(slack, redis, Slow).fresh(ONE)
    assert await registry(slack, redis).find(ONE) == newest


async def test_a_new_token_is_kept_although_redis_is_away_for_a_moment(
    slack: Installing, redis: Redis, redis_url: str
) -> None:
    async with sharing(redis, redis_url, slack, parts=(app._web,)) as bot:
        (one, _, _) = await installed(bot, lasts=30.0)

    class Faulty(Installs):
        failures = 5

        async def swap(self, team: str, old: str, new: str) -> bool:
            self.failures -= 1
            if self.failures >= 0:
                raise Away
            return await super().swap(team, old, new)

    await registry(slack, redis, installs=Faulty(redis)).fresh(ONE)
    kept = await registry(slack, redis).find(ONE)
    assert kept is not None
    assert kept.refresh == one.refreshes[-1]
    assert len(one.refreshes) == 2


async def test_a_token_that_was_renewed_elsewhere_meanwhile_is_no_reason_to_give_a_post_up(
    slack: Installing, redis: Redis, redis_url: str
) -> None:
    async with sharing(redis, redis_url, slack, parts=(app._web,)) as bot:
        (_, first, _) = await installed(bot, lasts=1 * HOURS)
    mine, elsewhere = registry(slack, redis), registry(slack, redis)

    class Slow:
        async def send(self, post: Post) -> Landing:
            await elsewhere.fresh(ONE)
            raise Refused("token_revoked")

        async def landed(self, post: Post) -> Landing | None:
            raise AssertionError

    with pytest.raises(Uncertain):
        await PatientCarrier(Slow(), partial(mine.has_newer, ONE, first)).send(Post("1", "chat.postMessage", {}))
    assert len(slack.exchanges) == 2


@pytest.mark.parametrize("error", ["token_revoked", "channel_not_found"])
async def test_what_no_other_token_would_help_is_refused_for_good(
    slack: Installing, redis: Redis, redis_url: str, error: str
) -> None:
    async with sharing(redis, redis_url, slack, parts=(app._web,)) as bot:
        (_, only, _) = await installed(bot, lasts=0)
    mine = registry(slack, redis)

    class Refusing:
        async def send(self, post: Post) -> Landing:
            raise Refused(error)

        async def landed(self, post: Post) -> Landing | None:
            raise AssertionError

    with pytest.raises(Refused, match=error):
        await PatientCarrier(Refusing(), partial(mine.has_newer, ONE, only)).send(Post("1", "chat.postMessage", {}))
    assert len(slack.exchanges) == 1


async def test_what_is_used_is_kept_for_400_days(slack: Installing, redis: Redis, redis_url: str) -> None:
    async with sharing(redis, redis_url, slack, parts=(app._web,)) as bot:
        await installed(bot, lasts=0)
    names = (keys.Keys(ONE).installation, keys.INSTALLED)
    for name in names:
        assert await redis.ttl(name) > 399 * DAYS
        await redis.expire(name, 100)
    await registry(slack, redis).find(ONE)
    for name in names:
        assert await redis.ttl(name) > 399 * DAYS


async def test_a_renewal_is_no_use(slack: Installing, redis: Redis, redis_url: str) -> None:
    async with sharing(redis, redis_url, slack, parts=(app._web,)) as bot:
        (one, _, _) = await installed(bot, lasts=1 * HOURS)
    name = keys.Keys(ONE).installation
    await redis.expire(name, 100)
    async with sharing(redis, redis_url, slack):
        await settled(lambda: one.refreshes, 2)
    assert 0 < await redis.ttl(name) <= 100


async def test_a_workspace_whose_token_has_gone_is_forgotten(slack: Installing, redis: Redis, redis_url: str) -> None:
    await redis.sadd(keys.INSTALLED, ONE)
    async with sharing(redis, redis_url, slack):
        async with asyncio.timeout(20):
            while await redis.smembers(keys.INSTALLED):
                await asyncio.sleep(0.02)
    assert not slack.exchanges


async def installed(bot: Shared, lasts: float) -> tuple[Tenant, str, str]:
    """A workspace whose token lasts so long, the next ones twelve hours; the token and the refresh token."""
    tenant = bot.slack.tenants[0]
    tenant.lasts = lasts
    assert await bot.install(tenant) == 200
    tenant.lasts = WHOLE if lasts else 0
    return tenant, next(iter(tenant.tokens)), (tenant.refreshes or [""])[-1]


_sessions = []


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def _session() -> AsyncIterator[None]:
    async with client.session() as one:
        _sessions.append(one)
        yield
        _sessions.remove(one)


def registry(
    slack: Installing, redis: Redis, made: type[Exchange] = Exchange, installs: Installs | None = None
) -> Registry:
    """The registry of one more process."""
    vault, kept = Vault(KEY), installs or Installs(redis)
    exchange = made(client.web(_sessions[-1], slack.api_url, ""), (CLIENT, CLIENT_SECRET), [], app.clock.seconds)
    return Registry(kept, vault, Renewal(kept, vault, exchange), app.clock.seconds)
