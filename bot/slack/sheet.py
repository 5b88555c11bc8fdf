"""What travels with a form through Slack and back: where it was opened, and what is filled in.

It is the value of the button that opens a form, and the private metadata of the form's views. It holds ids and days,
never a text that a person typed. `returned` reads what comes back.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
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
    told = {name: _said(part) for name, part in asdict(sheet).items()}
    return json.dumps({name: part for name, part in told.items() if part}, ensure_ascii=False)


def _said(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in part.items() if value}
