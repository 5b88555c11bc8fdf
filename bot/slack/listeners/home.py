"""The app's own place in Slack: what is suggested when somebody opens the conversation with the bot, and the home tab.

Source: docs.slack.dev, "Developing agents", app_home_opened and assistant.threads.setSuggestedPrompts (four prompts at
most; no thread in the agent messaging experience); views.publish.
"""

import re
import time
from dataclasses import replace
from typing import Any

import structlog
from redis.exceptions import RedisError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.model import Language
from bot.delivery.post import Busy
from bot.slack.board import Board
from bot.slack.counter import Counter
from bot.slack.entry import identifier
from bot.slack.failure import BROKEN
from bot.slack.handoff.staff import FRESH
from bot.slack.views import example, home
from bot.slack.words import Words

OPENED = "app_home_opened"
PROMPTS = ("can_renew", "how_to_renew", "after_renewal", "help")
"""What is suggested, by the last part of the texts' keys."""
USUAL = "can_renew"
"""What a question is first taken to want that was not understood."""

_FAILED = (*BROKEN, RedisError, Busy)

log = structlog.get_logger()


def register(app: AsyncApp, counter: Counter) -> None:
    """The event, and what the support group presses."""

    async def opened(event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        channel, user = identifier(event.get("channel")), identifier(event.get("user"))
        team = identifier(body.get("team_id"))
        try:
            if event.get("tab") == "messages":
                await _suggest(counter, client, team, channel, user)
            else:
                await _publish(counter, client, team, channel, user)
        except _FAILED as cause:
            log.warning("home_not_shown", tab=str(event.get("tab")), error=type(cause).__name__)

    async def asked(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        trigger = str(body.get("trigger_id") or "")
        try:
            view = await _example(counter, client, body, str(action.get("value") or ""), USUAL)
            await client.views_open(trigger_id=trigger, view=view)
        except _FAILED as cause:
            log.warning("example_not_shown", error=type(cause).__name__)

    async def chose(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        shown, chosen = body["view"], action.get("selected_option") or {}
        told, wanted = str(shown.get("private_metadata") or ""), str(chosen.get("value") or "")
        try:
            view = await _example(counter, client, body, told, wanted)
            await client.views_update(view_id=identifier(shown.get("id")), hash=str(shown.get("hash") or ""), view=view)
        except _FAILED as cause:
            log.warning("example_not_shown", error=type(cause).__name__)

    app.event(OPENED)(opened)
    app.action(re.compile(rf"^{home.EXAMPLE}-\d+$"))(asked)
    app.action(example.INTENT)(chose)


def prompts(language: Language, words: Words) -> list[dict[str, str]]:
    """The suggested prompts; each says what is written on it."""
    texts = (words.say(language, f"prompt.{name}") for name in PROMPTS)
    return [{"title": text, "message": text} for text in texts]


async def _suggest(counter: Counter, client: AsyncWebClient, team: str, channel: str, user: str) -> None:
    language = await counter.locales.of(client, team, user) or "en"
    title = counter.words.say(language, "prompts.title")
    told = prompts(language, counter.words)
    await client.assistant_threads_setSuggestedPrompts(channel_id=channel, title=title, prompts=told)


async def _publish(counter: Counter, client: AsyncWebClient, team: str, channel: str, user: str) -> None:
    """Show somebody their home tab as it is now."""
    crew = counter.crews.of(team, client)
    who = await crew.staff.look(user, time.time() - FRESH)
    waiting = await counter.records.tickets(team)
    mine = tuple(one for one in waiting if one.asker == user)
    board = Board(who.language or "en", team, channel, mine, unchecked=who.bar == "unchecked")
    if crew.shows(who):
        overview = await counter.records.overview(team, waiting, crew.missing, counter.today())
        board = replace(board, overview=overview)
    await client.views_publish(user_id=user, view=home.view(board, counter.words))


async def _example(
    counter: Counter, client: AsyncWebClient, body: dict[str, Any], told: str, wanted: str
) -> example.View:
    """The line that teaches a question, or why there is none. told: its conversation and its entry."""
    user = body.get("user") or {}
    team = identifier((body.get("team") or {}).get("id") or user.get("team_id"))
    crew = counter.crews.of(team, client)
    who = await crew.staff.look(identifier(user.get("id")), time.time())
    reader: Language = who.language or "en"
    if not crew.shows(who):
        refused = counter.words.say(reader, f"ticket.refused.{who.bar or 'not-member'}")
        return example.note(refused, reader, counter.words)
    conversation, _, name = told.partition(" ")
    found = await counter.records.puzzle(team, conversation, name, counter.today())
    if found is None:
        return example.note(counter.words.say(reader, "home.example.gone"), reader, counter.words)
    intents = list(counter.desk.knowledge.phrases[found.language].intents)
    return example.modal(found, intents, wanted if wanted in intents else intents[0], reader, counter.words)
