"""Tables that were pasted, cells parted by "|", tabs, commas or semicolons: what a date is of heads its column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bot.core.dates.cues import Cue, Span
from bot.core.dates.draft import Draft

_LINE = re.compile(r"\n")
_EMPTY = re.compile(r"\|(?= *\|)")
"""An empty cell, where a table was pasted in one line: there a row ends."""
_EDGE = re.compile(r"[|\t]")
_COMMA = re.compile(r"[,;]")
_PROSE = re.compile(r"[.?!。]")
_RULE = re.compile(r"[\s|:+=-]*")
"""The line that some draw below the head, and blank rows."""


def heads(folded: str, drafts: Sequence[Draft], cues: Sequence[Cue]) -> Mapping[int, Span]:
    """The head of its column for each date in the body of a table, by where the date starts.

    Only heads that say what a date is of: in a table of two columns the first may say it, row by row.
    """
    edge = _EDGE if _EDGE.search(folded) else _COMMA
    if "\n" not in folded and "|" not in folded:
        return {}
    telling = [cue.start for cue in cues if cue.roles]
    found: dict[int, Span] = {}
    head: Sequence[Span] = ()
    for cells in _rows(folded, edge):
        dated = [(place, draft) for place, cell in enumerate(cells) for draft in drafts if _holds(cell, draft.start)]
        if not dated:
            head = cells
        elif 1 < len(head) <= len(cells) and (edge is _EDGE or _is_listed(head, cells, dated, folded)):
            own = {draft.start: head[place] for place, draft in dated if place < len(head)}
            found |= {place: cell for place, cell in own.items() if any(_holds(cell, cue) for cue in telling)}
    return found


def _is_listed(head: Sequence[Span], cells: Sequence[Span], dated: Sequence[tuple[int, Draft]], folded: str) -> bool:
    """Whether commas part cells, not the clauses of two sentences: as many below as above, and dates by themselves."""
    prose = _PROSE.search(folded, head[0][0], head[-1][1])
    alone = all(folded[slice(*cells[n])].strip() == folded[d.start : d.end].strip() for n, d in dated)
    return len(head) == len(cells) > 2 and not prose and alone


def _rows(folded: str, edge: re.Pattern[str]) -> Iterator[Sequence[Span]]:
    """The cells of each row, empty ones included. edge: what stands between two cells."""
    break_ = _LINE if _LINE.search(folded) else _EMPTY
    ends = [0, *(match.end() for match in break_.finditer(folded)), len(folded)]
    for start, end in pairwise(ends):
        if not _RULE.fullmatch(folded, start, end):
            yield _cells(folded, start, end, edge)


def _cells(folded: str, start: int, end: int, edge: re.Pattern[str]) -> Sequence[Span]:
    """What stands between the edges in folded[start:end]; the frame around a row is none, an empty cell is one."""
    edges = [match.start() for match in edge.finditer(folded, start, end)]
    cells = list(pairwise([start - 1, *edges, end]))
    blank = [not folded[left + 1 : right].strip() for left, right in cells]
    framed = "|" in folded[start:end]
    first, last = int(framed and blank[0]), len(cells) - int(framed and blank[-1])
    return [(left + 1, right) for left, right in cells[first:last]]


def _holds(cell: Span, place: int) -> bool:
    return cell[0] <= place < cell[1]
