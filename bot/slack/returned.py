"""A sheet that comes back from Slack, checked as if a stranger had written it."""

from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from bot.slack.entry import Malformed, identifier, spoken
from bot.slack.sheet import Sheet

MOST_SAID = 10
"""Buttons pressed below one answer that are remembered."""
_SHEET = TypeAdapter(Sheet)


def sheet(text: object) -> Sheet:
    """The sheet in a text. Raises Malformed."""
    try:
        found = _SHEET.validate_json(str(text or ""))
    except ValidationError:
        raise Malformed("a form was expected") from None
    for told in (found.place.channel, found.place.thread):
        if told:
            identifier(told)
    said = tuple(spoken(text)[0] for text in found.form.said[-MOST_SAID:])
    return replace(found, form=replace(found.form, said=said))
