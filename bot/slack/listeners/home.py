"""The app's own place in Slack: when somebody opens the conversation with the bot, it suggests what to ask.

Source: docs.slack.dev, "Developing agents", app_home_opened and assistant.threads.setSuggestedPrompts (four prompts at
most; no thread in the agent messaging experience).
"""

from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.model import Language
from bot.slack.counter import Counter
from bot.slack.entry import identifier
from bot.slack.failure import BROKEN
from bot.slack.words import Words

OPENED = "app_home_opened"
PROMPTS = ("can_renew", "how_to_renew", "after_renewal", "help")
"""What is suggested, by the last part of the texts' keys."""

log = structlog.get_logger()


def register(app: AsyncApp, counter: Counter) -> None:
    """The event."""

    async def opened(event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("tab") != "messages":
            return
        channel, user = identifier(event.get("channel")), identifier(event.get("user"))
        language = await counter.locales.of(client, identifier(body.get("team_id")), user) or "en"
        title = counter.words.say(language, "prompts.title")
        try:
            await client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, title=title, prompts=prompts(language, counter.words)
            )
        except BROKEN as cause:
            log.warning("prompts_not_set", error=type(cause).__name__)

    app.event(OPENED)(opened)


def prompts(language: Language, words: Words) -> list[dict[str, str]]:
    """The suggested prompts; each says what is written on it."""
    texts = (words.say(language, f"prompt.{name}") for name in PROMPTS)
    return [{"title": text, "message": text} for text in texts]
