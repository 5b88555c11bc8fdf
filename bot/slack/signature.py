"""Whether a request comes from Slack.

Source: docs.slack.dev, "Verifying requests from Slack": HMAC-SHA256 over `v0:timestamp:body`, five minutes of grace.
"""

import hmac
import re

WINDOW = 300
"""Seconds a request may be older or newer than our clock."""

_TIMESTAMP = re.compile(r"[0-9]{1,12}")


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The signature that Slack puts on a request body."""
    signed = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.digest(secret.encode(), signed, "sha256").hex()


def valid(secret: str, timestamp: str | None, signature: str | None, body: bytes, now: float) -> bool:
    """Whether both header values fit the body. now: seconds since 1970. Anything malformed is not valid."""
    if not timestamp or not signature or not _TIMESTAMP.fullmatch(timestamp):
        return False
    if abs(now - int(timestamp)) > WINDOW:
        return False
    return hmac.compare_digest(sign(secret, timestamp, body).encode(), signature.encode())
