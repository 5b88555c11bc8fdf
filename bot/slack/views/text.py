"""Texts as Block Kit takes them: escaped, split to Slack's limits.

Source of all numbers: docs.slack.dev, "Block Kit reference".
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

Block = dict[str, Any]

SECTION = 3_000
"""Characters of a section's text."""
LABEL = 75
"""Characters of a button's text."""
VALUE = 2_000
"""Characters of a button's value."""
BLOCKS = 50
"""Blocks of a message."""
OPTION = 75
"""Characters of an option's text."""
PLACEHOLDER = 150
"""Characters of the text in an empty field."""
LABELLED = 2_000
"""Characters of a field's label and of its hint."""
ELEMENTS = 25
"""Elements of an actions block."""
FALLBACK = 4_000
"""Characters of a message's text beyond which Slack advises against (chat.postMessage)."""

_FORMATTING = re.compile(r"[*_~`]")


def escape(text: str) -> str:
    """The text with Slack's three control characters escaped (docs.slack.dev, "Formatting message text")."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def sections(text: str, *, bold: bool = False) -> Iterator[Block]:
    """Section blocks that show a plain text, as many as it needs.

    A text with characters that Slack would take for formatting (the mask "ES**-") is shown literally.
    """
    for piece in pieces(text, SECTION - 2):
        literal = _FORMATTING.search(piece) is not None
        kind = "plain_text" if literal else "mrkdwn"
        yield {"type": "section", "text": {"type": kind, "text": f"*{piece}*" if bold and not literal else piece}}


def pieces(text: str, limit: int) -> Iterator[str]:
    """The escaped text in pieces of at most `limit` characters, broken at lines, else at spaces, else anywhere."""
    rest = text.strip()
    while len(escaped := escape(rest)) > limit:
        cut = _fitting(rest, limit)
        yield escape(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if escaped:
        yield escaped


def address(team: str, channel: str, ts: str) -> str:
    """The address of a thread as Slack's own client writes it."""
    return f"https://app.slack.com/client/{team}/{channel}/thread/{channel}-{ts}"


def section(mrkdwn: str) -> Block:
    """A section of ready mrkdwn."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": mrkdwn}}


def context(text: str) -> Iterator[Block]:
    """Context blocks: the small print."""
    for piece in pieces(text, SECTION):
        yield {"type": "context", "elements": [{"type": "plain_text", "text": piece, "emoji": False}]}


def signed(mrkdwn: str) -> Iterator[Block]:
    """A context block of ready mrkdwn: who did something."""
    yield {"type": "context", "elements": [{"type": "mrkdwn", "text": mrkdwn}]}


def plain(text: str, limit: int) -> Block:
    """A text object without formatting."""
    return {"type": "plain_text", "text": shorten(text, limit), "emoji": True}


def button(action: str, label: str, value: str, style: str = "") -> Block:
    """A button. action: its action id, unique in the message."""
    look = {"style": style} if style else {}
    return {"type": "button", "action_id": action, "text": plain(label, LABEL), "value": value[:VALUE], **look}


def actions(buttons: Iterable[Block]) -> Iterator[Block]:
    """Actions blocks that hold the buttons, none if there are none."""
    row = list(buttons)
    for start in range(0, len(row), ELEMENTS):
        yield {"type": "actions", "elements": row[start : start + ELEMENTS]}


def shorten(text: str, limit: int) -> str:
    """The text escaped, in at most `limit` characters."""
    escaped = escape(text)
    return escaped if len(escaped) <= limit else next(pieces(text, limit - 1)) + "…"


def _fitting(text: str, limit: int) -> int:
    """How many characters of a text too long to take so that they fit when escaped, at the best place to break."""
    end = size = 0
    while (size := size + len(escape(text[end]))) <= limit:
        end += 1
    for gap in ("\n", "。", " "):
        at = text.rfind(gap, end // 2, end)
        if at > 0:
            return at + 1
    return max(end, 1)
