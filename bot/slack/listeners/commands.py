"""The command /renewal: the question becomes an entry, answered through the response URL for the asker alone.

A single word may be one of the command's own: `help`, and `check`, which opens the form. `watch` is kept free for later
and explains the others until then.
"""

import hashlib
import time
import unicodedata
from collections.abc import Mapping
from typing import Any

from redis.exceptions import RedisError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.form import Form
from bot.slack.counter import Counter
from bot.slack.entry import Entry, Malformed, identifier, spoken
from bot.slack.listeners import forms
from bot.slack.sheet import Place, Sheet

COMMAND = "/renewal"


def register(app: AsyncApp, counter: Counter) -> None:
    """The command and what it says when nothing can be stored."""

    async def asked(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        if _word(body) in counter.words.listed("command.check"):
            await _check(ack, body, client)
            return
        try:
            await counter.door.store(entry(body, helps=_word(body) in counter.words.listed("command.help")))
        except (RedisError, OSError):
            await ack(counter.words.both("busy"))
        else:
            await ack()

    async def _check(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        one = entry(body, helps=True)  # should the form not open
        await ack()
        language = await counter.locales.of(client, one.team, one.user) or "en"
        place = Place(one.channel, respond=one.respond, live=True)
        if not await forms.open_form(counter, client, body, Sheet(Form(language), place)):
            await counter.door.store(one)

    app.command(COMMAND)(asked)


def _word(body: Mapping[str, Any]) -> str:
    """What was typed after the command, as a word of its own."""
    return unicodedata.normalize("NFKC", str(body.get("text") or "")).strip().lower()


def entry(body: Mapping[str, Any], *, helps: bool = False) -> Entry:
    """The entry that a command stands for. Raises Malformed.

    helps: it asks what the command can do, as one without any text does.
    """
    text, sensitive = spoken(body.get("text"))
    if not isinstance(body.get("response_url"), str):
        raise Malformed("a response URL was expected")
    # Slack does not repeat a command; its trigger id is its own. Only its digest becomes part of a key.
    trigger = hashlib.sha256(str(body.get("trigger_id") or time.time_ns()).encode()).hexdigest()[:24]
    return Entry(
        kind="help" if helps or not text.strip() else "message",
        team=identifier(body.get("team_id")),
        channel=identifier(body.get("channel_id")),
        user=identifier(body.get("user_id")),
        name=f"command:{trigger}",
        ts=f"{time.time():.6f}",
        text=text,
        sensitive=sensitive,
        respond=body["response_url"],
    )
