"""What travels with a form through Slack and back: where it was opened, and what is filled in.

It is the value of the button that opens a form, and the private metadata of the form's views. It holds ids and days,
never a text that a person typed. `returned` reads what comes back.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from bot.core.form import Form


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


def dump(sheet: Sheet) -> str:
    """A sheet as text (JSON), without what is not said."""
    form, place = sheet.form, sheet.place
    told: dict[str, dict[str, Any]] = {
        "form": {
            "language": form.language,
            "product": form.product,
            "expiry": form.expiry and form.expiry.isoformat(),
            "said": form.said,
        },
        "place": {"channel": place.channel, "thread": place.thread, "respond": place.respond, "live": place.live},
    }
    said = {name: {key: value for key, value in part.items() if value} for name, part in told.items()}
    return json.dumps({name: part for name, part in said.items() if part}, ensure_ascii=False)
