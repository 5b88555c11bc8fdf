"""What Slack sends that needs an immediate reply, by Slack's own features: Bolt calls these."""

from slack_bolt.async_app import AsyncApp

from bot.slack.door import Door
from bot.slack.listeners import actions, commands, tickets
from bot.slack.words import Words


def register(app: AsyncApp, door: Door, words: Words) -> None:
    """Make every listener known to Bolt."""
    actions.register(app, door)
    commands.register(app, door, words)
    tickets.register(app, door)
