"""The settings: environment variables in, one frozen value out.

The names and defaults are those that operators rely on; see the README. A wrong value is one clear sentence.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import defaults

SLACK_API = "https://slack.com/api/"


_CHANNEL = "a channel's id such as C0123456789"
_EXPECTED = {
    "slack_api_url": "an address such as https://slack.com/api/",
    "redis_url": "an address such as redis://localhost:6379/0",
    "port": "a number from 0 to 65535",
    "support_channel": _CHANNEL,
    "triage_channel": _CHANNEL,
    "support_group": "a user group's id such as S0123456789",
    "user_limit": "a number of questions a minute, 0 for any,",
    "channel_limit": "a number of questions a minute, 0 for any,",
    "timezone": "a time zone such as Asia/Tokyo",
    "knowledge": "a folder",
    "today": "a day such as 2018-02-01",
    "xdg_state_home": "a folder",
}


class BadSetting(Exception):
    """A setting is missing or wrong; the message is one sentence for the operator. Never holds a secret."""


class Settings(BaseSettings):
    """What the environment says. Empty variables count as unset."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True, extra="ignore")

    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_api_url: str = Field(default=SLACK_API, pattern=r"^https?://[^\s/]+")
    redis_url: str | None = Field(default=None, pattern=r"^(rediss?(\+sentinel|\+cluster)?|unix)://")
    port: int = Field(default=3000, ge=0, le=65535)
    support_channel: str | None = Field(default=None, pattern=r"^[\w.-]{1,64}$")
    triage_channel: str | None = Field(default=None, pattern=r"^[\w.-]{1,64}$")
    support_group: str | None = Field(default=None, pattern=r"^[\w.-]{1,64}$")
    user_limit: int = Field(default=20, ge=0)
    channel_limit: int = Field(default=120, ge=0)
    timezone: str = defaults.TIMEZONE
    knowledge: Path = defaults.KNOWLEDGE
    today: date | None = None
    xdg_state_home: Path | None = None

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_a_slash(cls, url: str) -> str:
        return url if url.endswith("/") else url + "/"

    @field_validator("timezone")
    @classmethod
    def _is_a_known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ValueError, OSError, LookupError) as cause:
            raise ValueError("a time zone such as Asia/Tokyo was expected") from cause
        return name

    @field_validator("knowledge")
    @classmethod
    def _is_a_folder(cls, path: Path) -> Path:
        if not path.is_dir():
            raise ValueError("a folder was expected")
        return path

    @property
    def state(self) -> Path:
        """The folder for data that must survive a restart (XDG Base Directory Specification)."""
        return (self.xdg_state_home or Path.home() / ".local" / "state") / "renewal-desk"

    @property
    def has_slack(self) -> bool:
        """Whether any token of Slack's is set: without one, the bot is tried out locally."""
        return any((self.slack_bot_token, self.slack_app_token))

    def require(self, *names: str) -> None:
        """Raise BadSetting unless every setting named (lower case) is set."""
        for name in names:
            if getattr(self, name) is None:
                raise BadSetting(f"{name.upper()} is not set; it is needed to talk to Slack.")


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in the process's environment, or in the given one. Raises BadSetting."""
    try:
        if environment is None:
            return Settings()
        return Settings.model_validate(_known(environment))
    except ValidationError as wrong:
        raise BadSetting(_sentence(wrong)) from None


def _known(environment: Mapping[str, str]) -> dict[str, str]:
    fields = ((name, environment.get(name.upper(), "")) for name in Settings.model_fields)
    return {name: value for name, value in fields if value}


def _sentence(wrong: ValidationError) -> str:
    """What is wrong with the first wrong setting. Its value is not shown: it may be a secret."""
    name = str(wrong.errors(include_url=False, include_input=False, include_context=False)[0]["loc"][0])
    return f"{name.upper()} is wrong: {_EXPECTED.get(name, 'something else')} was expected."
