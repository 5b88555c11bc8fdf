"""Expiries told from a way off: a later day in the message may be the one that is meant.

A "no" that rests on the wrong one of two dates would be worse than asking which it is.
"""

from collections.abc import Sequence

from bot.core.dates.draft import Draft
from bot.core.dates.roles import Sense


def doubted(found: list[Sense], drafts: Sequence[Draft]) -> list[Sense]:
    """The senses of the drafts, a later day of which nothing is said being an expiry too, if every expiry is loose."""
    told = [pair for pair in zip(drafts, found, strict=True) if pair[1].role == "expiry"]
    if not told or not all(sense.loose and draft.years and draft.day for draft, sense in told):
        return found
    latest = max(_calendar(draft) for draft, _ in told)
    return [
        sense._replace(role="expiry") if sense.role == "none" and _calendar(draft) > latest else sense
        for draft, sense in zip(drafts, found, strict=True)
    ]


def _calendar(draft: Draft) -> tuple[int, int, int]:
    """Year, month and day of a date said in full; zeros for any other."""
    full = draft.years and draft.month and draft.day
    return (draft.years[0], draft.month or 0, draft.day or 0) if full else (0, 0, 0)
