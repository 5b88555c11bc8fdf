"""What it means when a call to Slack fails: for good, perhaps landed all the same, or to wait."""

import json
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.delivery.post import Busy, Refused, Uncertain

BROKEN = (aiohttp.ClientError, TimeoutError, SlackClientError, OSError, ValueError)
"""Everything that a call to Slack can fail with, SlackApiError included."""
_UNSURE = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
_SLOW = {"ratelimited", "rate_limited", "message_limit_exceeded"}


def told(cause: SlackApiError) -> Refused | Uncertain | Busy:
    """What Slack's answer to a call means for who made it."""
    response: Any = cause.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0) or 0)
    return of(status, getattr(response, "headers", None) or {}, parsed(getattr(response, "data", None)))


def of(status: int, headers: Mapping[str, str], body: Mapping[str, Any]) -> Refused | Uncertain | Busy:
    """The same for an answer as it came. body: from `parsed`."""
    error = str(body.get("error") or "")
    if status == 429 or error in _SLOW:
        return Busy(seconds(headers.get("Retry-After")))
    if status >= 500 or error in _UNSURE or not error:
        return Uncertain(error or f"status {status}")
    return Refused(error)


def parsed(body: bytes | object) -> dict[str, Any]:
    """The object in an answer; whoever stands between us and Slack may answer anything, and then it is empty."""
    try:
        found = json.loads(body) if isinstance(body, bytes) else body
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def seconds(header: object) -> float:
    """The seconds that a Retry-After header tells, 0.05 to 600; 1 where it tells none."""
    try:
        return min(max(float(str(header)), 0.05), 600.0)
    except ValueError:
        return 1.0
