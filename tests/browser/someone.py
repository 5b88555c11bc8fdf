"""Someone at the page: what they do and what they see, in sentences. How the page is built is known here only."""

import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, expect

expect.set_options(timeout=15_000)  # Milliseconds: other tests may keep the machine busy.
_REPLY = re.compile("Reply in thread|スレッドで返信する")
_PHONE = {"width": 390, "height": 780}
_DESKTOP = {"width": 1200, "height": 760}


@dataclass
class Someone:
    """A person with a window of their own. wrong: what the browser complained of."""

    page: Page
    wrong: list[str] = field(default_factory=list)

    @classmethod
    @contextlib.asynccontextmanager
    async def at(
        cls, browser: Browser, url: str, who: str, *, phone: bool = False, dark: bool = False, **more: Any
    ) -> "AsyncIterator[Someone]":
        """Open the page as someone; afterwards nothing may have gone wrong in it. more: of the window."""
        view: Any = {"viewport": _PHONE if phone else _DESKTOP, "color_scheme": "dark" if dark else "light"}
        window = await browser.new_context(reduced_motion="reduce", **view | more)
        someone = cls(await window.new_page())
        someone.page.on("pageerror", lambda error: someone.wrong.append(str(error)))
        someone.page.on("console", lambda told: someone.wrong.append(told.text) if told.type == "error" else None)
        await someone.page.goto(f"{url}/?as={who}")
        await expect(someone.page.get_by_role("textbox").first).to_be_attached()
        try:
            yield someone
        except BaseException as failure:
            failure.add_note(f"The page showed {await someone.complaints()}; the browser told {someone.wrong}.")
            raise
        await window.close()
        assert someone.wrong == [], someone.wrong

    async def complaints(self) -> list[str]:
        """What the page says went wrong."""
        return await self.page.get_by_role("alert").all_inner_texts()

    # ------------------------------------------------------------ doing

    async def asks(self, text: str) -> None:
        """Write into the open channel and send it with Enter."""
        await self._write(self.page.locator("#main textarea"), text)

    async def replies(self, text: str) -> None:
        """Write into the open thread."""
        await self._write(self.page.locator("#thread textarea"), text)

    async def opens_the_thread(self, of: str) -> None:
        """Open the replies to a message of the open channel."""
        await self.message(of, "#main").locator("button.replies").click()

    async def begins_a_thread_at(self, of: str) -> None:
        """Open the thread of a message of the open channel, whether or not it has replies."""
        message = self.message(of, "#main")
        await message.hover()
        await message.get_by_role("button", name=_REPLY).click()

    async def goes_to(self, name: str) -> None:
        """Open a channel or the bot's direct message from the sidebar."""
        await self.page.locator("#sidebar").get_by_role("button", name=name, exact=True).click()

    async def comes_home(self, name: str) -> None:
        """Open the app's home tab, and wait until the app has published it anew: what was there goes away."""
        before = await self.page.locator("section.home").get_attribute("data-hash") or ""
        await self.page.get_by_role("tab", name=name).click()
        await expect(self.page.locator("section.home")).not_to_have_attribute("data-hash", before)

    async def follows(self, link: str) -> None:
        """Press the last link of a name."""
        await self.page.get_by_role("link", name=link, exact=True).last.click()

    async def becomes(self, name: str) -> None:
        """Play another person."""
        await self.page.get_by_role("radio", name=re.compile(name)).click()

    async def presses(self, name: str, where: str = "") -> None:
        """Press the last button of a name, anywhere or in the message that holds some words."""
        within = self.message(where) if where else self.page
        await within.get_by_role("button", name=name, exact=True).last.click()

    async def chooses_from_the_menu(self, of: str, entry: str) -> None:
        """Open a message's menu and choose from it."""
        message = self.message(of)
        await message.hover()
        await message.locator(".tools [aria-haspopup=menu]").click()
        await message.get_by_role("menuitem", name=entry).click()

    async def picks(self, field: str, typed: str, option: str) -> None:
        """Type into a menu that filters, and take an option."""
        await self._look(field, typed)
        await self.page.get_by_role("option", name=option).click()

    async def looks_for(self, field: str, typed: str, option: str) -> None:
        """Type into a menu that filters, and see that it offers an option first."""
        await self._look(field, typed)
        await expect(self.page.get_by_role("option").first).to_contain_text(option)

    async def fills(self, field: str, value: str) -> None:
        """Fill in a field of the open modal."""
        await self.modal.get_by_label(field).fill(value)

    async def hits(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            await self.page.keyboard.press(key)

    # ------------------------------------------------------------ seeing

    def message(self, words: str, pane: str = "") -> Locator:
        """The newest message that holds some words."""
        return self.page.locator(f"{pane} article.message", has_text=words).last

    @property
    def modal(self) -> Locator:
        """The open modal."""
        return self.page.get_by_role("dialog")

    async def sees(self, words: str) -> None:
        """Some words are to be seen, sooner or later, in capitals and small letters as they stand."""
        await expect(self.page.get_by_text(re.compile(re.escape(words))).last).to_be_visible()

    async def has_voted(self, thumb: str) -> None:
        """The last thumb of a name is shown as pressed, and the bot has taken the vote without a complaint."""
        button = self.page.get_by_role("button", name=thumb, exact=True).last
        await expect(button).to_have_attribute("aria-pressed", "true")
        await expect(button).not_to_have_attribute("aria-busy", "true")
        await expect(self.page.get_by_role("alert")).to_have_count(0)

    async def author_of(self, words: str) -> str:
        """Under whose name some words are to be seen."""
        return await self.message(words).get_attribute("aria-label") or ""

    async def sees_no(self, words: str) -> None:
        """Some words are not to be seen."""
        await expect(self.page.get_by_text(words)).to_have_count(0)

    async def sees_a_button(self, name: str) -> None:
        """A button is to be seen."""
        await expect(self.page.get_by_role("button", name=name, exact=True).last).to_be_visible()

    async def sees_a_link(self, name: str) -> None:
        """A link is to be seen."""
        await expect(self.page.get_by_role("link", name=name).last).to_be_visible()

    async def is_at(self, role: str, name: str) -> None:
        """The keyboard's focus is on something."""
        await expect(self.page.get_by_role(role, name=name).last).to_be_focused()  # type: ignore[arg-type]

    async def rests(self) -> None:
        """Take the pointer away, and look at the page with nothing pointed at."""
        await self.page.mouse.move(0, 0)
        await self.page.evaluate("document.activeElement.blur()")

    async def finds_no_barrier(self) -> None:
        """Nothing on the page keeps people with impairments out, as far as axe can tell (WCAG 2 A and AA)."""
        rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
        found = await Axe().run(self.page, options=rules)
        assert found.violations_count == 0, found.generate_report()

    async def _look(self, field: str, typed: str) -> None:
        menu = self.page.get_by_role("combobox", name=field)
        await menu.click()
        await menu.fill(typed)

    @staticmethod
    async def _write(area: Locator, text: str) -> None:
        await area.fill(text)
        await area.press("Enter")
