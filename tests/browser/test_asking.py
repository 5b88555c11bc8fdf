"""A customer asks, is asked back, answers by a button, and knows: in both languages, with the real bot."""

import pytest
from playwright.async_api import Browser

from tests.browser.someone import Someone
from tests.local import Local

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_in_english(emma: Someone) -> None:
    await emma.asks("Can I still renew File Security? It expired on 15 January 2018")
    await emma.opens_the_thread("Can I still renew")
    await emma.sees("It depends on which license it is.")
    await emma.presses("Endpoint Protection")
    await emma.sees("No. The last day to renew was 15 April 2018.")
    await emma.sees_a_link("FAQ No. 242")
    await emma.replies("no, it came in a box")
    await emma.sees("Yes, at any time.")


async def test_in_japanese(misaki: Someone) -> None:
    await misaki.asks("1月15日に切れたFile Security、まだ更新できますか?")
    await misaki.opens_the_thread("まだ更新できますか")
    await misaki.presses("File Security パッケージ製品")
    await misaki.sees("はい。いつでも更新できます。")
    await misaki.sees_a_link("FAQ No. 242")


async def test_in_a_direct_message_and_privately_by_the_command(emma: Someone) -> None:
    await emma.goes_to("Renewal Desk")
    await emma.asks("gateway license, expired 31 March 2018, renewable?")
    await emma.sees("Yes, until 30 June 2018.")
    await emma.goes_to("general")
    await emma.asks("/renewal gateway license, expired 31 March 2018, renewable?")
    await emma.sees("Only visible to you")
    await emma.sees("Yes, until 30 June 2018.")
    await emma.presses("Share in channel")
    await emma.sees("Shared by")
    await emma.sees_no("Only visible to you")


async def test_a_colleague_sees_the_shared_place_and_not_the_private_one(
    browser: Browser, desk: Local, emma: Someone
) -> None:
    await emma.goes_to("general")
    await emma.asks("/renewal gateway license, expired 31 March 2018, renewable?")
    await emma.sees("Only visible to you")
    await emma.asks("Hello everybody")
    async with Someone.at(browser, desk.url, "U0DANIEL") as daniel:
        await daniel.goes_to("general")
        await daniel.sees("Hello everybody")
        await daniel.sees_no("Only visible to you")
