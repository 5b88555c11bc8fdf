"""What the settings are expected to be: their forms, and the words for them in the sentence about a wrong one."""

HOLIDAYS = r"^(JP|none|\d{4}-\d\d-\d\d)(,\d{4}-\d\d-\d\d)*$"
PLACE = r"^([\w.-]{1,64}|T\w+=[\w.-]+(,T\w+=[\w.-]+)*)$"
"""An id of Slack's, or one for each of some workspaces."""
KEYS = r" *[\w-]{43}=( *, *[\w-]{43}=)* *"
"""Fernet keys: 32 bytes each in URL-safe Base64."""

_CHANNEL = "a channel's id such as C0123456789, or one for each workspace such as T012=C012,T345=C345,"
IN_WORDS = {
    "slack_client_id": "an app's client ID such as 1234567890.1234567890",
    "token_keys": "one or more Fernet keys with commas in between (32 bytes each in URL-safe Base64)",
    "slack_api_url": "an address such as https://slack.com/api/",
    "redis_url": "an address such as redis://localhost:6379/0",
    "port": "a number from 0 to 65535",
    "support_channel": _CHANNEL,
    "triage_channel": _CHANNEL,
    "support_group": "a user group's id such as S0123456789, or one for each workspace such as T012=S012,T345=S345,",
    "user_limit": "a number of questions a minute, 0 for any,",
    "channel_limit": "a number of questions a minute, 0 for any,",
    "worker_processes": "a number from 1 to 64",
    "timezone": "a time zone such as Asia/Tokyo",
    "working_hours": "days and hours such as Mon-Fri 09:00-17:30",
    "holidays": "JP, none, or days such as JP,2026-12-29,2026-12-30",
    "knowledge": "a folder",
    "today": "a day such as 2018-02-01",
    "xdg_state_home": "a folder",
}
