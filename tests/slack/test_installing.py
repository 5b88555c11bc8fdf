"""Somebody installs the bot in their workspace: over real HTTP, with a browser that keeps cookies."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot.defaults import MANIFEST
from bot.slack.install import languages
from bot.slack.install.joining import scopes
from bot.workspace.installing import CLIENT
from tests.edge import free_port, spoken
from tests.slack.many import ONE, TWO, Shared, new_browser, sharing, tenants

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def bot(shared: Shared) -> Shared:
    await shared.redis.flushall()
    slack = shared.slack
    slack.tenants = list(tenants())
    slack.denied = slack.organisation = slack.away = False
    slack.asked, slack.exchanges = [], []
    return shared


@pytest_asyncio.fixture(loop_scope="module")
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    async with new_browser() as one:
        yield one


async def test_slack_is_asked_for_what_the_manifest_tells(bot: Shared) -> None:
    await bot.install(bot.slack.tenants[0])
    (asked,) = bot.slack.asked
    assert asked["client_id"] == CLIENT
    assert asked["scope"].split(",") == scopes(MANIFEST)
    assert "chat:write" in asked["scope"]
    assert not asked["user_scope"]


@pytest.mark.parametrize(
    ("accepts", "told"),
    [
        ("en", "Renewal Desk is installed in One &amp; &lt;Co&gt;."),
        ("ja,en;q=0.5", "One &amp; &lt;Co&gt; に Renewal Desk をインストールしました。"),
    ],
)
async def test_whoever_installs_it_is_told_so_in_the_language_of_their_browser(
    bot: Shared, accepts: str, told: str
) -> None:
    assert await bot.install(bot.slack.tenants[0], accepts) == 200
    assert f'<html lang="{accepts[:2]}">' in bot.page
    assert sentence(bot) == told
    assert await bot.kept(ONE) == [f"renewal-desk:{{{ONE}}}:installation"]


@pytest.mark.parametrize("language", ["en", "ja"])
async def test_whatever_goes_wrong_is_one_sentence(language: str) -> None:
    told = {key: text for key, text in spoken(language).items() if key.startswith("slack.install.")}
    full_stop = {"en": ".", "ja": "。"}[language]
    for name in ("cancelled", "state", "code", "setup", "organisation", "busy"):
        text = told[f"slack.install.{name}"]
        assert text.count(full_stop) == 1, text
        assert text.endswith(full_stop)


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("", "en"),
        ("ja", "ja"),
        ("ja-JP", "ja"),
        ("JA-jp;q=0.9, EN;q=0.8", "ja"),
        ("en-GB, ja;q=0.9", "en"),
        ("en;q=0.3, ja;q=0.7", "ja"),
        ("ja, en", "ja"),
        ("fr, ja ; q=0.2", "ja"),
        ("fr, *", "en"),
        ("ja;q=0", "en"),
        ("japanese", "en"),
        ("ja;q=high, en;q=0.1", "en"),
        ("ja;" * 100_000, "en"),
    ],
)
async def test_a_browser_tells_which_language_it_likes_best(accepts: str, language: str) -> None:
    assert languages.preferred(accepts) == language


async def test_the_page_tells_nothing_secret_and_leads_nowhere_else(
    bot: Shared, browser: aiohttp.ClientSession
) -> None:
    state = await bot.begin(browser)
    code = bot.slack.code()
    where = f"{bot.url}/slack/oauth_redirect?state={state}&code={code}"
    async with browser.get(where) as answer:
        page = await answer.text()
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
    for secret in (state, code, *bot.slack.tenants[0].tokens):
        assert secret not in page


async def test_the_cookie_is_for_this_alone(bot: Shared, browser: aiohttp.ClientSession) -> None:
    forwarded = {"X-Forwarded-Proto": "https"}
    for headers, secure in (({}, False), (forwarded, True)):
        async with browser.get(f"{bot.url}/slack/install", allow_redirects=False, headers=headers) as answer:
            told = answer.headers["Set-Cookie"]
        assert ("Secure" in told) == secure
        assert all(part in told for part in ("HttpOnly", "SameSite=lax", "Path=/slack", "Max-Age=600"))


async def test_a_forged_state_is_refused(bot: Shared, browser: aiohttp.ClientSession) -> None:
    await bot.begin(browser)
    await refused(bot, await bot.end(browser, "forged", bot.slack.code()))


async def test_a_state_is_good_once(bot: Shared, browser: aiohttp.ClientSession) -> None:
    state = await bot.begin(browser)
    cookies = {cookie.key: cookie.value for cookie in browser.cookie_jar}
    assert await bot.end(browser, state, bot.slack.code()) == 200
    browser.cookie_jar.update_cookies(cookies)
    exchanged = len(bot.slack.exchanges)
    assert await bot.end(browser, state, bot.slack.code()) == 400
    assert sentence(bot).startswith("This install began more than ten minutes ago")
    assert len(bot.slack.exchanges) == exchanged


async def test_a_state_is_good_for_ten_minutes(bot: Shared, browser: aiohttp.ClientSession) -> None:
    state = await bot.begin(browser)
    (name,) = await bot.redis.keys("renewal-desk:begun:*")
    assert 590 < await bot.redis.ttl(name) <= 600
    assert state not in name
    await bot.redis.pexpire(name, 1)
    while await bot.redis.exists(name):
        pass
    await refused(bot, await bot.end(browser, state, bot.slack.code()))


async def test_a_state_is_good_only_in_the_browser_that_began(bot: Shared, browser: aiohttp.ClientSession) -> None:
    state = await bot.begin(browser)
    async with new_browser() as another:
        await refused(bot, await bot.end(another, state, bot.slack.code()))
        await bot.begin(another)
        await refused(bot, await bot.end(another, state, bot.slack.code()))
    assert await bot.end(browser, state, bot.slack.code()) == 200


def sentence(bot: Shared) -> str:
    """What a browser was told first."""
    return bot.page.partition("<h1>")[2].partition("</h1>")[0]


async def refused(bot: Shared, status: int) -> None:
    assert status == 400
    assert sentence(bot).startswith("This install began more than ten minutes ago")
    assert 'href="/slack/install"' in bot.page
    assert not bot.slack.exchanges
    assert not await bot.kept(ONE)


async def test_whoever_does_not_agree_is_told_that_nothing_was_installed(bot: Shared) -> None:
    bot.slack.denied = True
    assert await bot.install(bot.slack.tenants[0]) == 400
    assert sentence(bot).startswith("Nothing was installed, because you")
    assert not bot.slack.exchanges
    assert await bot.install(bot.slack.tenants[0], "ja") == 400
    assert sentence(bot).startswith("キャンセルされたか")


async def test_a_code_that_slack_does_not_know_is_refused(bot: Shared, browser: aiohttp.ClientSession) -> None:
    assert await bot.end(browser, await bot.begin(browser), "made-up") == 400
    assert "Slack no longer accepts this install" in bot.page


async def test_a_whole_organisation_is_refused(bot: Shared) -> None:
    bot.slack.organisation = True
    assert await bot.install(bot.slack.tenants[0]) == 400
    assert "whole organization" in sentence(bot)
    assert not await bot.redis.keys("*")


async def test_when_slack_fails_it_can_be_tried_again(bot: Shared) -> None:
    bot.slack.away = True
    assert await bot.install(bot.slack.tenants[0]) == 502
    assert "start again in a few minutes" in bot.page
    bot.slack.away = False
    assert await bot.install(bot.slack.tenants[0]) == 200


async def test_a_wrong_client_secret_is_for_the_operator_to_mend(redis: Redis, redis_url: str) -> None:
    async with sharing(redis, redis_url, SLACK_CLIENT_SECRET="another") as bot:
        assert await bot.install(bot.slack.tenants[0]) == 500
        assert "Slack refused the client ID" in sentence(bot)


async def test_without_redis_nothing_begins(redis: Redis) -> None:
    from bot import app

    async with sharing(redis, f"redis://127.0.0.1:{free_port()}", parts=(app._web,)) as bot:
        assert await bot.install(bot.slack.tenants[0]) == 503
        assert sentence(bot).startswith("Nothing was installed, because something between")


async def test_nothing_of_it_is_logged(
    bot: Shared, browser: aiohttp.ClientSession, capfd: pytest.CaptureFixture[str]
) -> None:
    state, code = await bot.begin(browser), bot.slack.code()
    await bot.end(browser, state, code)
    await bot.end(browser, state, code)
    told = "".join(capfd.readouterr())
    assert ONE in told
    for secret in (state, code, "xoxb-"):
        assert secret not in told


async def test_without_a_client_id_there_is_nothing_to_install(started: Shared, redis: Redis, redis_url: str) -> None:
    from bot.workspace.server import Server
    from tests.edge import fresh, running

    server = Server(fresh())
    await server.start()
    async with running(server, redis, redis_url) as bot:
        for path in ("install", "oauth_redirect"):
            async with bot.people.session.get(f"{bot.url}/slack/{path}") as answer:
                assert answer.status == 404
    await server.stop()
    assert TWO not in await redis.smembers("renewal-desk:installed")
