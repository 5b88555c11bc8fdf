"""Where a click comes from: a form, or anything else; and where what follows from it goes."""

from collections.abc import Mapping
from typing import Any

from bot.slack.entry import identifier
from bot.slack.sheet import Place


async def is_form(body: dict[str, Any]) -> bool:
    """Whether a click was made inside a form (a matcher for Bolt)."""
    return (body.get("view") or {}).get("type") == "modal"


async def is_elsewhere(body: dict[str, Any]) -> bool:
    """Whether a click was made anywhere but inside a form (a matcher for Bolt)."""
    return not await is_form(body)


def of_click(body: Mapping[str, Any]) -> Place:
    """Where a form that this click opens is answered: where the click was made; from the home tab, in the form itself.

    The home tab's view tells in its private metadata which direct message belongs to it, if that is known.
    Raises entry.Malformed.
    """
    container, message = body.get("container") or {}, body.get("message") or {}
    if body.get("view"):
        channel = str(body["view"].get("private_metadata") or "") or str((body.get("user") or {}).get("id"))
        return Place(identifier(channel), live=True)
    channel = identifier((body.get("channel") or {}).get("id") or container.get("channel_id"))
    if container.get("is_ephemeral"):
        return Place(channel, respond=str(body.get("response_url") or ""))
    own = str(container.get("message_ts") or message.get("ts") or "")
    return Place(channel, thread(channel, str(message.get("thread_ts") or container.get("thread_ts") or ""), own))


def thread(channel: str, threaded: str, own: str) -> str:
    """The thread that a message belongs to: it begins one in a channel, but not in a direct message."""
    if threaded:
        return identifier(threaded)
    return "" if channel.startswith("D") else identifier(own)
