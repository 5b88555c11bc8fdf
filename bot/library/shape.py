"""Readers of lists and mappings, made from the readers of what they hold."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import yaml

from bot.core.model import Language
from bot.library.fault import expected
from bot.library.page import PLAIN, Place
from bot.library.value import EMPTY, raw, text

T = TypeVar("T")
Reader = Callable[[Place], T | None]
"""Gives the value at a place, or None after noting a fault; None is never a value."""

LANGUAGES: tuple[Language, ...] = ("en", "ja")


def entries(place: Place, what: str) -> Iterator[tuple[str, Place, Place]]:
    """The (key, place of the key, place of the value) of a mapping; repeated keys are faults and left out."""
    if not isinstance(place.node, yaml.MappingNode):
        place.fault(f"this is not a mapping; expected {what}")
        return
    seen: dict[str, int] = {}
    for key_node, value_node in place.node.value:
        key_place = place.at(key_node)
        key = raw(key_place, "a key")
        if key is None:
            continue
        if key in seen:
            key_place.fault(f"the key '{key}' is already on line {seen[key]}; expected each key once")
            continue
        seen[key] = key_place.spot.line
        yield key, key_place, place.at(value_node)


def record(
    place: Place, needs: Mapping[str, Reader[Any]], may: Mapping[str, Reader[Any]] | None = None
) -> dict[str, Any] | None:
    """A mapping with fixed keys, as a dict; keys of `may` that are left out are left out of it.

    None where anything in it is wrong; all that is wrong is noted, not only the first.
    """
    readers = {**needs, **(may or {})}
    before = len(place.ledger.faults)
    found: dict[str, Any] = {}
    if not isinstance(place.node, yaml.MappingNode):
        return place.fault("this is not a mapping; expected the keys " + ", ".join(readers))
    for key, key_place, value_place in entries(place, "a mapping"):
        if key not in readers:
            key_place.fault(f"unknown key '{key}'; {expected(key, readers)}")
        else:
            found[key] = readers[key](value_place)
    for key in needs:
        if key not in found:
            place.fault(f"'{key}' is missing; expected the keys " + ", ".join(needs))
    return None if len(place.ledger.faults) > before else found


def several(reader: Reader[T], what: str, least: int = 1) -> Reader[tuple[T, ...]]:
    """A reader of a list of at least `least` of what `reader` reads; `what` names them."""

    def read(place: Place) -> tuple[T, ...] | None:
        if not isinstance(place.node, yaml.SequenceNode):
            return place.fault(f"this is not a list; expected a list of {what}, each after '- '")
        if len(place.node.value) < least:
            return place.fault(f"the list is empty; expected at least {least} of {what}")
        values = [reader(place.at(node)) for node in place.node.value]
        return None if any(value is None for value in values) else tuple(v for v in values if v is not None)

    return read


def words(place: Place) -> tuple[str, ...] | None:
    """A list of texts, at least one. The long lists are all read this way, so what is plainly right is taken quickly,
    and only what is not is looked at with care. A text that stands there twice counts once."""
    node = place.node
    if isinstance(node, yaml.SequenceNode) and node.value:
        plain = [n.value for n in node.value if isinstance(n, yaml.ScalarNode) and n.tag == PLAIN]
        if len(plain) == len(node.value) and EMPTY.isdisjoint(plain) and all(map(str.strip, plain)):
            return tuple(dict.fromkeys(plain))
    return several(text, "texts")(place)


def any_words(place: Place) -> tuple[str, ...] | None:
    """A list of texts that may be empty, written `[]`."""
    empty = isinstance(place.node, yaml.SequenceNode) and not place.node.value
    return () if empty else words(place)


def table(reader: Reader[T], what: str) -> Reader[dict[str, T]]:
    """A reader of a mapping with free keys whose values `reader` reads; `what` names the whole."""

    def read(place: Place) -> dict[str, T] | None:
        before = len(place.ledger.faults)
        found = {key: reader(value) for key, _, value in entries(place, what)}
        if len(place.ledger.faults) > before:
            return None
        return {key: value for key, value in found.items() if value is not None}

    return read


def both(reader: Reader[T]) -> Reader[dict[Language, T]]:
    """A reader of {en: …, ja: …}: the same thing in both languages."""

    def read(place: Place) -> dict[Language, T] | None:
        found = record(place, dict.fromkeys(LANGUAGES, reader))
        return None if found is None else {language: found[language] for language in LANGUAGES}

    return read


texts = both(text)
"""Reads {en: a text, ja: a text}."""
