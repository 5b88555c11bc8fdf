"""The settings: defaults as the contract says, and one sentence for what is wrong."""

from datetime import date

import pytest

from bot import settings
from bot.settings import BadSetting

KEY = f"{'k-_0' * 10}kkk="
INSTALLING = {"SLACK_CLIENT_ID": "10.20", "SLACK_CLIENT_SECRET": "client-secret", "TOKEN_KEYS": f"{KEY}, {KEY}"}


def test_nothing_needs_to_be_set() -> None:
    read = settings.read({})
    assert (read.port, read.user_limit, read.channel_limit, read.timezone) == (3000, 20, 120, "Asia/Tokyo")
    assert read.slack_api_url == "https://slack.com/api/"
    assert (read.knowledge / "replies").is_dir()
    assert not read.has_slack
    assert not read.installs


def test_an_empty_variable_counts_as_unset() -> None:
    assert settings.read({"PORT": "", "REDIS_URL": ""}).redis_url is None


def test_values_are_read_as_what_they_are() -> None:
    read = settings.read({"TODAY": "2018-02-01", "SLACK_API_URL": "http://127.0.0.1:9/api", "USER_LIMIT": "0"})
    assert read.today == date(2018, 2, 1)
    assert read.slack_api_url == "http://127.0.0.1:9/api/"
    assert read.user_limit == 0


def test_settings_are_frozen() -> None:
    with pytest.raises(Exception, match="frozen"):
        settings.read({}).port = 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "70000"),
        ("TODAY", "soon"),
        ("TIMEZONE", "Tokyo"),
        ("TIMEZONE", "../etc/passwd"),
        ("REDIS_URL", "localhost:6379"),
        ("SLACK_API_URL", "slack.com"),
        ("SUPPORT_CHANNEL", "#support help"),
        ("TRIAGE_CHANNEL", "T1=C1,C2"),
        ("SLACK_CLIENT_ID", "ten and twenty"),
        ("TOKEN_KEYS", "too-short"),
        ("TOKEN_KEYS", f"{KEY},too-short"),
        ("USER_LIMIT", "-1"),
        ("KNOWLEDGE", "/nowhere"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_it(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name) as raised:
        settings.read({name: value})
    assert str(raised.value).endswith(" was expected.")
    assert "\n" not in str(raised.value)


def test_a_secret_is_never_shown() -> None:
    read = settings.read({"SLACK_BOT_TOKEN": "xoxb-secret"})
    assert "xoxb-secret" not in f"{read!r} {read}"


def test_workspaces_install_the_bot_where_client_id_client_secret_and_keys_are_set() -> None:
    read = settings.read(INSTALLING)
    assert read.installs
    assert read.has_slack
    assert KEY not in f"{read!r}"
    assert "client-secret" not in f"{read!r}"


@pytest.mark.parametrize("missing", INSTALLING)
def test_one_of_them_without_the_others_is_one_sentence_that_names_it(missing: str) -> None:
    given = {name: value for name, value in INSTALLING.items() if name != missing}
    with pytest.raises(BadSetting, match=rf"^{missing} is not set; ") as raised:
        settings.read(given)
    assert str(raised.value).count(".") == 1
    assert "\n" not in str(raised.value)


def test_keys_alone_do_nothing() -> None:
    assert not settings.read({"TOKEN_KEYS": KEY}).installs


def test_workspaces_install_the_bot_over_http_only() -> None:
    with pytest.raises(BadSetting, match="SLACK_APP_TOKEN is set beside SLACK_CLIENT_ID"):
        settings.read(INSTALLING | {"SLACK_APP_TOKEN": "xapp-1"})


def test_each_workspace_has_the_places_that_are_named_for_it() -> None:
    read = settings.read(INSTALLING | {"SUPPORT_CHANNEL": "C0", "TRIAGE_CHANNEL": "T1=C1,T2=C2"})
    assert [read.of_workspace(team).support_channel for team in ("T1", "T3")] == ["C0", "C0"]
    assert [read.of_workspace(team).triage_channel for team in ("T1", "T2", "T3")] == ["C1", "C2", None]


def test_places_are_not_named_for_workspaces_where_there_is_only_one() -> None:
    with pytest.raises(BadSetting, match="SUPPORT_GROUP names workspaces"):
        settings.read({"SUPPORT_GROUP": "T1=S1"})
