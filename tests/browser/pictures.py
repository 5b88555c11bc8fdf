"""The pictures of the README: `python -m tests.browser.pictures` takes them anew, of the real bot on 1 May 2018."""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from tests.browser.chromium import OPTIONS, found
from tests.browser.someone import Someone
from tests.local import ROOT, Local, local

FOLDER = ROOT / "docs"
WINDOW = {"viewport": {"width": 1200, "height": 1060}, "device_scale_factor": 0.8}
"""High enough for a whole thread; at four fifths a picture stays below 150 kB, and is still larger than it is shown."""
SMALL = WINDOW | {"viewport": {"width": 1200, "height": 840}}


async def asking(browser: Browser, desk: Local) -> None:
    """A question in the support channel, asked back and answered in its thread."""
    async with Someone.at(browser, desk.url, "U0EMMA", **WINDOW) as emma:
        await emma.asks("Can I still renew File Security? It expired on 15 January 2018")
        await emma.opens_the_thread("Can I still renew")
        await emma.presses("Endpoint Protection")
        await emma.sees("No. The last day to renew was 15 April 2018.")
        await emma.rests()
        await emma.page.screenshot(path=FOLDER / "workspace.png")


async def on_a_phone(browser: Browser, desk: Local) -> None:
    """The same in Japanese, on a phone, in the dark."""
    async with Someone.at(browser, desk.url, "U0MISAKI", phone=True, dark=True) as misaki:
        await misaki.asks("3月31日に切れたMail Security、まだ更新できますか？")
        await misaki.opens_the_thread("まだ更新できますか")
        await misaki.sees("2018年6月30日まで更新できます")
        await misaki.rests()
        await misaki.page.screenshot(path=FOLDER / "phone.png")


async def the_form(browser: Browser, desk: Local) -> None:
    """The form, its list of products filtered by what was typed."""
    async with Someone.at(browser, desk.url, "U0EMMA", **SMALL) as emma:
        await emma.goes_to("general")
        await emma.asks("/renewal check")
        await emma.fills("Expiry date", "2018-03-31")
        await emma.looks_for("Product", "mail sec", "Mail Security")
        await emma.page.screenshot(path=FOLDER / "form.png")
        await emma.hits("Escape", "Escape")


async def a_card(browser: Browser, desk: Local) -> None:
    """A request in the triage channel, claimed, with what was written in its thread."""
    async with Someone.at(browser, desk.url, "U0EMMA") as emma:
        await emma.asks("File Security expired on 20 January 2018. Is it too late?")
        await emma.opens_the_thread("Is it too late?")
        await emma.presses("Talk to a human")
        await emma.sees("I have asked a colleague")
        async with Someone.at(browser, desk.url, "U0DANIEL", **SMALL) as daniel:
            await daniel.goes_to("triage")
            await daniel.presses("Claim")
            await daniel.begins_a_thread_at("Is it too late?")
            await daniel.replies("Hello Emma, did it come in a box, or as a license certificate?")
            await emma.sees("did it come in a box")
            await emma.replies("In a box, from our reseller.")
            await daniel.sees("In a box, from our reseller.")
            await daniel.rests()
            await daniel.page.screenshot(path=FOLDER / "triage.png")


async def the_home_tab(browser: Browser, desk: Local) -> None:
    """The home tab of somebody in the support group, who makes an example of a question."""
    async with Someone.at(browser, desk.url, "U0EMMA") as emma:
        await emma.asks("@Renewal Desk hmm, the green portal thingy again")
        await emma.opens_the_thread("green portal thingy")
    async with Someone.at(browser, desk.url, "U0DANIEL") as daniel:
        await daniel.goes_to("Renewal Desk")
        await daniel.comes_home("Home")
        await daniel.sees("green portal thingy")
        await daniel.rests()
        await daniel.page.set_viewport_size({"width": 1000, "height": 700})
        await daniel.page.screenshot(path=FOLDER / "home.png")
        await daniel.presses("Add as example")
        await daniel.sees("knowledge/phrases/en.yaml")
        await daniel.presses("Close")


async def main() -> None:
    """Take all of them."""
    FOLDER.mkdir(exist_ok=True)
    chromium = found()
    if chromium is None:
        raise SystemExit("There is no chromium on the PATH.")
    with tempfile.TemporaryDirectory() as folder, local(Path(folder), TODAY="2018-05-01") as desk:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
            for scene in (asking, on_a_phone, the_form, a_card, the_home_tab):
                await scene(browser, desk)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
