"""The keys that tokens are encrypted with: several open, the first one seals, and a missing one is told before anything
starts."""

import pytest
import pytest_asyncio
from cryptography.fernet import Fernet
from redis.asyncio import Redis

from bot import app
from bot.delivery import keys
from bot.settings import BadSetting
from bot.slack.install.vault import Sealed, Vault
from bot.workspace.installing import Installing
from tests.slack.many import KEY, ONE, TWO, sharing, tenants

pytestmark = pytest.mark.asyncio(loop_scope="module")
NEW, OTHER = (Fernet.generate_key().decode() for _ in range(2))


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def _empty(redis: Redis) -> None:
    await redis.flushall()


async def test_a_new_key_seals_everything_anew_at_the_start_so_that_the_old_one_can_go(
    redis: Redis, redis_url: str
) -> None:
    slack = Installing(*tenants())
    one = slack.tenants[0]
    async with sharing(redis, redis_url, slack) as bot:
        await bot.install(one)
    lasts = await redis.ttl(keys.Keys(ONE).installation)
    async with sharing(redis, redis_url, slack, TOKEN_KEYS=f"{NEW}, {KEY}"):
        pass
    async with sharing(redis, redis_url, slack, TOKEN_KEYS=NEW) as bot:
        await bot.answered(one, await bot.ask(one))
    sealed = await redis.get(keys.Keys(ONE).installation)
    assert Vault(NEW).open(ONE, sealed).token in one.tokens
    with pytest.raises(Sealed):
        Vault(KEY).open(ONE, sealed)
    assert lasts > 0
    await slack.stop()


async def test_tokens_that_no_key_opens_are_told_of_before_anything_starts(redis: Redis, redis_url: str) -> None:
    slack = Installing(*tenants())
    async with sharing(redis, redis_url, slack, parts=(app._web,)) as bot:
        await bot.install(slack.tenants[0])
    with pytest.raises(BadSetting, match=rf"TOKEN_KEYS does not open the tokens of {ONE};") as raised:
        async with sharing(redis, redis_url, slack, TOKEN_KEYS=OTHER):
            raise AssertionError
    assert OTHER not in str(raised.value)
    await slack.stop()


async def test_what_is_sealed_for_one_workspace_is_nothing_for_another(redis: Redis, redis_url: str) -> None:
    async with sharing(redis, redis_url, parts=(app._web,)) as bot:
        await bot.install(bot.slack.tenants[0])
    sealed = await redis.get(keys.Keys(ONE).installation)
    with pytest.raises(Sealed):
        Vault(KEY).open(TWO, sealed)
