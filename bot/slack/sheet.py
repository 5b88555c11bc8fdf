"""What travels with a form through Slack and back: where it was opened, and what is filled in.

It is the value of the button that opens a form, and the private metadata of the form's views. It holds ids and days,
never a text that a person typed. What comes back is checked as if a stranger had written it.
"""

from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter, ValidationError

from bot.core.form import Form
from bot.slack.entry import Malformed, identifier, spoken

MOST_SAID = 10
"""Buttons pressed below one answer that are remembered."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the answer to a form goes. channel: empty where there is none yet. respond: the response URL of what only
    one person sees. live: the answer is shown in the form itself."""

    channel: str = ""
    thread: str = ""
    respond: str = ""
    live: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form on its way."""

    form: Form = field(default_factory=Form)
    place: Place = field(default_factory=Place)


_SHEET = TypeAdapter(Sheet)


def dump(sheet: Sheet) -> str:
    """A sheet as text (JSON)."""
    return _SHEET.dump_json(sheet, exclude_defaults=True).decode()


def load(text: object) -> Sheet:
    """The sheet in a text. Raises Malformed."""
    try:
        sheet = _SHEET.validate_json(str(text or ""))
    except ValidationError:
        raise Malformed("a form was expected") from None
    for told in (sheet.place.channel, sheet.place.thread):
        if told:
            identifier(told)
    said = tuple(spoken(text)[0] for text in sheet.form.said[-MOST_SAID:])
    return replace(sheet, form=replace(sheet.form, said=said))
