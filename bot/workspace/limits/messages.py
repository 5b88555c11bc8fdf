"""Messages as a whole.

Source: docs.slack.dev, chat.postMessage; "Message metadata".
"""

from typing import Any

from bot.workspace.limits.blocks import blocks

_BLOCKS = 50
_TEXT = 40_000


def refuse(message: dict[str, Any]) -> tuple[str, list[str]]:
    """The error code ("" for none) and what is wrong with the arguments of a message."""
    text, shown = message.get("text"), message.get("blocks")
    if not text and not shown:
        return "no_text", []
    if len(text or "") > _TEXT:
        return "msg_too_long", []
    if not _is_metadata(message.get("metadata")):
        return "invalid_metadata_format", []
    if shown is None:
        return "", []
    wrong = list(blocks(shown, _BLOCKS, "message"))
    if not text:
        wrong.append("text is missing: blocks need a fallback for notifications and screen readers")
    return ("invalid_blocks" if wrong else ""), wrong


def _is_metadata(given: Any) -> bool:
    if given is None:
        return True
    return isinstance(given, dict) and bool(given.get("event_type")) and isinstance(given.get("event_payload"), dict)
