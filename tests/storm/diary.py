"""What the processes of a storm wrote of it themselves."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

_EVENT = re.compile(r'"event": "(\w+)"')
_FINISHING = re.compile(r'"conversations": (\d+), "event": "finishing"')


@dataclass(frozen=True)
class Diary:
    """events: how often each was logged; finished: conversations that workers had in hand when told to end."""

    events: Counter[str]
    finished: int


def read(log: Path) -> Diary:
    """All processes write into one file, now and then into each other's lines, so it is not taken apart as JSON."""
    told = log.read_text("utf-8", "replace")
    return Diary(Counter(_EVENT.findall(told)), sum(map(int, _FINISHING.findall(told))))
