"""Elements that people press, choose from or type into.

Source: docs.slack.dev, "Block elements".
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.workspace.limits.options import confirmation, menu, options
from bot.workspace.limits.texts import string, text

Element = dict[str, Any]

_ACTION = 255
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{2}:\d{2}")


def element(given: Any, allowed: frozenset[str]) -> Iterator[str]:
    """What is wrong with an element where only some types are allowed."""
    if not isinstance(given, dict) or given.get("type") not in allowed:
        kind = given.get("type") if isinstance(given, dict) else given
        yield f"{kind!r} does not belong here"
        return
    if given["type"] != "image":
        yield from string(given.get("action_id"), _ACTION, "an action id", needed=True)
        yield from confirmation(given.get("confirm"))
        yield from text(given.get("placeholder"), 150, plain=True, name="placeholder")
    yield from _CHECKS[given["type"]](given)


def _button(given: Element) -> Iterator[str]:
    yield from text(given.get("text"), 75, plain=True, needed=True)
    yield from string(given.get("value"), 2000, "a value")
    yield from string(given.get("url"), 3000, "an address")
    yield from string(given.get("accessibility_label"), 75, "an accessibility label")
    if given.get("style") not in (None, "primary", "danger"):
        yield "a style is primary or danger"


def _feedback(given: Element) -> Iterator[str]:
    for name in ("positive_button", "negative_button"):
        one = given.get(name) or {}
        yield from text(one.get("text"), 75, plain=True, needed=True, name=name)
        yield from string(one.get("value"), 2000, f"{name}'s value", needed=True)
        yield from string(one.get("accessibility_label"), 75, "an accessibility label")


def _icon(given: Element) -> Iterator[str]:
    yield from text(given.get("text"), 75, plain=True, needed=True)
    if given.get("icon") != "trash":
        yield "the icon is trash"


def _external(given: Element) -> Iterator[str]:
    least = given.get("min_query_length", 3)
    if not isinstance(least, int) or least < 0:
        yield "min_query_length is a number"


def _overflow(given: Element) -> Iterator[str]:
    yield from options(given.get("options"), 5)


def _few(given: Element) -> Iterator[str]:
    yield from options(given.get("options"), 10, plain=False)


def _date(given: Element) -> Iterator[str]:
    if "initial_date" in given and not _DAY.fullmatch(str(given["initial_date"])):
        yield "a date is written 2018-03-31"


def _time(given: Element) -> Iterator[str]:
    if "initial_time" in given and not _TIME.fullmatch(str(given["initial_time"])):
        yield "a time is written 09:30"


def _typed(given: Element) -> Iterator[str]:
    least, most = given.get("min_length", 0), given.get("max_length", 3000)
    if not 0 <= least <= 3000 or not 1 <= most <= 3000 or least > most:
        yield "lengths lie between 0 and 3000"
    yield from string(given.get("initial_value"), most, "an initial value")


def _number(given: Element) -> Iterator[str]:
    if not isinstance(given.get("is_decimal_allowed"), bool):
        yield "is_decimal_allowed is missing"


def _image(given: Element) -> Iterator[str]:
    yield from string(given.get("image_url"), 3000, "an image's address", needed=True)
    yield from string(given.get("alt_text"), 2000, "an image's alternative text", needed=True)


def _anything(given: Element) -> Iterator[str]:
    yield from ()


_CHECKS: dict[str, Callable[[Element], Iterator[str]]] = {
    "button": _button,
    "feedback_buttons": _feedback,
    "icon_button": _icon,
    "static_select": menu,
    "multi_static_select": menu,
    "external_select": _external,
    "multi_external_select": _external,
    "users_select": _anything,
    "multi_users_select": _anything,
    "conversations_select": _anything,
    "channels_select": _anything,
    "overflow": _overflow,
    "checkboxes": _few,
    "radio_buttons": _few,
    "datepicker": _date,
    "timepicker": _time,
    "plain_text_input": _typed,
    "email_text_input": _typed,
    "url_text_input": _typed,
    "number_input": _number,
    "image": _image,
}

_MENUS = {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
_PICKED = _MENUS | {"overflow", "checkboxes", "radio_buttons", "datepicker", "timepicker"}
_SEVERAL = {"multi_static_select", "multi_external_select", "multi_users_select"}
_TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}

ACTIONS = frozenset(_PICKED | {"button"})
"""What may stand in an actions block."""
ACCESSORY = frozenset(_PICKED | _SEVERAL | {"button", "image"})
"""What may stand beside a section."""
INPUT = frozenset((_PICKED - {"overflow"}) | _SEVERAL | _TYPED)
"""What may stand in an input block."""
CONTEXT_ACTIONS = frozenset({"feedback_buttons", "icon_button"})
"""What may stand in a context_actions block."""
IMAGE = frozenset({"image"})
