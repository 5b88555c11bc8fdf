"""What Slack sends that needs an immediate reply, by Slack's own features: Bolt calls these."""

from slack_bolt.async_app import AsyncApp

from bot.slack.counter import Counter
from bot.slack.listeners import actions, commands, forms, home, shortcuts, thumbs, tickets


def register(app: AsyncApp, counter: Counter) -> None:
    """Make every listener known to Bolt."""
    actions.register(app, counter.door)
    commands.register(app, counter)
    forms.register(app, counter)
    shortcuts.register(app, counter)
    home.register(app, counter)
    thumbs.register(app, counter)
    tickets.register(app, counter.door)
