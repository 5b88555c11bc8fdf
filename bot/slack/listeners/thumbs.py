"""Thumbs below an answer: kept before they are acknowledged, so that a click that cannot be kept shows as failed."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.delivery.thumbs import Thumb
from bot.slack import metrics
from bot.slack.counter import Counter
from bot.slack.entry import Malformed, identifier
from bot.slack.views.thumbs import DOWN, FEEDBACK, UP


def register(app: AsyncApp, counter: Counter) -> None:
    """The two buttons; Slack itself shows which was pressed."""

    async def given(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        user, team = body.get("user") or {}, body.get("team") or {}
        who = identifier(team.get("id") or user.get("team_id")), identifier(user.get("id"))
        thumb = _thumb(action.get("value"))
        if await counter.thumbs.give(*who, _answer(body), thumb, counter.today()):
            metrics.thumbs.labels(thumb).inc()
        await ack()

    app.action(FEEDBACK)(given)


def _answer(body: Mapping[str, Any]) -> str:
    """The id of the answer that was judged: its channel and ts. Raises Malformed."""
    container = body.get("container") or {}
    channel = identifier(container.get("channel_id") or (body.get("channel") or {}).get("id"))
    return f"{channel}:{identifier(container.get('message_ts') or (body.get('message') or {}).get('ts'))}"


def _thumb(value: object) -> Thumb:
    if value == UP:
        return "up"
    if value == DOWN:
        return "down"
    raise Malformed("a thumb was expected")
