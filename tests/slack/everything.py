"""Everything that the bot can show in Slack, in both languages, for referees to look at.

Whoever adds a message, a modal or a home tab adds it here.
"""

from collections.abc import Iterator
from typing import Any

from bot.core.knowledge import Knowledge
from bot.core.model import Language
from bot.slack.views import answer
from bot.slack.words import Words
from tests import wordings

Shown = dict[str, Any]
LANGUAGES: tuple[Language, ...] = ("en", "ja")


def messages(knowledge: Knowledge) -> Iterator[tuple[str, Shown]]:
    """What each message is, and its text and blocks."""
    words = Words(knowledge.replies)
    for language in LANGUAGES:
        share = words.say(language, "share.button")
        for told, message in wordings.messages(knowledge, language):
            text = answer.fallback(message)
            yield f"{language}, {told}", {"text": text, "blocks": answer.blocks(message)}
            private = answer.blocks(message, share="C1:1", share_label=share)
            yield f"{language}, {told}, for the asker alone", {"text": text, "blocks": private}


def views(knowledge: Knowledge) -> Iterator[tuple[str, Shown]]:
    """What each modal and home tab is, and the view."""
    yield from ()


def shapes(knowledge: Knowledge) -> tuple[list[list[Shown]], list[Shown]]:
    """Lists of blocks and views, one of each shape: what differs in texts only is the same."""
    blocks = {_shape(one["blocks"]): one["blocks"] for _, one in messages(knowledge)}
    seen = {_shape(view): view for _, view in views(knowledge)}
    return list(blocks.values()), list(seen.values())


def _shape(part: Any, name: str = "") -> Any:
    if isinstance(part, dict):
        return tuple((key, _shape(value, key)) for key, value in sorted(part.items()))
    if isinstance(part, list):
        return tuple(dict.fromkeys(_shape(one) for one in part))
    return part if name in ("type", "style") else type(part).__name__
