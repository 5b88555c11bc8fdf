"""A browser, the bot's local workspace in it, and the page with an app that says what a test tells it to.

Where there is no Chromium these tests are skipped, and say so; with RENEWAL_BROWSER=required that is a failure, and
with RENEWAL_BROWSER=off they are skipped anyway.
"""

import os
import shutil
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.browser.someone import Someone
from tests.local import Local, local
from tests.workspace.app import Try, trying

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser() -> AsyncIterator[Browser]:
    """The Chromium that is on the PATH, without a window."""
    wanted = os.environ.get("RENEWAL_BROWSER")
    if wanted == "off":
        pytest.skip("RENEWAL_BROWSER=off")
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        if wanted == "required":
            pytest.fail("RENEWAL_BROWSER=required, but there is no chromium on the PATH")
        pytest.skip("there is no chromium on the PATH")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=found, args=_OPTIONS)
        yield chromium
        await chromium.close()


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
