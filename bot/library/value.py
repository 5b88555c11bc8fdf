"""Readers of single values: each takes a place and gives the value, or None after noting what is wrong."""

import re
from collections.abc import Callable, Iterable
from datetime import date

import yaml

from bot.core.knowledge import Window
from bot.library.fault import expected
from bot.library.page import PLAIN, Place

EMPTY = frozenset(("", "~", "null", "Null", "NULL"))
"""What YAML takes for nothing when it stands without quotes."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WINDOW = re.compile(r"(\d{1,3}) (month|day)s?")
_URL = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(/[^\s<>|\"]*)?", re.IGNORECASE)
_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")


def raw(place: Place, what: str) -> str | None:
    """The text of a scalar as it stands in the file; `what` is named as expected where it is none."""
    node = place.node
    if not isinstance(node, yaml.ScalarNode):
        found = "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"
        return place.fault(f"{found} is here; expected {what} (a text that holds ': ' needs quotes)")
    if node.tag != PLAIN:
        return place.fault(f"the tag '{node.tag}' is not known here; expected {what}")
    value = str(node.value)
    if value.strip() == "" or (node.style is None and value in EMPTY):
        return place.fault(f"nothing is here; expected {what}")
    return value


def text(place: Place) -> str | None:
    """A text that is not empty, just as it was typed; `on`, `1.10` and the like too. Blanks in quotes are meant
    (" or "); only the line end that YAML adds to a text of several lines is taken off."""
    value = raw(place, "a text")
    return None if value is None else value.rstrip("\n")


def day(place: Place) -> date | None:
    """A calendar day, written 2018-03-31."""
    value = raw(place, "a date such as 2018-03-31")
    if value is None:
        return None
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    return place.fault(f"'{value}' is not a date; expected a date such as 2018-03-31")


def flag(place: Place) -> bool | None:
    """`true` or `false`, nothing else: yes, no, on and off are refused."""
    value = raw(place, "true or false")
    if value is None or value in ("true", "false"):
        return None if value is None else value == "true"
    return place.fault(f"'{value}' is neither true nor false; expected true or false")


def count(place: Place) -> int | None:
    """A whole number from 0, in plain digits."""
    value = raw(place, "a whole number such as 3")
    if value is None or re.fullmatch(r"[0-9]{1,4}", value):
        return None if value is None else int(value)
    return place.fault(f"'{value}' is not a whole number; expected a whole number such as 3")


def url(place: Place) -> str | None:
    """An address that begins with https:// and names a host."""
    value = raw(place, "an address that begins with https://")
    if value is None or _URL.fullmatch(value):
        return value
    return place.fault(f"'{value}' is no https address; expected an address that begins with https://")


def window(place: Place) -> Window | None:
    """How long after the expiry date a line may be renewed: see `Window`."""
    wanted = "'3 months', '30 days', unlimited, 'not stated' or 'not covered'"
    value = raw(place, wanted)
    if value is None:
        return None
    match value:
        case "unlimited":
            return Window("unlimited")
        case "not stated":
            return Window("not_stated")
        case "not covered":
            return Window("not_covered")
    found = _WINDOW.fullmatch(value)
    if not found:
        return place.fault(f"'{value}' is not a window; expected {wanted}")
    number, unit = int(found[1]), found[2]
    return Window("limited", months=number) if unit == "month" else Window("limited", days=number)


def identifier(place: Place) -> str | None:
    """An id: small letters, digits, and - _ . between them."""
    value = raw(place, "an id such as server-client")
    if value is None or _ID.fullmatch(value):
        return value
    return place.fault(f"'{value}' is not an id; expected small letters, digits and hyphens, such as server-client")


def declared(kind: str) -> Callable[[Place], str | None]:
    """A reader of an id that is made here; a second one of the kind with the same id is a fault."""

    def read(place: Place) -> str | None:
        value = identifier(place)
        if value is not None:
            place.ledger.declare(kind, value, place.spot)
        return value

    return read


def named(kind: str) -> Callable[[Place], str | None]:
    """A reader of an id that is made elsewhere; whether it is, is checked when all files are read."""

    def read(place: Place) -> str | None:
        value = raw(place, f"the id of a {kind}")
        if value is not None:
            place.ledger.name(kind, value, place.spot)
        return value

    return read


def one_of(known: Iterable[str], what: str) -> Callable[[Place], str | None]:
    """A reader of one of the words that the desk's code knows; `what` names their sort."""
    words = frozenset(known)

    def read(place: Place) -> str | None:
        value = raw(place, what)
        if value is None or value in words:
            return value
        return place.fault(f"unknown {what} '{value}'; {expected(value, words)}")

    return read
