"""The settings: environment variables in, one frozen value out.

The names and defaults are those that operators rely on; see the README. A wrong value is one clear sentence.
"""

import base64
import binascii
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import defaults
from bot.core import working_hours

SLACK_API = "https://slack.com/api/"


HOLIDAYS = r"^(JP|none|\d{4}-\d\d-\d\d)(,\d{4}-\d\d-\d\d)*$"

NAMED = r"^([\w.-]{1,64}|T\w+=[\w.-]+(,T\w+=[\w.-]+)*)$"
"""An id of Slack's, or one for each of some workspaces."""
_KEY = 32
"""Bytes of a Fernet key."""

_CHANNEL = "a channel's id such as C0123456789, or one for each workspace such as T012=C012,T345=C345,"
_EXPECTED = {
    "token_keys": "one or more Fernet keys with commas in between (32 bytes each, in URL-safe Base64)",
    "slack_api_url": "an address such as https://slack.com/api/",
    "redis_url": "an address such as redis://localhost:6379/0",
    "port": "a number from 0 to 65535",
    "support_channel": _CHANNEL,
    "triage_channel": _CHANNEL,
    "support_group": "a user group's id such as S0123456789, or one for each workspace such as T012=S012,T345=S345,",
    "user_limit": "a number of questions a minute, 0 for any,",
    "channel_limit": "a number of questions a minute, 0 for any,",
    "timezone": "a time zone such as Asia/Tokyo",
    "working_hours": "days and hours such as Mon-Fri 09:00-17:30",
    "holidays": "JP, none, or days such as JP,2026-12-29,2026-12-30",
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
    slack_client_id: str | None = Field(default=None, pattern=r"^[\w.-]{1,100}$")
    slack_client_secret: SecretStr | None = None
    token_keys: SecretStr | None = None
    slack_api_url: str = Field(default=SLACK_API, pattern=r"^https?://[^\s/]+")
    redis_url: str | None = Field(default=None, pattern=r"^(rediss?(\+sentinel|\+cluster)?|unix)://")
    port: int = Field(default=3000, ge=0, le=65535)
    support_channel: str | None = Field(default=None, pattern=NAMED)
    triage_channel: str | None = Field(default=None, pattern=NAMED)
    support_group: str | None = Field(default=None, pattern=NAMED)
    user_limit: int = Field(default=20, ge=0)
    channel_limit: int = Field(default=120, ge=0)
    timezone: str = defaults.TIMEZONE
    working_hours: str = "Mon-Fri 09:00-17:30"
    holidays: str = Field(default="JP", pattern=HOLIDAYS)
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
        for key in keys.get_secret_value().split(",") if keys else ():
            try:
                size = len(base64.b64decode(key.strip(), altchars=b"-_", validate=True))
            except (binascii.Error, ValueError):
                size = 0
            if size != _KEY:
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

    def of_team(self, name: str, team: str) -> str | None:
        """SUPPORT_CHANNEL, TRIAGE_CHANNEL or SUPPORT_GROUP (lower case) as it is for one workspace."""
        value: str | None = getattr(self, name)
        if value is None or "=" not in value:
            return value
        return dict(pair.split("=") for pair in value.split(",")).get(team)

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
        named = [
            name
            for name in ("support_channel", "triage_channel", "support_group")
            if "=" in (getattr(made, name) or "")
        ]
        if named:
            raise BadSetting(
                f"{named[0].upper()} names workspaces; that needs SLACK_CLIENT_ID and SLACK_CLIENT_SECRET."
            )
        return
    for name, other in (("slack_client_id", "SLACK_CLIENT_SECRET"), ("slack_client_secret", "SLACK_CLIENT_ID")):
        if getattr(made, name) is None:
            raise BadSetting(f"{name.upper()} is not set; it is needed together with {other}.")
    if made.token_keys is None:
        raise BadSetting(
            "TOKEN_KEYS is not set; it is needed to encrypt the tokens of workspaces that install the bot."
        )
    if made.slack_app_token is not None:
        raise BadSetting("SLACK_APP_TOKEN is set beside SLACK_CLIENT_ID; workspaces install the bot over HTTP only.")


def _known(environment: Mapping[str, str]) -> dict[str, str]:
    fields = ((name, environment.get(name.upper(), "")) for name in Settings.model_fields)
    return {name: value for name, value in fields if value}


def _sentence(wrong: ValidationError) -> str:
    """What is wrong with the first wrong setting. Its value is not shown: it may be a secret."""
    name = str(wrong.errors(include_url=False, include_input=False, include_context=False)[0]["loc"][0])
    return f"{name.upper()} is wrong: {_EXPECTED.get(name, 'something else')} was expected."
