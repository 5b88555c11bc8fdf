"""`make eval`: every question of tests/answers/ (or of FILES) asked, counted and compared with the last run.

Prints a table (asked, right, asked back, wrong) by file, intent, line and kind of expiry, then every miss with what was
read from it. Exit 1 on a yes or no where the case says otherwise. FILES: YAML or JSON lines, see tests/judging.py.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot import library
from bot.desk import Desk
from tests import parts
from tests.judging import Asked, ask

ROOT = Path(__file__).parent.parent
LAST = ROOT / ".eval.json"
Table = dict[str, Counter[str]]


def groups(asked: Asked) -> Iterator[str]:
    """The rows of the table in which a question counts."""
    case = asked.case
    yield f"file    {asked.file}"
    for right in case.get("intents", [])[:1]:
        yield from (f"intent  {intent}" for intent in right)
    yield from (f"line    {line}" for line in case.get("lines", []) or ["none named"])
    yield from (f"expiry  {kind}" for kind in {_kind(span) for span in case.get("expiry", [])} or {"none"})


def _kind(span: Any) -> str:
    if not isinstance(span, list):
        return "a day"
    start, end = map(str, span)
    if start == "None" or end == "None":
        return "open"
    if start == end:
        return "a day"
    return "a month" if start[:7] == end[:7] and start.endswith("01") else "a range"


def count(everything: Iterable[Asked]) -> tuple[Table, list[Asked]]:
    """The table, and the misses."""
    table: Table = defaultdict(Counter)
    missed = []
    for asked in everything:
        outcome = "right" if not asked.wrong else "asked back" if asked.asked_back else "wrong"
        for group in groups(asked):
            table[group].update(("asked", outcome, *(["wrong yes/no"] if asked.dangerous else [])))
        if asked.wrong:
            missed.append(asked)
    return table, missed


def count_parts(table: Table, judged: Iterable[tuple[str, Any, bool, str]]) -> None:
    """Count dates, products and intents that were judged by themselves, and print each miss."""
    for row, case, right, read in judged:
        table[row].update(("asked", "right" if right else "wrong"))
        if not right:
            print(f"{row}: {case['text'][:120]}  →  {read}")


def show(table: Table, last: dict[str, dict[str, int]]) -> None:
    """Print the table; behind a row, how many more or fewer were right than at the last run."""
    print(f"{'':<32}{'asked':>7}{'right':>7}{'back':>7}{'wrong':>7}{'rate':>8}   since last")
    for group, counts in sorted(table.items()):
        asked, right = counts["asked"], counts["right"]
        before = last.get(group, {})
        change = right - before.get("right", 0) if before.get("asked") == asked else None
        since = "" if not change else f"{change:+d}"
        back, wrong = counts["asked back"], counts["wrong"]
        print(f"{group:<32}{asked:>7}{right:>7}{back:>7}{wrong:>7}{right / asked:>8.1%}   {since}")


def tell(asked: Asked) -> None:
    """Print one miss: what was asked, what is right, what was read."""
    case, got = asked.case, asked.got
    print(f"\n{asked.file}, {case['today']}: {case['ask'][:200]}")
    for field in asked.wrong:
        read = got["text"][:160].replace("\n", " ") if field in ("says", "never_says") else got[field]
        print(f"    {field}: {case[field]} was right, not {read}")


def main(files: list[Path]) -> int:
    """Ask all files; the exit code."""
    desk = Desk(library.load(ROOT / "knowledge"))
    table, missed = count(asked for path in files if not parts.is_parts(path) for asked in ask(desk, path))
    count_parts(table, (judged for path in files if parts.is_parts(path) for judged in parts.judged(desk, path)))
    for asked in missed:
        tell(asked)
    print()
    last = json.loads(LAST.read_text()) if LAST.exists() else {}
    show(table, last)
    LAST.write_text(json.dumps({**last, **table}))
    wrong = sum(asked.dangerous for asked in missed)
    print(f"\nwrong yes or no: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    sys.exit(main(given or sorted((ROOT / "tests" / "answers").glob("*.yaml"))))
