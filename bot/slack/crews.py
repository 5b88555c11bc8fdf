"""Crews: who works at the desk in each workspace, and what is not set up there."""

from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings
from bot.slack.handoff.staff import GroupStaff, Person


@dataclass(frozen=True, slots=True)
class Crew:
    """group: the id of the support group, empty where there is none. missing: settings that are not set, by the names
    of their texts."""

    staff: GroupStaff
    group: str
    missing: tuple[str, ...]

    def shows(self, who: Person) -> bool:
        """Whether somebody sees how the desk is doing: the group does; without one, the workspace's admins."""
        return not who.bar and (bool(self.group) or who.admin)


class Crews:
    """The crew of each workspace. One for each process. settings: a team's own, from the team."""

    def __init__(self, settings: Callable[[str], Settings]) -> None:
        self._settings = settings
        self._kept: dict[str, tuple[str | None, Crew]] = {}

    def of(self, team: str, client: AsyncWebClient) -> Crew:
        """The crew of a team, made anew with each of its tokens. client: of that team."""
        token, crew = self._kept.get(team, (None, None))
        if crew is None or token != client.token:
            crew = _crew(self._settings(team), client)
            self._kept[team] = client.token, crew
        return crew


def _crew(own: Settings, client: AsyncWebClient) -> Crew:
    wanted = {"triage": own.triage_channel, "staff": own.support_group, "support": own.support_channel}
    missing = tuple(name for name, there in wanted.items() if not there)
    group = own.support_group or ""
    return Crew(GroupStaff(client, group), group, missing)
