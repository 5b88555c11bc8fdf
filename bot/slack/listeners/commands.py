"""The command /renewal: the question becomes an entry, answered through the response URL for the asker alone."""

import hashlib
import time
from collections.abc import Mapping
from typing import Any

from redis.exceptions import RedisError
from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.door import Door
from bot.slack.entry import Entry, Malformed, identifier, spoken
from bot.slack.words import Words

COMMAND = "/renewal"


def register(app: AsyncApp, door: Door, words: Words) -> None:
    """The command and what it says when nothing can be stored."""

    async def asked(ack: AsyncAck, body: dict[str, Any]) -> None:
        try:
            await door.store(entry(body))
        except (RedisError, OSError):
            await ack("\n".join((words.say("en", "busy"), words.say("ja", "busy"))))
        else:
            await ack()

    app.command(COMMAND)(asked)


def entry(body: Mapping[str, Any]) -> Entry:
    """The entry that a command stands for. Without a question it asks for help. Raises Malformed."""
    text, sensitive = spoken(body.get("text"))
    if not isinstance(body.get("response_url"), str):
        raise Malformed("a response URL was expected")
    # Slack does not repeat a command; its trigger id is its own. Only its digest becomes part of a key.
    trigger = hashlib.sha256(str(body.get("trigger_id") or time.time_ns()).encode()).hexdigest()[:24]
    return Entry(
        kind="message" if text.strip() else "help",
        team=identifier(body.get("team_id")),
        channel=identifier(body.get("channel_id")),
        user=identifier(body.get("user_id")),
        name=f"command:{trigger}",
        ts=f"{time.time():.6f}",
        text=text,
        sensitive=sensitive,
        respond=body["response_url"],
    )
