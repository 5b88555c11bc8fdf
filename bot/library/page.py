"""A YAML file as a tree of nodes that know their lines. Nothing is guessed: every scalar stays a text.

YAML's own types are left out on purpose: `on` would be true, `1.10` would be 1.1, a repeated key would win
silently. What a scalar means is decided by the reader of the place where it stands.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml

from bot.library.fault import Ledger, Spot

T = TypeVar("T")

PLAIN = "plain"
"""The tag of every node whose file gives it none."""


class _Loader(yaml.CSafeLoader):
    """PyYAML's C loader without its guessing of types."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return PLAIN

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a file, with the ledger for its faults. `above`: lines of the file before the YAML."""

    node: yaml.Node
    file: str
    ledger: Ledger
    above: int = 0

    @property
    def spot(self) -> Spot:
        """Where the node begins."""
        return Spot(self.file, self.node.start_mark.line + 1 + self.above)

    def at(self, node: yaml.Node) -> "Place":
        """Another node of the same file."""
        return Place(node, self.file, self.ledger, self.above)

    def fault(self, message: str) -> T | None:
        """Note that something is wrong here; gives None, which is what a reader gives for want of a value."""
        self.ledger.fault(self.spot, message)
        return None


def text_of(path: Path, shown: str, ledger: Ledger) -> str | None:
    """The text of a file in UTF-8; None, with a fault, where it is missing or not UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError:
        ledger.fault(Spot(shown, 1), "the file is missing; expected it to be there")
        return None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        ledger.fault(Spot(shown, line), "not UTF-8; expected the file to be saved as UTF-8")
        return None


def parse(text: str, shown: str, ledger: Ledger, above: int = 0) -> Place | None:
    """The root of a YAML text; None, with a fault, where it is empty or no YAML. `above`: see Place."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + 1 + above
        ledger.fault(Spot(shown, line), f"not readable as YAML: {_reason(error)}")
        return None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, max(error.position, 0)) + 1 + above
        ledger.fault(Spot(shown, line), f"not readable as YAML: {error.reason}; expected text only")
        return None
    if node is None:
        ledger.fault(Spot(shown, 1 + above), "nothing is here; expected 'key: value' lines")
        return None
    return Place(node, shown, ledger, above)


def read(path: Path, shown: str, ledger: Ledger) -> Place | None:
    """The root of a YAML file; None, with a fault, where there is none."""
    text = text_of(path, shown, ledger)
    return None if text is None else parse(text, shown, ledger)


def _reason(error: yaml.MarkedYAMLError) -> str:
    """What PyYAML complains of, with a hint for the two mistakes that people make most."""
    problem = str(error.problem or error.context or "its structure")
    if "tab" in problem or re.search(r"'\\t'", problem):
        return f"{problem}; expected spaces, not tabs, at the beginning of a line"
    return f"{problem}; expected 'key: value' or '- value', and quotes around a text that holds ': ' or ' #'"
