"""What a worker answers with: the reception, what it takes to hand over to a person, and the way to Slack."""

from collections.abc import Awaitable

import structlog

from bot import clock, holidays
from bot.core.model import Language
from bot.delivery.erasing import Eraser
from bot.delivery.queue import Queue
from bot.delivery.settling import Settling
from bot.delivery.tally import Tally
from bot.parts import Parts
from bot.slack.carrier import SlackCarrier
from bot.slack.handoff import means
from bot.slack.handoff.staff import GroupStaff
from bot.slack.reception import Reception
from bot.slack.sight import SlackSight


def carrier(parts: Parts) -> SlackCarrier:
    """The way to Slack; let it `rest` at the end."""
    return SlackCarrier(parts.slack, parts.session, parts.settings.slack_api_url, Eraser(parts.redis).person)


def settling(parts: Parts, queue: Queue, tally: Tally, carried: SlackCarrier) -> Settling:
    """What settles conversations."""

    def locale(team: str, user: str) -> Awaitable[Language | None]:
        return parts.locales.of(parts.slack, team, user)

    reception = Reception(parts.desk, parts.words, parts.today, _means(parts), locale)
    return Settling(queue, reception.answer, carried, reception.alarm, tally, means.note)


def _means(parts: Parts) -> means.Means:
    settings = parts.settings
    group = settings.support_group or ""
    if not group:
        structlog.get_logger().warning("support_group_missing", may_act="whoever is in the triage channel")
    return means.Means(
        parts.words,
        parts.desk.knowledge.lines,
        settings.triage_channel or "",
        group,
        lambda: clock.seconds(),
        holidays.worked(settings.working_hours, settings.holidays, settings.timezone),
        SlackSight(parts.slack, parts.identity),
        GroupStaff(parts.slack, group),
    )
