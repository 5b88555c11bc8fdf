"""Tables that were pasted, with "|" or tabs between their cells: what a date is of stands at the head of its column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bot.core.dates.draft import Draft

Span = tuple[int, int]
"""Where something starts and ends in the text."""

_ROW_END = re.compile(r"\n|\|[ ]*(?=\|)")
"""A line break; an empty cell, where a table was pasted in one line."""
_CELL = re.compile(r"[^|\t]*[^|\t\s][^|\t]*")
_RULE = re.compile(r"[\s|:+=-]*")
"""The line that some draw below the head, and blank rows."""
FEWEST = 2
"""Columns that make a table."""


def heads(folded: str, drafts: Sequence[Draft]) -> Mapping[int, Span]:
    """For each date in the body of a table, by where it starts, the head of its column."""
    if "|" not in folded and "\t" not in folded:
        return {}
    found: dict[int, Span] = {}
    head: Sequence[Span] = ()
    for cells in _rows(folded):
        dated = {place: draft for place, cell in enumerate(cells) for draft in drafts if _holds(cell, draft)}
        if not dated:
            head = cells
        elif len(head) == len(cells):
            found |= {draft.start: head[place] for place, draft in dated.items()}
    return found


def _rows(folded: str) -> Iterator[Sequence[Span]]:
    """The cells of each row that has several."""
    ends = [0, *(match.end() for match in _ROW_END.finditer(folded)), len(folded)]
    for start, end in pairwise(ends):
        if not _RULE.fullmatch(folded, start, end):
            cells = [match.span() for match in _CELL.finditer(folded, start, end)]
            if len(cells) >= FEWEST:
                yield cells


def _holds(cell: Span, draft: Draft) -> bool:
    return cell[0] <= draft.start < cell[1]
