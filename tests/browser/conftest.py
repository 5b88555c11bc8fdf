"""A browser, the bot's local workspace in it, and the page with an app that says what a test tells it to.

Where there is no Chromium these tests are skipped, and say so; with RENEWAL_BROWSER=required that is a failure, and
with RENEWAL_BROWSER=off they are skipped anyway.
"""

import os
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.browser import chromium
from tests.browser.someone import Someone
from tests.local import Local, local
from tests.workspace.app import Try, trying


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser() -> AsyncIterator[Browser]:
    """The Chromium that is on the PATH, without a window."""
    wanted = os.environ.get("RENEWAL_BROWSER")
    if wanted == "off":
        pytest.skip("RENEWAL_BROWSER=off")
    path = chromium.found()
    if path is None:
        if wanted == "required":
            pytest.fail("RENEWAL_BROWSER=required, but there is no chromium on the PATH")
        pytest.skip("there is no chromium on the PATH")
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=path, args=chromium.OPTIONS)
        yield launched
        await launched.close()


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """`make run` without tokens, on 1 May 2018; one for all tests, who look at the newest messages."""
    with local(tmp_path_factory.mktemp("desk"), TODAY="2018-05-01") as running:
        yield running


@pytest_asyncio.fixture(loop_scope="package")
async def app() -> AsyncIterator[Try]:
    """The page with an app behind it that a test commands."""
    async with trying() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="package")
async def emma(browser: Browser, desk: Local) -> AsyncIterator[Someone]:
    """A customer who speaks English."""
    async with Someone.at(browser, desk.url, "U0EMMA") as someone:
        yield someone


@pytest_asyncio.fixture(loop_scope="package")
async def misaki(browser: Browser, desk: Local) -> AsyncIterator[Someone]:
    """A customer who speaks Japanese."""
    async with Someone.at(browser, desk.url, "U0MISAKI") as someone:
        yield someone
