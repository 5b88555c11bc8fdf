"""Shape → drafts: all forms of both languages in one pattern, tried from left to right, earlier forms first."""

import re
from datetime import date

from bot.core.dates import digits, english, japanese
from bot.core.dates.draft import Draft
from bot.core.dates.form import Form, Found
from bot.core.dates.lexer import Shape

_FORMS: tuple[Form, ...] = (*digits.FORMS, *japanese.FORMS, *english.FORMS)
_PATTERN = re.compile("|".join(f"(?P<f{n}>{form.pattern})" for n, form in enumerate(_FORMS)))
_BY_NAME = {f"f{n}": form for n, form in enumerate(_FORMS)}
_BEFORE = 8
"""How many letters of the shape before a statement are looked through for an "if"."""


def parse(shape: Shape, today: date, is_japanese: bool) -> list[Draft]:
    """The dates of a shape, in order of appearance."""
    drafts: list[Draft] = []
    for match in _PATTERN.finditer(shape.kinds):
        form = _BY_NAME[str(match.lastgroup)]
        start, end = match.span()
        if form.statement and "?" in shape.kinds[max(0, start - _BEFORE) : start].rpartition(".")[2]:
            continue
        tokens = [token for token in shape.tokens[start:end] if token]
        draft = form.build(Found(tokens, match.group(), today, is_japanese)) if tokens else None
        if draft is not None:
            drafts.append(draft)
    return drafts
