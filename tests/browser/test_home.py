"""The home tab of the real bot: a customer checks a renewal and sees who helps, a colleague finds who waits."""

from dataclasses import dataclass

import pytest
from playwright.async_api import Browser

from tests.browser.someone import Someone
from tests.local import Local

pytestmark = pytest.mark.asyncio(loop_scope="package")

MENTION = "@Renewal Desk "


@dataclass(frozen=True)
class Scene:
    """Who asks, who helps, and what they press, say and read."""

    asker: str
    colleague: str
    tab: str
    form: str
    product: str
    expiry: str
    check: str
    answer: str
    cry: str
    handed: str
    mine: str
    thread: str
    card: str


ENGLISH = Scene(
    asker="U0EMMA",
    colleague="U0DANIEL",
    tab="Home",
    form="Fill in a form",
    product="Product",
    expiry="Expiry date",
    check="Check",
    answer="Yes, until 30 June 2018.",
    cry=MENTION + "my reseller is gone, I want to talk to a human",
    handed="I have asked a colleague to take over.",
    mine="waiting for a colleague since",
    thread="open the thread",
    card="open the card",
)
JAPANESE = Scene(
    asker="U0MISAKI",
    colleague="U0KEN",
    tab="ホーム",
    form="フォームに入力",
    product="製品",
    expiry="有効期限",
    check="確認する",
    answer="はい。2018年6月30日まで更新できます。",
    cry=MENTION + "販売店が廃業しました。担当者と話したいです",
    handed="担当者がこのスレッドで回答します",
    mine="から担当者を待っています",
    thread="スレッドを開く",
    card="カードを開く",
)
SCENES = pytest.mark.parametrize("scene", [ENGLISH, JAPANESE], ids=["english", "japanese"])


@SCENES
async def test_a_renewal_is_checked_in_the_form_that_the_home_tab_opens(
    browser: Browser, desk: Local, scene: Scene
) -> None:
    async with Someone.at(browser, desk.url, scene.asker) as asker:
        await asker.goes_to("Renewal Desk")
        await asker.comes_home(scene.tab)
        await asker.presses(scene.form)
        await asker.picks(scene.product, "mail sec", "Mail Security for Linux")
        await asker.fills(scene.expiry, "2018-03-31")
        await asker.presses(scene.check)
        await asker.sees(scene.answer)
        await asker.finds_no_barrier()
        await asker.hits("Escape")


@SCENES
async def test_who_waits_is_seen_at_home_by_the_asker_and_by_a_colleague(
    browser: Browser, desk: Local, scene: Scene
) -> None:
    async with Someone.at(browser, desk.url, scene.asker) as asker:
        await asker.asks(scene.cry)
        await asker.opens_the_thread(scene.cry)
        await asker.sees(scene.handed)
        await asker.goes_to("Renewal Desk")
        await asker.comes_home(scene.tab)
        await asker.sees(scene.mine)
        await asker.finds_no_barrier()
        await asker.follows(scene.thread)
        await asker.sees(scene.handed)
    async with Someone.at(browser, desk.url, scene.colleague) as colleague:
        await colleague.goes_to("Renewal Desk")
        await colleague.comes_home(scene.tab)
        await colleague.follows(scene.card)
        await colleague.sees(scene.cry.removeprefix(MENTION))
