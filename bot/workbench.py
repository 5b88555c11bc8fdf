"""What a worker answers with: the reception, what it takes to hand over to a person, and the way to Slack."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot import clock, holidays
from bot.core.model import Language
from bot.delivery.erasing import Eraser
from bot.delivery.post import Carrier
from bot.delivery.queue import Queue
from bot.delivery.settling import Settling
from bot.delivery.tally import Tally
from bot.delivery.worker import Settles
from bot.parts import Parts
from bot.slack import client
from bot.slack.carrier import SlackCarrier
from bot.slack.handoff import means
from bot.slack.handoff.staff import GroupStaff
from bot.slack.reception import Reception
from bot.slack.sight import SlackSight

if TYPE_CHECKING:
    from bot.slack.install.installation import Installation
    from bot.slack.install.joining import Workspaces
    from bot.slack.install.settlings import Made


@dataclass(frozen=True, slots=True)
class Bench:
    """settles: what settles conversations. rest: returns when everything beside them has been told to Slack, too."""

    settles: Settles
    rest: Callable[[], Awaitable[None]]


def bench(parts: Parts, queue: Queue, tally: Tally) -> Bench:
    """What a worker works with: for the only workspace, or for each that has installed the bot."""
    if not parts.settings.support_group:
        structlog.get_logger().warning("support_group_missing", may_act="whoever is in the triage channel")
    if parts.workspaces is None:
        carried = _carrier(parts)
        return Bench(_settling(parts, queue, tally, carried, _means(parts)), carried.rest)
    from bot.slack.install.settlings import Settlings

    all_of_them = Settlings(parts.workspaces.registry, _of_workspace(parts, parts.workspaces, queue, tally))
    return Bench(all_of_them, all_of_them.rest)


def _of_workspace(parts: Parts, workspaces: "Workspaces", queue: Queue, tally: Tally) -> "Made":
    from bot.slack.install.carrier import PatientCarrier, PatientStaff

    def made(one: "Installation") -> tuple[Settles, Callable[[], Awaitable[None]]]:
        slack = client.web(parts.session, parts.settings.slack_api_url, one.token)
        own = replace(parts, slack=slack, identity=one.identity, settings=parts.settings.of_workspace(one.team))
        newer = partial(workspaces.registry.has_newer, one.team, one.token)
        carried, needed = _carrier(own), _means(own)
        needed = replace(needed, staff=PatientStaff(needed.staff, newer))
        return _settling(own, queue, tally, PatientCarrier(carried, newer), needed), carried.rest

    return made


def _carrier(parts: Parts) -> SlackCarrier:
    return SlackCarrier(parts.slack, parts.session, parts.settings.slack_api_url, Eraser(parts.redis).person)


def _settling(parts: Parts, queue: Queue, tally: Tally, carried: Carrier, needed: means.Means) -> Settling:
    def locale(team: str, user: str) -> Awaitable[Language | None]:
        return parts.locales.of(parts.slack, team, user)

    reception = Reception(parts.desk, parts.words, parts.today, needed, locale)
    return Settling(queue, reception.answer, carried, reception.alarm, tally, means.note)


def _means(parts: Parts) -> means.Means:
    settings = parts.settings
    group = settings.support_group or ""
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
