"""The page shows what an app does as Slack shows it, and can be used by everyone."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.workspace.sample import GENERAL, SUPPORT
from tests.browser.someone import Someone
from tests.workspace.app import Try

pytestmark = pytest.mark.asyncio(loop_scope="package")

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def options(*names: str) -> list[Json]:
    return [{"text": plain(name), "value": name} for name in names]


def asked(name: str, **element: Any) -> Json:
    return {"type": "input", "block_id": name, "label": plain(name), "element": {"action_id": "x", **element}}


FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Check a renewal"),
    "submit": plain("Check"),
    "private_metadata": "kept",
    "blocks": [
        asked("Product", type="external_select", min_query_length=1),
        asked("Expiry", type="datepicker"),
        asked("Line", type="static_select", options=options("Package", "Partner")),
        asked("Colleague", type="users_select") | {"optional": True},
        asked("Note", type="plain_text_input", multiline=True) | {"optional": True, "hint": plain("Anything else")},
    ],
}
THUMBS: Json = {
    "type": "context_actions",
    "elements": [
        {
            "type": "feedback_buttons",
            "action_id": "thumbs",
            "positive_button": {"text": plain("Good"), "value": "+"},
            "negative_button": {"text": plain("Bad"), "value": "-"},
        }
    ],
}


@pytest_asyncio.fixture(loop_scope="package")
async def someone(browser: Browser, app: Try) -> AsyncIterator[Someone]:
    """Emma, at the page with the commanded app."""
    async with Someone.at(browser, app.url, "U0EMMA") as one:
        yield one


async def test_a_form_is_filled_in_checked_and_sent(app: Try, someone: Someone) -> None:
    app.app.answers["block_suggestion"] = {"options": options("File Security", "Mail Security")}
    await app.opens(FORM)
    await expect(someone.modal).to_have_accessible_name("Check a renewal")
    await someone.presses("Check")
    await expect(someone.modal.get_by_text("required field")).to_have_count(3)
    await someone.picks("Product", "fi", "File Security")
    await someone.fills("Expiry", "2018-03-31")
    await someone.picks("Line", "pack", "Package")
    await someone.picks("Colleague", "高橋", "高橋 健")
    await someone.fills("Note", "in a box")
    app.app.answers["view_submission"] = {"response_action": "errors", "errors": {"Expiry": "That is past."}}
    await someone.presses("Check")
    await someone.sees("That is past.")
    await someone.fills("Expiry", "2018-05-31")
    del app.app.answers["view_submission"]
    await someone.presses("Check")
    await expect(someone.modal).to_have_count(0)
    last = (await app.hears("view_submission", 2))[1]["view"]
    values = {name: {k: v for k, v in one["x"].items() if k != "type"} for name, one in last["state"]["values"].items()}
    assert values == {
        "Product": {"selected_option": options("File Security")[0]},
        "Expiry": {"selected_date": "2018-05-31"},
        "Line": {"selected_option": options("Package")[0]},
        "Colleague": {"selected_user": "U0KEN"},
        "Note": {"value": "in a box"},
    }
    assert last["private_metadata"] == "kept"


async def test_who_comes_back_to_a_menu_at_once_keeps_what_they_type(app: Try, someone: Someone) -> None:
    app.app.answers["block_suggestion"] = {"options": options("File Security")}
    await app.opens(FORM)
    await someone.fills("Expiry", "2018-03-31")
    await someone.looks_for("Product", "fi", "File Security")
    await asyncio.sleep(0.2)  # Longer than leaving the menu takes to empty it.
    await expect(someone.page.get_by_role("combobox", name="Product")).to_have_value("fi")


async def test_modals_lie_above_each_other_and_escape_goes_back(app: Try, someone: Someone) -> None:
    await app.opens({**FORM, "notify_on_close": True})
    app.app.answers["view_submission"] = {
        "response_action": "push",
        "view": {"type": "modal", "title": plain("The answer"), "blocks": [{"type": "header", "text": plain("Yes.")}]},
    }
    app.app.answers["block_suggestion"] = {"options": options("File Security")}
    await someone.picks("Product", "f", "File Security")
    await someone.fills("Expiry", "2018-03-31")
    await someone.picks("Line", "", "Partner")
    await someone.presses("Check")
    await someone.sees("Yes.")
    await someone.hits("Escape")
    await expect(someone.modal).to_have_accessible_name("Check a renewal")
    await expect(someone.modal.get_by_label("Expiry")).to_have_value("2018-03-31")
    await someone.hits("Escape")
    await expect(someone.modal).to_have_count(0)
    await app.hears("view_closed")


async def test_the_focus_stays_in_a_modal_and_returns_afterwards(app: Try, someone: Someone) -> None:
    await someone.page.locator("#main textarea").focus()
    await app.opens(FORM)
    await someone.is_at("combobox", "Product")
    for _ in range(20):
        await someone.hits("Tab")
        assert await someone.page.evaluate(
            "document.activeElement.closest('dialog') !== null || document.activeElement === document.body"
        )
    await someone.hits("Escape")
    await expect(someone.page.locator("#main textarea")).to_be_focused()


async def test_everything_can_be_done_by_keyboard(app: Try, someone: Someone) -> None:
    await someone.hits("Tab")
    await someone.is_at("link", "Skip to messages")
    await app.says(
        SUPPORT, {"type": "actions", "elements": [{"type": "button", "action_id": "go", "text": plain("Go")}]}
    )
    await someone.sees_a_button("Go")
    await someone.page.locator("#messages").focus()
    await someone.hits("Tab")
    await someone.is_at("button", "Go")
    await someone.hits("Enter")
    await app.hears("block_actions")
    await someone.hits("Tab", "Enter")
    await someone.is_at("textbox", "Reply…")
    await someone.hits("Escape")
    await someone.page.locator("#main textarea").focus()
    await someone.page.keyboard.type("one")
    await someone.hits("Shift+Enter")
    await someone.page.keyboard.type("two")
    await someone.hits("Enter")
    assert (await app.hears("message"))[0]["event"]["text"] == "one\ntwo"


async def test_names_and_commands_are_offered_while_one_types(app: Try, someone: Someone) -> None:
    area = someone.page.locator("#main textarea")
    await area.press_sequentially("@tr")
    await someone.hits("Enter")
    await expect(area).to_have_value("@Try ")
    await area.fill("")
    await area.press_sequentially("/t")
    await someone.hits("Tab")
    await expect(area).to_have_value("/try ")


async def test_an_app_that_is_late_is_warned_of_beside_its_button(app: Try, someone: Someone, monkeypatch: Any) -> None:
    monkeypatch.setattr("bot.workspace.outbound.PATIENCE", 0.2)
    app.app.answers["block_actions"] = late
    await app.says(
        SUPPORT, {"type": "actions", "elements": [{"type": "button", "action_id": "go", "text": plain("Go")}]}
    )
    await someone.presses("Go")
    await someone.sees("Try did not respond in time.")


async def late(_: Json) -> str:
    await asyncio.sleep(1)
    return ""


async def test_thumbs_stay_pressed(app: Try, someone: Someone) -> None:
    await app.says(SUPPORT, THUMBS)
    await someone.presses("Bad")
    assert (await app.hears("block_actions"))[0]["actions"][0]["value"] == "-"
    await expect(someone.page.get_by_role("button", name="Bad")).to_have_attribute("aria-pressed", "true")
    await expect(someone.page.get_by_role("button", name="Good")).to_have_attribute("aria-pressed", "false")


async def test_messages_are_edited_deleted_and_given_to_a_shortcut(app: Try, someone: Someone) -> None:
    await someone.asks("my licence")
    await someone.chooses_from_the_menu("my licence", "Edit message")
    editor = someone.page.locator(".editor textarea")
    await editor.fill("my license")
    await editor.press("Enter")
    await someone.sees("(edited)")
    await someone.chooses_from_the_menu("my license", "Check this")
    assert (await app.hears("message_action"))[0]["message"]["text"] == "my license"
    await someone.chooses_from_the_menu("my license", "Delete message")
    await someone.sees_no("my license")


async def test_what_the_app_changes_is_seen_at_once(app: Try, someone: Someone) -> None:
    said = await app.says(SUPPORT, text="one")
    await someone.sees("one")
    await app.client.chat_update(channel=SUPPORT, ts=said["ts"], text="*two*")
    await expect(someone.page.locator("strong", has_text="two")).to_be_visible()
    await app.client.chat_delete(channel=SUPPORT, ts=said["ts"])
    await someone.sees_no("two")


async def test_mrkdwn_looks_as_in_slack(app: Try, someone: Someone) -> None:
    await app.says(
        SUPPORT,
        text="*bold* _italic_ ~struck~ `code` <https://x.example/?a=1&amp;b=2|a link> <@U0EMMA> <#C0GENERAL>"
        " &lt;b&gt; 2*3*4\n&gt; quoted\n```a\n  b```",
    )
    message = someone.message("bold")
    for tag, words in {"strong": "bold", "em": "italic", "s": "struck", "code": "code", "blockquote": "quoted"}.items():
        await expect(message.locator(f".text {tag}")).to_have_text(words)
    await expect(message.get_by_role("link", name="a link")).to_have_attribute("href", "https://x.example/?a=1&b=2")
    await expect(message.locator(".mention.me")).to_have_text("@Emma Clarke")
    await expect(message.locator(".text")).to_contain_text("<b> 2*3*4")
    await expect(message.get_by_role("link", name="#general")).to_be_visible()


async def test_no_text_becomes_markup(app: Try, someone: Someone) -> None:
    evil = "<img src=x onerror=alert(1)> <javascript:alert(1)|press me> <script>alert(1)</script>"
    await app.says(SUPPORT, {"type": "section", "text": {"type": "mrkdwn", "text": evil}})
    await someone.sees("press me")
    made = someone.page.locator("#main article img[onerror], #main article script, a[href^=javascript]")
    await expect(made).to_have_count(0)


async def test_a_home_tab_is_shown_and_its_buttons_are_pressed(app: Try, someone: Someone) -> None:
    await someone.goes_to("Try")
    await someone.page.get_by_role("tab", name="Home").click()
    await someone.sees("not published a home tab yet")
    row = {"type": "actions", "elements": [{"type": "button", "action_id": "go", "text": plain("Check a renewal")}]}
    await app.client.views_publish(user_id="U0EMMA", view={"type": "home", "blocks": [row]})
    await someone.presses("Check a renewal")
    heard = (await app.hears("block_actions"))[0]
    assert heard["view"]["type"] == "home"
    assert [one["event"]["tab"] for one in await app.hears("app_home_opened", 2)] == ["messages", "home"]


async def test_an_agent_suggests_prompts_and_shows_that_it_works(app: Try, someone: Someone) -> None:
    await someone.goes_to("Try")
    await someone.presses("Until when?")
    ts = (await app.hears("message"))[0]["event"]["ts"]
    place = app.workspace.direct("U0EMMA").id
    await app.client.assistant_threads_setStatus(channel_id=place, thread_ts=ts, status="is looking it up…")
    await someone.sees("Try is looking it up…")
    await app.says(place, text="Until June.", thread_ts=ts)
    await someone.sees_no("Try is looking it up…")


async def test_a_link_to_a_message_opens_its_thread(app: Try, browser: Browser) -> None:
    root = await app.says(GENERAL, text="the root")
    reply = await app.says(GENERAL, text="the reply", thread_ts=root["ts"])
    link = (await app.client.chat_getPermalink(channel=GENERAL, message_ts=reply["ts"]))["permalink"]
    async with Someone.at(browser, app.url, "U0EMMA") as emma:
        await app.says(SUPPORT, text=f"see <{link}|there>")
        await emma.page.get_by_role("link", name="there").click()
        await expect(emma.page.locator("#thread")).to_contain_text("the reply")


async def test_unread_messages_are_counted(app: Try, someone: Someone) -> None:
    await app.says(GENERAL, text="one")
    await expect(someone.page.get_by_label("1 unread")).to_be_visible()
    await someone.page.locator("#sidebar").get_by_role("button", name="general").click()
    await expect(someone.page.get_by_label("1 unread")).to_have_count(0)


async def test_what_slack_refused_can_be_read(app: Try, someone: Someone) -> None:
    with pytest.raises(Exception, match="invalid_blocks"):
        await app.says(SUPPORT, {"type": "header", "text": plain("x" * 151)})
    await someone.presses("⚠ Slack refused 1 call")
    await someone.sees("a text has 1 to 150 characters")


async def test_membership_of_the_support_group_is_changed(app: Try, someone: Someone) -> None:
    await someone.presses("@support")
    await someone.modal.get_by_label("Daniel Reed").uncheck()
    await expect(someone.page.get_by_role("radio", name="Daniel Reed")).to_contain_text("Support agent")
    await someone.modal.get_by_label("Emma Clarke").check()
    await someone.presses("Close")
    await expect(someone.page.get_by_role("radio", name="Emma Clarke")).to_contain_text("Support agent")
    assert app.workspace.groups["S0SUPPORT"].members == {"U0KEN", "U0EMMA"}


async def everything(app: Try) -> None:
    """One of everything in the support channel."""
    sure = {name: plain(name) for name in ("title", "confirm", "deny")} | {"text": plain("Really?")}
    await app.says(
        SUPPORT,
        {"type": "header", "text": plain("A header")},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "*A section* with `code`"},
            "accessory": {"type": "static_select", "action_id": "s", "options": options("One", "Two")},
        },
        {"type": "section", "fields": [plain("a field"), plain("another")]},
        {
            "type": "actions",
            "elements": [
                {"type": "button", "action_id": "a", "text": plain("Claim"), "style": "primary"},
                {"type": "button", "action_id": "b", "text": plain("Drop"), "style": "danger", "confirm": sure},
                {"type": "datepicker", "action_id": "c", "placeholder": plain("A day")},
                {"type": "overflow", "action_id": "d", "options": options("More")},
                {"type": "checkboxes", "action_id": "e", "options": options("Yes", "No")},
                {"type": "radio_buttons", "action_id": "f", "options": options("This", "That")},
            ],
        },
        {"type": "divider"},
        THUMBS,
        {
            "type": "context",
            "elements": [plain("small print"), {"type": "mrkdwn", "text": "<https://x.example|source>"}],
        },
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
async def test_nothing_keeps_people_with_impairments_out(app: Try, browser: Browser, phone: bool, dark: bool) -> None:
    await everything(app)
    async with Someone.at(browser, app.url, "U0MISAKI", phone=phone, dark=dark) as misaki:
        await misaki.sees("A section")
        await misaki.finds_no_barrier()
        await app.opens(FORM, "U0MISAKI")
        await misaki.presses("Check")
        await misaki.finds_no_barrier()
        await misaki.hits("Escape")


async def test_a_phone_shows_one_pane_at_a_time(app: Try, browser: Browser) -> None:
    root = await app.says(SUPPORT, text="the root")
    await app.says(SUPPORT, text="the reply", thread_ts=root["ts"])
    async with Someone.at(browser, app.url, "U0EMMA", phone=True) as emma:
        panes = [emma.page.locator(name) for name in ("#sidebar", "#main", "#thread")]

        async def shown() -> list[bool]:
            return [await pane.is_visible() for pane in panes]

        assert await shown() == [False, True, False]
        await emma.presses("Channels and people")
        assert await shown() == [True, False, False]
        await emma.page.locator("#sidebar").get_by_role("button", name="support", exact=True).click()
        await emma.opens_the_thread("the root")
        assert await shown() == [False, False, True]
        await emma.presses("Back")
        assert await shown() == [False, True, False]
        width = await emma.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390
