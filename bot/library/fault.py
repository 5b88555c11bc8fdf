"""What is wrong with the knowledge: single faults, all of them together, and the ledger that gathers them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong: `file` as a person would open it, `line` from 1, `message` what is wrong and
    what was expected."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class Faults(Exception):
    """Knowledge that must not be used: `faults` holds all that is wrong with it, by file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: a file and a line (from 1)."""

    file: str
    line: int


@dataclass(slots=True)
class Ledger:
    """Kept while the files are read: the faults, and which ids are declared and named where.

    An id belongs to a kind ("line", "source", …). `lost` are kinds of which a file could not be read: their
    names cannot be checked, and one unreadable file must not look like a hundred unknown names.
    """

    faults: list[Fault] = field(default_factory=list)
    declared: dict[tuple[str, str], Spot] = field(default_factory=dict)
    named: list[tuple[str, str, Spot]] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)

    def fault(self, spot: Spot, message: str) -> T | None:
        """Note that something is wrong at a spot; gives None."""
        self.faults.append(Fault(spot.file, spot.line, message))
        return None

    def declare(self, kind: str, identifier: str, spot: Spot) -> None:
        """Note where an id of a kind is made; a second one is a fault."""
        first = self.declared.setdefault((kind, identifier), spot)
        if first != spot:
            where = f"{first.file}:{first.line}"
            self.fault(spot, f"the {kind} '{identifier}' is already at {where}; expected each {kind} once")

    def name(self, kind: str, identifier: str, spot: Spot) -> None:
        """Note that a spot relies on an id of a kind, to be checked when all files are read."""
        self.named.append((kind, identifier, spot))

    def settle(self) -> None:
        """Compare what is named with what is declared; a name that nobody declares is a fault."""
        for kind, identifier, spot in self.named:
            if (kind, identifier) not in self.declared and kind not in self.lost:
                known = [name for declared, name in self.declared if declared == kind]
                self.fault(spot, f"unknown {kind} '{identifier}'; {expected(identifier, known)}")

    def sorted(self) -> tuple[Fault, ...]:
        """Every fault once, by file and line."""
        return tuple(sorted(set(self.faults)))


def expected(written: str, known: Iterable[str]) -> str:
    """The end of a message: the likeliest name that was meant, or all that are known. → "expected …"."""
    names = sorted(known)
    close = get_close_matches(written, names, n=1, cutoff=0.75)
    if close:
        return f"expected perhaps '{close[0]}'"
    return "expected one of " + ", ".join(names) if names else "expected it to be declared first, none is"
