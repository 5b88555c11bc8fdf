"""Slack's signature on what it sends.

Source: docs.slack.dev, "Verifying requests from Slack". slack_sdk signs no body that is not UTF-8, and the bot must
stand such ones too.
"""

import hashlib
import hmac


def headers(secret: str, stamp: str, body: bytes, kind: str) -> dict[str, str]:
    """The headers of a signed body. stamp: seconds since 1970; kind: the media type."""
    signed = "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signed}
