"""Whether each wording can be read: its concepts exist, and its parts are what the intents' grammar allows."""

import re
from collections.abc import Mapping, Sequence, Set

import yaml

from bot.core import unsettled
from bot.core.intent import pattern
from bot.library.fault import expected
from bot.library.page import Place

_NAMES = re.compile(r"<([^<>]*)>")


def check(section: Place, concepts: Set[str]) -> None:
    """Fault every wording of a section (`intents` or `acts`) that cannot be read. `concepts`: those of all
    languages, since concepts of the same name are one."""
    for key, node in _listed(section):
        problem = _unknown(node.value, concepts) or _unreadable(key, node.value)
        if problem:
            section.at(node).fault(problem)


def check_concepts(section: Place, concepts: Set[str]) -> None:
    """Fault every concept that is made of one that does not exist (`<how>` among its words)."""
    for _, node in _listed(section):
        problem = _unknown(node.value, concepts) if node.value.startswith("<") else None
        if problem:
            section.at(node).fault(problem)


def check_unsettled(section: Place, groups: Mapping[str, Sequence[str]]) -> None:
    """Fault every wording of `unsettled` that cannot be read. `groups`: the words that `<…>` stands for there."""
    for key, node in _listed(section):
        try:
            unsettled.parse(key, node.value, groups)
        except ValueError as error:
            section.at(node).fault(str(error))
        else:
            if key in unsettled.DATED and "{date}" not in node.value:
                section.at(node).fault(f"{node.value!r} has no {{date}}; expected one: '{key}' is said of dates inside")


def _listed(section: Place) -> list[tuple[str, yaml.ScalarNode]]:
    return [(key.value, node) for key, several in section.node.value for node in several.value]


def _unknown(wording: str, concepts: Set[str]) -> str | None:
    for names in _NAMES.findall(wording):
        for name in names.split("|"):
            if name.strip() not in concepts:
                return f"unknown concept '<{name}>'; {expected(name.strip(), concepts)}"
    return None


def _unreadable(key: str, wording: str) -> str | None:
    try:
        pattern.parse(key, wording, lambda name, literal: 1)
    except ValueError as error:
        return f"{error}; expected a wording as the head of this file explains it"
    return None
