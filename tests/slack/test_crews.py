"""Who works at the desk in a workspace is looked up with that workspace's token, and not more often than needed."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot import settings
from bot.slack.crews import Crews
from bot.workspace.installing import CLIENT, CLIENT_SECRET
from tests.slack.many import KEY

INSTALLING = {"SLACK_CLIENT_ID": CLIENT, "SLACK_CLIENT_SECRET": CLIENT_SECRET, "TOKEN_KEYS": KEY}


@pytest.fixture
def crews() -> Crews:
    return Crews(settings.read(INSTALLING | {"SUPPORT_GROUP": "T1=S1", "TRIAGE_CHANNEL": "C0"}).of_workspace)


def test_each_workspace_has_its_own_group_and_knows_what_it_lacks(crews: Crews) -> None:
    one, two = (crews.of(team, AsyncWebClient(f"xoxb-{team}")) for team in ("T1", "T2"))
    assert (one.group, one.missing) == ("S1", ("support",))
    assert (two.group, two.missing) == ("", ("staff", "support"))


def test_members_that_were_looked_up_are_remembered_as_long_as_the_token_lasts(crews: Crews) -> None:
    first = crews.of("T1", AsyncWebClient("xoxb-1"))
    assert crews.of("T1", AsyncWebClient("xoxb-1")) is first
    assert crews.of("T1", AsyncWebClient("xoxb-2")) is not first
