"""Where acts take place: one workspace, and the way to the app."""

import secrets
from dataclasses import dataclass
from typing import Any

from bot.workspace import payloads
from bot.workspace.allowance import Origin
from bot.workspace.outbound import Outbound
from bot.workspace.server import Server
from bot.workspace.state import Channel, Message, Workspace

SLACKBOT = "USLACKBOT"


class BadAct(Exception):
    """What the page asked for cannot be done; the message is one sentence."""


@dataclass(frozen=True)
class Stage:
    """server: of the Web API; outbound: the way to the app."""

    server: Server
    outbound: Outbound

    @property
    def workspace(self) -> Workspace:
        """The workspace in which it all happens."""
        return self.server.workspace

    def channel(self, user: str, name: object) -> Channel:
        """A channel that a person is in. Raises BadAct."""
        found = self.workspace.channels.get(str(name))
        if found is None or not found.holds(user):
            raise BadAct("There is no such channel.")
        return found

    def message(self, user: str, channel: object, ts: object) -> tuple[Channel, Message]:
        """A message that a person sees, also one for them alone. Raises BadAct."""
        place = self.channel(user, channel)
        found = place.find(ts)
        whispers = self.workspace.shown.whispers.get(user, [])
        found = found or next((one for one in whispers if one["ts"] == ts), None)
        if found is None:
            raise BadAct("There is no such message.")
        return place, found

    def trigger(self, user: str) -> str:
        """A trigger id for what a person has just done."""
        return self.workspace.triggers.give(user)

    def response_url(self, origin: Origin) -> str:
        """A response URL that nobody can guess."""
        return self.server.response_url(secrets.token_urlsafe(18), origin)

    def slackbot(self, user: str, channel: str, text: str) -> None:
        """What Slack itself tells a person."""
        self.workspace.whisper(channel, user, {"user": SLACKBOT, "text": text})

    def heard(self, place: Channel, event: dict[str, Any]) -> None:
        """Send an event of a channel to the app, if it is there."""
        if place.member:
            self.outbound.event(event)

    def actor(self, user: str) -> dict[str, Any]:
        """The person in an interaction payload, with a fresh trigger."""
        return payloads.actor(user) | {"trigger_id": self.trigger(user)}
