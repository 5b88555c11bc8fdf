"""A year in doubt: "in March, or was it last year?", "31 May, I forgot the year", 去年か今年の3月."""

import re
from collections.abc import Sequence

from bot.core.dates.cues import Cue
from bot.core.dates.draft import Draft

_OR = re.compile(
    r"[\s,、]*(?:or|/|か|または|もしくは|それとも)?[\s,、]*(?:in|of|maybe|perhaps|possibly|もしかしたら|の)?\s*"
)
_NEAR = 6
"""How many characters may stand between a year and the words that doubt it."""


def settled(drafts: Sequence[Draft], cues: Sequence[Cue], folded: str) -> list[Draft]:
    """The drafts with what is said of their years: both where two are told, the one before too where none is known."""
    found = _either(drafts, cues, folded)
    if any("yearless" in cue.keys for cue in cues):
        found = [draft._replace(doubtful=True) if lacks_year(draft) else draft for draft in found]
    return found


def lacks_year(draft: Draft) -> bool:
    """Whether a day or month was said without its year."""
    return draft.month is not None and not draft.years and not draft.periods


def _either(drafts: Sequence[Draft], cues: Sequence[Cue], folded: str) -> list[Draft]:
    """A date and a year that may be its year instead, made one with the readings of both."""
    found: list[Draft] = []
    for draft in drafts:
        last = found[-1] if found else None
        if last and _told_twice(last, draft, folded):
            found[-1] = _both(last, draft)
        elif last and draft.bare_year and last.bare_year and _doubted(draft, last, cues, folded):
            found[-1] = last._replace(end=draft.end, years=(*last.years, *draft.years))
        elif last and draft.bare_year and lacks_year(last) and _doubted(draft, last, cues, folded):
            other = last._replace(years=draft.years, lean="", alternative=None)
            found[-1] = last._replace(alternative=other)
        else:
            found.append(draft)
    return found


def _told_twice(one: Draft, two: Draft, folded: str) -> bool:
    """ "March 2017 or 2018", 去年か今年の3月: one of them is a year alone, and "or" stands between."""
    gap = folded[one.end : two.start]
    if one.bare_year == two.bare_year or not (one.years and two.years) or (one if one.bare_year else two).part:
        return False
    return bool(_OR.fullmatch(gap)) and any(word in gap for word in ("or", "/", "か", "または", "もしくは"))


def _both(one: Draft, two: Draft) -> Draft:
    full, year = (two, one) if one.bare_year else (one, two)
    years = tuple(dict.fromkeys((*full.years, *year.years)))
    return full._replace(start=one.start, end=two.end, years=years, relative=False, bare_year=False)


def _doubted(year: Draft, date: Draft, cues: Sequence[Cue], folded: str) -> bool:
    """Whether words of doubt stand right before or behind a year that follows a date."""
    gap = folded[date.end : year.start]
    if gap.strip(" ,、") in ("or", "か"):
        return True
    return any(
        "doubt" in cue.keys
        and ((0 <= year.start - cue.end <= _NEAR and cue.start >= date.end) or 0 <= cue.start - year.end <= _NEAR)
        for cue in cues
    )
