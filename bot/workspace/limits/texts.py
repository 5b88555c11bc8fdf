"""Text objects, and strings with a greatest length.

Source: docs.slack.dev, "Text object".
"""

from collections.abc import Iterator
from typing import Any


def text(given: Any, limit: int, *, plain: bool = False, needed: bool = False, name: str = "text") -> Iterator[str]:
    """What is wrong with a text object. plain: mrkdwn is not allowed here; needed: it must be there."""
    if given is None:
        if needed:
            yield f"{name} is missing"
        return
    if not isinstance(given, dict) or given.get("type") not in ("plain_text", "mrkdwn"):
        yield f"{name}: a text object was expected"
        return
    if plain and given["type"] != "plain_text":
        yield f"{name}: plain_text was expected"
    if not isinstance(given.get("text"), str) or not 1 <= len(given["text"]) <= limit:
        yield f"{name}: a text has 1 to {limit} characters"
    if given["type"] == "mrkdwn" and "emoji" in given:
        yield f"{name}: emoji belongs to plain_text only"


def string(given: Any, limit: int, name: str, *, needed: bool = False) -> Iterator[str]:
    """What is wrong with a string of at most `limit` characters."""
    if given is None and not needed:
        return
    if not isinstance(given, str) or len(given) > limit or (needed and not given):
        yield f"{name} has {1 if needed else 0} to {limit} characters"
