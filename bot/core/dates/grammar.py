"""Shape → drafts: all forms of both languages in one pattern, tried from left to right, earlier forms first."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from bot.core.dates import digits, english, japanese, partial
from bot.core.dates.draft import Draft
from bot.core.dates.form import Form, Found
from bot.core.dates.lexer import ANCHORS, Shape


def _alternatives(forms: tuple[Form, ...]) -> Iterator[tuple[str, str]]:
    """Each form under its number; one with several patterns under its number and theirs."""
    for number, form in enumerate(forms):
        for place, pattern in enumerate(form.patterns):
            yield f"{number}_{place}", pattern


_FORMS: tuple[Form, ...] = (*partial.FORMS, *digits.FORMS, *japanese.FORMS, *english.FORMS)
_NEVER_FIRST = (
    r"(?![|,.:/!&の?oPksdIXxAHvpにではが切期版内迄仮後経未済;-]"
    r"|[gb](?!E?O[.|;]{0,2}$)|[EaieLCFu~j]{1,2}(?:[|.,:?Id!]|$))"
)
"""Letters that begin no form, and small words that nothing follows: a quick way past most places."""
_PATTERN = re.compile(_NEVER_FIRST + "(?:" + "|".join(f"{p}(?P<f{n}>)" for n, p in _alternatives(_FORMS)) + ")")
"""The name of a form stands behind it, not around it: so the engine drops most forms by their first letter."""
_BY_NAME = {f"f{name}": _FORMS[int(name.partition("_")[0])] for name, _ in _alternatives(_FORMS)}
_ANCHORS = re.compile(f"[{ANCHORS}]")
MOST = 40
"""Dates that are read in one message."""
_BEFORE = 8
"""How many letters of the shape before a statement are looked through for an "if"."""


def parse(shape: Shape, today: date, is_japanese: bool) -> list[Draft]:
    """The dates of a shape, in order of appearance."""
    drafts: list[Draft] = []
    if not _ANCHORS.search(shape.kinds):
        return drafts
    for match in islice(_PATTERN.finditer(shape.kinds), MOST):
        form = _BY_NAME[str(match.lastgroup)]
        start, end = match.span()
        tokens = [token for token in shape.tokens[start:end] if token]
        draft = form.build(Found(tokens, match.group(), today, is_japanese)) if tokens else None
        if draft is not None and not (draft.lapsed and _supposed(shape.kinds, start)):
            drafts.append(draft)
    return drafts


def _supposed(kinds: str, start: int) -> bool:
    """Whether an "if" or "once" stands before: then nothing has passed, a rule is asked for."""
    return "?" in kinds[max(0, start - _BEFORE) : start].rpartition(".")[2]
