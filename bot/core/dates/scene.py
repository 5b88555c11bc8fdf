"""What a date is judged by, and the signs that part what is said in a text."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from bot.core.dates.cues import Cue, Cues, Span
from bot.core.dates.draft import Draft

SENTENCE = re.compile(r"[。！？!?;\n]+|\.(?=\s|$|[^\x00-\x7f])")
PAUSE = re.compile(r"[、,;()（）:：]")
TENSED = frozenset(("past", "future"))


def sentence(folded: str, place: int) -> int:
    """Where the sentence of a place begins."""
    return max((stop.end() for stop in SENTENCE.finditer(folded, 0, place)), default=0)


class Scene(NamedTuple):
    """All that a date is judged by: the text in lower case, its cues, the words they come from, its dates, today."""

    folded: str
    cues: Sequence[Cue]
    words: Cues
    drafts: Sequence[Draft]
    today: date
    names: Sequence[Span] = ()
    """Where products are named: their words keep nothing apart."""
    heads: Mapping[int, Span] = MappingProxyType({})
    """The head of its column for each date in a table, by where the date starts."""
