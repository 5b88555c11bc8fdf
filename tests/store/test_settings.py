"""The settings: defaults as the contract says, and one sentence for what is wrong."""

from datetime import date

import pytest

from bot import settings
from bot.settings import BadSetting


def test_nothing_needs_to_be_set() -> None:
    read = settings.read({})
    assert (read.port, read.user_limit, read.channel_limit, read.timezone) == (3000, 20, 120, "Asia/Tokyo")
    assert read.slack_api_url == "https://slack.com/api/"
    assert (read.knowledge / "replies").is_dir()
    assert not read.has_slack


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
