"""What Slack sends to an app, as values.

Source: docs.slack.dev, "Events API", "Slash commands", "Interaction payloads".
"""

import itertools
import time
from typing import Any

from bot.workspace.state import APP, BOT, TEAM, Channel, Message, Workspace

Payload = dict[str, Any]

_numbers = itertools.count(1)


def envelope(event: Payload) -> Payload:
    """An event as Slack wraps it; every one has an id of its own, twins and repetitions too."""
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": APP,
        "event_id": f"Ev{next(_numbers):08}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}],
        "event": event,
    }


def said(place: Channel, message: Message) -> Payload:
    """The event of a message; a reply tells who began the thread."""
    event = {**message, "channel": place.id, "channel_type": place.kind, "event_ts": message["ts"]}
    parent = place.find(message.get("thread_ts")) if message.get("thread_ts") else None
    return event | {"parent_user_id": parent["user"]} if parent else event


def is_agent(workspace: Workspace) -> bool:
    """Whether the app is an agent: its direct messages tell what the person was looking at."""
    return workspace.manifest is not None and workspace.manifest.agent == "agent"


def context(seen: str) -> Payload:
    """What a person was looking at when they turned to an agent (docs.slack.dev, app_context_changed)."""
    return {"entities": [{"type": "slack#/types/channel_id", "value": seen, "team_id": TEAM}]} if seen else {}


def mention(event: Payload) -> Payload:
    """The twin of a message event that mentions the bot."""
    return {key: value for key, value in event.items() if key != "channel_type"} | {"type": "app_mention"}


def changed(workspace: Workspace, place: Channel, message: Message, before: Message) -> Payload:
    """The event of a message that was edited."""
    more = {"subtype": "message_changed", "message": message, "previous_message": before}
    return _hidden(workspace, place) | more


def deleted(workspace: Workspace, place: Channel, before: Message) -> Payload:
    """The event of a message that was deleted."""
    more = {"subtype": "message_deleted", "deleted_ts": before["ts"], "previous_message": before}
    return _hidden(workspace, place) | more


def _hidden(workspace: Workspace, place: Channel) -> Payload:
    ts = workspace.stamp()
    where = {"channel": place.id, "channel_type": place.kind}
    return {"type": "message", "hidden": True, **where, "ts": ts, "event_ts": ts}


def home_opened(workspace: Workspace, user: str, tab: str, seen: str = "") -> Payload:
    """The event of someone who opens the app's home or messages tab. seen: the channel they were looking at before."""
    event: Payload = {"type": "app_home_opened", "user": user, "tab": tab, "event_ts": workspace.stamp()}
    if tab == "messages" and is_agent(workspace):
        event["context"] = context(seen)
    view = workspace.shown.homes.get(user) if tab == "home" else None
    return event | {"channel": workspace.direct(user).id} | ({"view": view} if view else {})


def thread_started(workspace: Workspace, user: str, channel: str, thread: str, seen: str) -> Payload:
    """The event of an assistant's thread. seen: the channel the person was looking at."""
    around = {"channel_id": seen, "team_id": TEAM, "enterprise_id": None}
    started = {"user_id": user, "context": around, "channel_id": channel, "thread_ts": thread}
    return {"type": "assistant_thread_started", "assistant_thread": started, "event_ts": workspace.stamp()}


def actor(user: str) -> Payload:
    """What is the same in every interaction payload."""
    return {
        "team": {"id": TEAM, "domain": "stand-in"},
        "user": {"id": user, "username": user.lower(), "name": user.lower(), "team_id": TEAM},
        "api_app_id": APP,
        "token": "deprecated",
        "is_enterprise_install": False,
        "enterprise": None,
    }
