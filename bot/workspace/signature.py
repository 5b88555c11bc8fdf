"""Slack's signature on what it sends.

Source: docs.slack.dev, "Verifying requests from Slack".
"""

from slack_sdk.signature import SignatureVerifier


def headers(secret: str, stamp: str, body: bytes, kind: str) -> dict[str, str]:
    """The headers of a signed body. stamp: seconds since 1970; kind: the media type."""
    signed = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body) or ""
    return {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signed}
