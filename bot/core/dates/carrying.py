"""A date that leans on the one before it in its sentence.

11月5日に頼み、15日に切れた; "he left on 31 March, it ended the same day".
"""

from collections.abc import Collection, Mapping, Sequence

from bot.core.dates.draft import Draft
from bot.core.dates.roles import Sense
from bot.core.dates.scene import SENTENCE


def leaning(drafts: Sequence[Draft], folded: str) -> list[Draft]:
    """The drafts, each "the same day", and each 15日に in mid-sentence, settled by the date before it, or gone."""
    found: list[Draft] = []
    for draft in drafts:
        if not draft.leaning:
            found.append(draft)
        elif found and not SENTENCE.search(folded, found[-1].end, draft.start):
            found.extend(_settled(draft, found[-1], folded))
    return found


def _settled(draft: Draft, last: Draft, folded: str) -> list[Draft]:
    if draft.day is None:
        return [last._replace(start=draft.start, end=draft.end)]
    dated = last.month and not last.periods and folded[draft.end : draft.end + 1] == "に"
    return [draft._replace(month=last.month, years=last.years, lean=last.lean)] if dated else []


def months(drafts: Sequence[Draft], senses: Sequence[Sense], folded: str) -> tuple[list[Draft], list[Sense]]:
    """The drafts, each past day without a month put into the month of the date before it; and their senses.

    A day of acting is not in the month before it: "it expired on 5 May, may I apply on the 20th?".
    """
    found: list[Draft] = []
    whole = {draft.day for draft in drafts if draft.day and draft.month}
    pairs = list(zip(drafts, senses, strict=True))
    gone = {draft.day: told for draft, told in pairs if _goes(draft, told, whole)}
    kept = [(draft, _said_again(draft, told, gone)) for draft, told in pairs if not _goes(draft, told, whole)]
    for draft, told in kept:
        last = found[-1] if found else None
        leans = last and _day_alone(draft) and told.tense == "past" and last.month and last.lean != "future"
        if last and leans and not SENTENCE.search(folded, last.end, draft.start):
            draft = draft._replace(month=last.month, years=last.years, lean=last.lean)
        found.append(draft)
    return found, [told for _, told in kept]


def _said_again(draft: Draft, told: Sense, gone: Mapping[int | None, Sense]) -> Sense:
    """What is said of a day told again with its month: what was said of it before, if nothing else is."""
    before = gone.get(draft.day) if draft.month and told.role == "none" else None
    return before if before and before.role == "expiry" else told


def _goes(draft: Draft, told: Sense, whole: Collection[int | None]) -> bool:
    """Whether a day is one of acting, of no known month, or is told again with its month: "the 14th. Of May"."""
    if draft.leaning and told.role == "asked":
        return True
    return told.role == "expiry" and _day_alone(draft) and draft.day in whole


def _day_alone(draft: Draft) -> bool:
    """Whether a day was said without month, year or weekday."""
    return draft.day is not None and draft.month is None and not draft.years and draft.weekday is None
