"""The folder `knowledge/` as a whole: which files there are, and what they say together."""

import re
from pathlib import Path

from bot.core.knowledge import Knowledge
from bot.library import articles, catalogue, lines, phrases, replies, sources
from bot.library.fault import Fault, Faults, Ledger, Spot


def load(folder: Path) -> Knowledge:
    """Everything that the folder knows; raises Faults, with all that is wrong, rather than load a part."""
    knowledge, faults = _read(folder)
    if faults:
        raise Faults(faults)
    return knowledge


def check(folder: Path) -> tuple[Fault, ...]:
    """All that is wrong with the folder, by file and line; empty when it can be loaded."""
    return _read(folder)[1]


def _read(folder: Path) -> tuple[Knowledge, tuple[Fault, ...]]:
    ledger = Ledger()
    here = str(folder)
    known_sources = sources.load(folder / "sources.yaml", f"{here}/sources.yaml", ledger)
    knowledge = Knowledge(
        sources=known_sources,
        lines=lines.load(_files(folder, "lines", r"[^.]+\.yaml", "<line>.yaml", ledger), ledger),
        catalogue=catalogue.load(folder / "products.yaml", f"{here}/products.yaml", ledger),
        phrases=phrases.load(folder / "phrases", f"{here}/phrases", ledger),
        replies=replies.load(_files(folder, "replies", r"([^.]+\.)?(en|ja)\.yaml", "<language>.yaml", ledger), ledger),
        articles=articles.load(
            _files(folder, "articles", r"[^.]+\.(en|ja)\.md", "<id>.<language>.md", ledger),
            known_sources,
            ledger,
        ),
    )
    ledger.settle()
    return knowledge, ledger.sorted()


def _files(folder: Path, name: str, pattern: str, wanted: str, ledger: Ledger) -> dict[str, Path]:
    """The files of a part of the folder, shown name → path; one with another sort of name is a fault."""
    part, shown = folder / name, f"{folder}/{name}"
    found = sorted(path for path in part.glob("*") if not path.name.startswith("."))
    for path in found:
        if not re.fullmatch(pattern, path.name):
            ledger.fault(Spot(f"{shown}/{path.name}", 1), f"a file of no known sort; expected {wanted}")
    files = {f"{shown}/{path.name}": path for path in found if re.fullmatch(pattern, path.name)}
    if not files:
        ledger.fault(Spot(shown, 1), f"no file is here; expected {wanted}")
    return files
