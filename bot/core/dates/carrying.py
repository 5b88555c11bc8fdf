"""A date that leans on the one before it in its sentence: 11月5日に頼み、15日に切れた; "he left on 31 March, it ended the
same day"."""

from collections.abc import Sequence

from bot.core.dates.draft import Draft
from bot.core.dates.nearness import SENTENCE
from bot.core.dates.roles import Sense


def same_days(drafts: Sequence[Draft], folded: str) -> list[Draft]:
    """The drafts, each "the same day" made the day before it; gone where there is none."""
    found: list[Draft] = []
    for draft in drafts:
        if not draft.same:
            found.append(draft)
        elif found and not SENTENCE.search(folded, found[-1].end, draft.start):
            found.append(found[-1]._replace(start=draft.start, end=draft.end))
    return found


def months(drafts: Sequence[Draft], senses: Sequence[Sense], folded: str) -> list[Draft]:
    """The drafts, each past day without a month put into the month of the date before it."""
    found: list[Draft] = []
    for draft, told in zip(drafts, senses, strict=True):
        last = found[-1] if found else None
        if last and _day_alone(draft) and told.tense == "past" and last.month and last.lean != "future":
            if not SENTENCE.search(folded, last.end, draft.start):
                draft = draft._replace(month=last.month, years=last.years, lean=last.lean)
        found.append(draft)
    return found


def _day_alone(draft: Draft) -> bool:
    """Whether a day was said without month, year or weekday."""
    return draft.day is not None and draft.month is None and not draft.years and draft.weekday is None
