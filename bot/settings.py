"""The settings: environment variables in, one frozen value out.

The names and defaults are those that operators rely on; see the README. A wrong value is one clear sentence.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import defaults, expected
from bot.core import working_hours

SLACK_API = "https://slack.com/api/"

PLACES = ("support_channel", "triage_channel", "support_group")
"""Settings that may be different for each workspace."""
_INSTALLING = ("slack_client_id", "slack_client_secret", "token_keys")
_TOGETHER = "workspaces that install the bot take SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and TOKEN_KEYS together"


class BadSetting(Exception):
    """A setting is missing or wrong; the message is one sentence for the operator. Never holds a secret."""


class Settings(BaseSettings):
    """What the environment says. Empty variables count as unset."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True, extra="ignore")

    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_client_id: str | None = Field(default=None, pattern=r"^[\w.-]{1,100}$")
    slack_client_secret: SecretStr | None = None
    token_keys: SecretStr | None = None
    slack_api_url: str = Field(default=SLACK_API, pattern=r"^https?://[^\s/]+")
    redis_url: str | None = Field(default=None, pattern=r"^(rediss?(\+sentinel|\+cluster)?|unix)://")
    port: int = Field(default=3000, ge=0, le=65535)
    support_channel: str | None = Field(default=None, pattern=expected.PLACE)
    triage_channel: str | None = Field(default=None, pattern=expected.PLACE)
    support_group: str | None = Field(default=None, pattern=expected.PLACE)
    user_limit: int = Field(default=20, ge=0)
    channel_limit: int = Field(default=120, ge=0)
    worker_processes: int | None = Field(default=None, ge=1, le=64)
    timezone: str = defaults.TIMEZONE
    working_hours: str = "Mon-Fri 09:00-17:30"
    holidays: str = Field(default="JP", pattern=expected.HOLIDAYS)
    knowledge: Path = defaults.KNOWLEDGE
    today: date | None = None
    xdg_state_home: Path | None = None

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_a_slash(cls, url: str) -> str:
        return url if url.endswith("/") else url + "/"

    @field_validator("token_keys")
    @classmethod
    def _are_keys(cls, keys: SecretStr | None) -> SecretStr | None:
        if keys is not None and not re.fullmatch(expected.KEYS, keys.get_secret_value()):
            raise ValueError("Fernet keys were expected")
        return keys

    @field_validator("timezone")
    @classmethod
    def _is_a_known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ValueError, OSError, LookupError) as cause:
            raise ValueError("a time zone such as Asia/Tokyo was expected") from cause
        return name

    @field_validator("working_hours")
    @classmethod
    def _are_hours(cls, typed: str) -> str:
        working_hours.read(typed)
        return typed

    @field_validator("holidays")
    @classmethod
    def _are_days(cls, typed: str) -> str:
        for day in typed.split(","):
            if day not in ("JP", "none"):
                date.fromisoformat(day)
        return typed

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
        return any((self.slack_bot_token, self.slack_app_token, self.installs))

    @property
    def installs(self) -> bool:
        """Whether workspaces install the bot by themselves."""
        return self.slack_client_id is not None

    def of_workspace(self, team: str) -> "Settings":
        """The settings as they are for one workspace: what may be different for each is its own."""
        return self.model_copy(update={name: _own(getattr(self, name), team) for name in PLACES})

    def require(self, *names: str) -> None:
        """Raise BadSetting unless every setting named (lower case) is set."""
        for name in names:
            if getattr(self, name) is None:
                raise BadSetting(f"{name.upper()} is not set; it is needed to talk to Slack.")


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in the process's environment, or in the given one. Raises BadSetting."""
    try:
        made = Settings() if environment is None else Settings.model_validate(_known(environment))
    except ValidationError as wrong:
        raise BadSetting(_sentence(wrong)) from None
    _fit_together(made)
    return made


def _fit_together(made: Settings) -> None:
    """Raise BadSetting for settings that are right by themselves, but not side by side."""
    if made.slack_client_id is None and made.slack_client_secret is None:
        for name in PLACES:
            if "=" in (getattr(made, name) or ""):
                raise BadSetting(
                    f"{name.upper()} names workspaces, but SLACK_CLIENT_ID is not set, so there is only one."
                )
        return
    for name in _INSTALLING:
        if getattr(made, name) is None:
            raise BadSetting(f"{name.upper()} is not set; {_TOGETHER}.")
    if made.slack_app_token is not None:
        raise BadSetting("SLACK_APP_TOKEN is set beside SLACK_CLIENT_ID; workspaces install the bot over HTTP only.")


def _own(value: str | None, team: str) -> str | None:
    """What a setting is for a team: the same for all, or what is told for it."""
    if value is None or "=" not in value:
        return value
    return dict(pair.split("=") for pair in value.split(",")).get(team)


def _known(environment: Mapping[str, str]) -> dict[str, str]:
    fields = ((name, environment.get(name.upper(), "")) for name in Settings.model_fields)
    return {name: value for name, value in fields if value}


def _sentence(wrong: ValidationError) -> str:
    """What is wrong with the first wrong setting. Its value is not shown: it may be a secret."""
    name = str(wrong.errors(include_url=False, include_input=False, include_context=False)[0]["loc"][0])
    return f"{name.upper()} is wrong: {expected.IN_WORDS.get(name, 'something else')} was expected."
