"""The language of a page: the one that a browser likes best (RFC 9110, 12.5.4, Accept-Language)."""

import re

from bot.core.model import Language
from bot.slack.words import LANGUAGES

_LONGEST = 1_000
"""Characters of the header that are read; browsers' own are far shorter."""
_RANGE = re.compile(r"\s*(?P<tag>[a-z]{1,8})(?:-[a-z0-9-]*)?\s*(?:;\s*q=(?P<weight>[01](?:\.\d{0,3})?)\s*)?")


def preferred(accepted: str) -> Language:
    """The language for what a browser accepts; the first of those it likes as much, English where it likes neither."""
    found = (_RANGE.fullmatch(one) for one in accepted[:_LONGEST].lower().split(","))
    weights = [(told["tag"], float(told["weight"] or 1)) for told in found if told]
    liked = [(language, weight) for tag, weight in weights for language in LANGUAGES if tag == language and weight]
    return max(liked, key=lambda one: one[1], default=("en", 0))[0]
