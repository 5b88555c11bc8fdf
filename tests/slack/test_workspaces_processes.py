"""The processes of a bot that workspaces install, as an operator runs them; and of one that they do not."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from redis.asyncio import Redis

from bot.workspace.installing import Installing
from bot.workspace.server import Server
from tests import edge
from tests.edge import free_port, up
from tests.slack.many import Shared, environment, tenants

pytestmark = pytest.mark.asyncio(loop_scope="module")
ROOT = Path(__file__).parent.parent.parent
ON = ("bot.slack.install", "cryptography.fernet")
"""Modules of nothing but installing."""


@pytest_asyncio.fixture(loop_scope="module")
async def installing(redis: Redis) -> AsyncIterator[Installing]:
    await redis.flushall()
    one = Installing(*tenants())
    await one.start()
    yield one
    await one.stop()


async def start(environment: dict[str, str], *words: str) -> asyncio.subprocess.Process:
    pipe, clean = asyncio.subprocess.PIPE, {"PATH": os.environ["PATH"]}
    return await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, env=clean | environment, stdout=asyncio.subprocess.DEVNULL, stderr=pipe
    )


@contextlib.asynccontextmanager
async def imported(environment: dict[str, str]) -> AsyncIterator[tuple[aiohttp.ClientSession, list[str]]]:
    """The whole bot as a process; the names of what it has imported are known at the end."""
    names: list[str] = []
    process = await start(environment, "-X", "importtime", "-m", "bot", "run")
    ended = asyncio.create_task(process.communicate())
    try:
        async with aiohttp.ClientSession() as session:
            await up(session, f"http://127.0.0.1:{environment['PORT']}")
            yield session, names
        process.terminate()
        _, told = await asyncio.wait_for(ended, 20)
        names += [line.rpartition("|")[2].strip() for line in told.decode().splitlines()]
        assert process.returncode == 0
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()


async def test_a_bot_of_one_workspace_imports_nothing_of_it(slack: Server, redis: Redis, redis_url: str) -> None:
    async with imported(edge.environment(slack, redis_url, free_port())) as (_, names):
        pass
    assert "bot.workbench" in names
    assert not [name for name in names if name.startswith(ON)]


async def test_a_bot_of_many_is_installed_and_answers(installing: Installing, redis: Redis, redis_url: str) -> None:
    port = free_port()
    url, (one, _) = f"http://127.0.0.1:{port}", installing.tenants
    installing.redirect = f"{url}/slack/oauth_redirect"
    async with imported(environment(installing, redis_url, port)) as (session, names):
        bot = Shared(installing, redis, url, session)
        assert await bot.install(one) == 200
        (answer,) = await bot.answered(one, await bot.ask(one, "File Security package, expired yesterday, renewable?"))
    assert answer["blocks"]
    assert [name for name in names if name.startswith(ON)]


@pytest.mark.parametrize("command", ["web", "worker", "run", "check"])
async def test_without_keys_nothing_starts_and_one_sentence_tells_why(
    installing: Installing, redis_url: str, command: str
) -> None:
    given = environment(installing, redis_url, free_port()) | {"TOKEN_KEYS": ""}
    process = await start(given, "-m", "bot", command)
    _, told = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 2
    assert told.decode().startswith("TOKEN_KEYS is not set; ")
    assert told.decode().count("\n") == 1
