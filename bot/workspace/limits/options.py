"""Options of menus, groups of them, and the dialog that asks whether one is sure.

Source: docs.slack.dev, "Option object", "Option group object", "Confirmation dialog object".
"""

from collections.abc import Iterator
from typing import Any

from bot.workspace.limits.texts import string, text

_MOST = 100
_TEXT = 75
_VALUE = 150


def options(given: Any, most: int = _MOST, *, plain: bool = True) -> Iterator[str]:
    """What is wrong with a list of options. plain: radio buttons and checkboxes alone may have mrkdwn."""
    if not isinstance(given, list) or not 1 <= len(given) <= most:
        yield f"1 to {most} options were expected"
        return
    for option in given:
        yield from text(option.get("text"), _TEXT, plain=plain, needed=True, name="option")
        yield from text(option.get("description"), _TEXT, plain=plain, name="description")
        yield from string(option.get("value"), _VALUE, "an option's value", needed=True)
    values = [option.get("value") for option in given]
    if len(values) != len(set(values)):
        yield "the options of a menu have values of their own"


def menu(element: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the options, or groups of options, of a menu."""
    groups = element.get("option_groups")
    if groups is None:
        yield from options(element.get("options"))
        return
    if "options" in element or not isinstance(groups, list) or not 1 <= len(groups) <= _MOST:
        yield f"either options or 1 to {_MOST} option groups were expected"
        return
    for group in groups:
        yield from text(group.get("label"), _TEXT, plain=True, needed=True, name="label")
        yield from options(group.get("options"))


def refuse_options(answer: Any) -> list[str]:
    """What is wrong with an app's answer to the request for options (docs.slack.dev, "Select menu element")."""
    if not isinstance(answer, dict):
        return ["an object was expected"]
    if answer.get("options") == [] or answer.get("option_groups") == []:
        return []
    return list(menu(answer))


def confirmation(given: Any) -> Iterator[str]:
    """What is wrong with a confirmation dialog."""
    if given is None:
        return
    for name, limit, plain in (("title", 100, True), ("text", 300, False), ("confirm", 30, True), ("deny", 30, True)):
        yield from text(given.get(name), limit, plain=plain, needed=True, name=name)
    if given.get("style") not in (None, "primary", "danger"):
        yield "a style is primary or danger"
