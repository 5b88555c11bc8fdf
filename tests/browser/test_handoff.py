"""From the question to a person and back, at the page with the real bot: asker and colleague, in both languages."""

from dataclasses import dataclass

import pytest
from playwright.async_api import Browser

from tests.browser.someone import Someone
from tests.local import Local

pytestmark = pytest.mark.asyncio(loop_scope="package")


@dataclass(frozen=True)
class Scene:
    """Who asks, who helps, and what they press, say and read."""

    asker: str
    colleague: str
    name: str
    question: str
    choice: str
    answer: str
    thumb: str
    human: str
    handed: str
    card: str
    claim: str
    claimed: str
    reply: str
    back: str
    resolve: str
    solved: str
    unsolved: str
    reopened: str
    home: str
    waiting: str


ENGLISH = Scene(
    asker="U0EMMA",
    colleague="U0DANIEL",
    name="Daniel Reed",
    question="May I still renew File Security? It expired on 20 January 2018",
    choice="Endpoint Protection",
    answer="No. The last day to renew was 20 April 2018.",
    thumb="This answer was helpful",
    human="Talk to a human",
    handed="I have asked a colleague to take over.",
    card="Question: May I still renew File Security?",
    claim="Claim",
    claimed="Daniel Reed has taken this over and will answer here.",
    reply="Hello Emma, which serial number range is it?",
    back="It is the one from the box",
    resolve="Resolve",
    solved="Daniel Reed has marked this as resolved. Is it solved?",
    unsolved="No, not yet",
    reopened="the asker says it is not solved yet",
    home="Home",
    waiting="has taken it over",
)
JAPANESE = Scene(
    asker="U0MISAKI",
    colleague="U0KEN",
    name="高橋 健",
    question="1月20日に切れたFile Security、まだ更新できますか?",
    choice="Endpoint Protection",
    answer="いいえ。更新できる期間は2018年4月20日で終了しています。",
    thumb="この回答は役に立った",
    human="担当者と話す",
    handed="担当者がこのスレッドで回答します",
    card="質問: 1月20日に切れたFile Security",
    claim="担当する",
    claimed="高橋 健 が担当します。",
    reply="佐藤様、シリアル番号の有無を教えてください。",
    back="手元にあります",
    resolve="対応完了",
    solved="高橋 健 が対応を完了しました。問題は解決しましたか？",
    unsolved="まだ解決していません",
    reopened="まだ解決していないとの回答がありました",
    home="ホーム",
    waiting="さんが対応中です",
)


@pytest.mark.parametrize("scene", [ENGLISH, JAPANESE], ids=["english", "japanese"])
async def test_from_a_question_to_a_person_and_back(browser: Browser, desk: Local, scene: Scene) -> None:
    async with Someone.at(browser, desk.url, scene.asker) as asker:
        await asker.asks(scene.question)
        await asker.opens_the_thread(scene.question)
        await asker.presses(scene.choice)
        await asker.sees(scene.answer)
        await asker.presses(scene.thumb)
        await asker.has_voted(scene.thumb)
        await asker.presses(scene.human)
        await asker.sees(scene.handed)
        async with Someone.at(browser, desk.url, scene.colleague) as colleague:
            await colleague.goes_to("triage")
            await colleague.sees(scene.card)
            await colleague.presses(scene.claim)
            await asker.sees(scene.claimed)
            await colleague.begins_a_thread_at(scene.card)
            await colleague.replies(scene.reply)
            await asker.sees(scene.reply)
            assert scene.name in await asker.author_of(scene.reply)
            await asker.replies(scene.back)
            await colleague.sees(scene.back)
            await colleague.presses(scene.resolve)
            await asker.sees(scene.solved)
            await asker.presses(scene.unsolved)
            await colleague.sees(scene.reopened)
            await colleague.sees_a_button(scene.resolve)
            await asker.goes_to("Renewal Desk")
            await asker.comes_home(scene.home)
            await asker.sees(scene.waiting)
            await asker.finds_no_barrier()


async def test_who_is_not_in_the_support_group_is_told_why_they_may_not_act(browser: Browser, desk: Local) -> None:
    async with Someone.at(browser, desk.url, "U0EMMA") as emma:
        await emma.asks("@Renewal Desk I want to talk to a human")
        await emma.opens_the_thread("I want to talk to a human")
        await emma.sees("I have asked a colleague to take over.")
    desk.act("member", group="S0SUPPORT", person="U0DANIEL", member=False)
    try:
        async with Someone.at(browser, desk.url, "U0DANIEL") as daniel:
            await daniel.goes_to("triage")
            await daniel.presses("Claim")
            await daniel.sees("Only members of the support group may do this.")
    finally:
        desk.act("member", group="S0SUPPORT", person="U0DANIEL", member=True)
