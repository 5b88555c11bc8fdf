"""An answer as Block Kit: the point, then why, the steps, the links, the question with its buttons, the source."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.message import Link, Message, Section
from bot.slack import sheet
from bot.slack.sheet import Sheet
from bot.slack.views import text, timeline
from bot.slack.views.text import Block

CHOICE = "choice-"
"""What the action id of a choice begins with; a number follows."""
HUMAN = "human"
SHARE = "share"
KEEP = "keep"
FORM = "form"


@dataclass(frozen=True, slots=True)
class Sharing:
    """The buttons below an answer that only one person sees. name: that of the answer, the buttons' value."""

    name: str
    share: str
    keep: str = ""


def blocks(message: Message, sharing: Sharing | None = None, asked: str = "") -> list[Block]:
    """The blocks of a message, within Slack's limits.

    sharing: for an answer that only one person sees. asked: the question, which goes along with the button that calls a
    person; empty where it can be read in the thread.
    """
    shown = list(_body(message))
    foot = [*text.actions(buttons(message, sharing, asked)), *text.context(message.note)]
    room = text.BLOCKS - len(foot)
    return shown[:room] + foot


def fallback(message: Message) -> str:
    """The point of the answer in one line: what notifications and screen readers get."""
    return text.shorten(message.headline or message.question, text.FALLBACK)


def _body(message: Message) -> Iterator[Block]:
    if message.warning:
        yield from text.sections(message.warning)
    yield from text.sections(message.headline, bold=True)
    if message.timeline:
        yield from text.sections(timeline.line(message.timeline, message.language))
    told = message.timeline.repeats if message.timeline else ""
    for section in message.sections:
        yield from _section(section, told)
    if message.links:
        yield from _links(message.link_heading, message.links)
    yield from text.sections(message.question)


def _section(section: Section, told: str) -> Iterator[Block]:
    """told: what has been said above."""
    yield from text.sections(section.heading, bold=True)
    yield from text.sections("\n\n".join(one for one in section.paragraphs if one != told))
    yield from text.sections("\n".join(f"{number}. {step}" for number, step in enumerate(section.steps, 1)))


def _links(heading: str, links: tuple[Link, ...]) -> Iterator[Block]:
    lines = [f"*{text.escape(heading)}*"] if heading else []
    size = len(heading)
    for link in links:
        line = f"• <{link.url}|{_label(link.title)}>" if link.url else f"• {text.escape(link.title)}"
        if lines and size + len(line) + 1 > text.SECTION - 2:
            yield text.section("\n".join(lines))
            lines, size = [], 0
        lines.append(line)
        size += len(line) + 1
    yield text.section("\n".join(lines))


def _label(title: str) -> str:
    """A link's label: a bar or a line break would end it."""
    return text.shorten(title.replace("|", "｜").replace("\n", " "), 300)


def buttons(message: Message, sharing: Sharing | None, asked: str) -> Iterator[Block]:
    """The choices, then what else can be done with an answer."""
    for number, choice in enumerate(message.choices):
        yield text.button(f"{CHOICE}{number}", choice.label, choice.says)
    if message.form_label:
        yield text.button(FORM, message.form_label, sheet.dump(Sheet(message.form)))
    if sharing:
        yield text.button(SHARE, sharing.share, sharing.name)
        if sharing.keep:
            yield text.button(KEEP, sharing.keep, sharing.name)
    if message.human_label:
        yield text.button(HUMAN, message.human_label, asked or HUMAN)
