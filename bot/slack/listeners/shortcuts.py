"""The message shortcut "Check this renewal": somebody's message becomes a question of whoever used the shortcut.

Source: docs.slack.dev, "Implementing shortcuts": the payload (`message_action`) holds the message and a response URL.
"""

import time
from collections.abc import Mapping
from typing import Any

import structlog
from redis.exceptions import RedisError
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.slack.counter import Counter
from bot.slack.entry import Entry, Malformed, identifier, spoken

CHECK = "check_renewal"
"""The shortcut's callback id; the same in manifest.yaml."""

log = structlog.get_logger()


def register(app: AsyncApp, counter: Counter) -> None:
    """The shortcut and what it says when nothing can be stored."""

    async def used(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        try:
            await counter.door.store(entry(body))
            await ack()
        except (RedisError, OSError) as cause:
            await ack()
            log.warning("not_stored", error=type(cause).__name__)
            await respond(counter.words.both("busy"), response_type="ephemeral", replace_original=False)

    app.shortcut({"type": "message_action", "callback_id": CHECK})(used)


def entry(body: Mapping[str, Any]) -> Entry:
    """The entry that a use of the shortcut stands for. Raises Malformed."""
    text, sensitive = spoken((body.get("message") or {}).get("text"))
    if not isinstance(body.get("response_url"), str):
        raise Malformed("a response URL was expected")
    user, channel = body.get("user") or {}, identifier((body.get("channel") or {}).get("id"))
    asker = identifier(user.get("id"))
    message = identifier(body.get("message_ts") or (body.get("message") or {}).get("ts"))
    return Entry(
        kind="message" if text.strip() else "help",
        team=identifier((body.get("team") or {}).get("id") or user.get("team_id")),
        channel=channel,
        user=asker,
        name=f"shortcut:{channel}:{message}:{asker}:{identifier(body.get('action_ts'))}",
        once=f"shortcut:{channel}:{message}:{asker}",
        ts=f"{time.time():.6f}",
        text=text,
        sensitive=sensitive,
        respond=body["response_url"],
        quoted=True,
    )
