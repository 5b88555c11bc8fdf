"""What a date is the date of, and its tense, from the cues around it."""

import re
from collections.abc import Sequence
from typing import NamedTuple, cast

from bot.core.dates.cues import ROLES, Cue, Cues
from bot.core.dates.draft import Draft
from bot.core.dates.resolution import Tense
from bot.core.model import Role

_SENTENCE = re.compile(r"[。！？!?\n]+|\.(?=\s|$|[^\x00-\x7f])")
_PAUSE = re.compile(r"[、,;()（）:：]")
_TOPIC = re.compile(r"(?:日|月)?\s*(?:は|が|も|:|：|に|の|って|=|は、|が、)?\s*(?:、)?\s*$")
_ROLE_KEYS = frozenset(ROLES)
_NO_TENSE: Tense = ""

FAR = 60
"""A cue further away than this many characters says nothing of a date."""
ACROSS_DATE, ACROSS_PAUSE, WRONG_SIDE = 30, 10, 9
"""Costs, in characters: another date or a pause lies between; the cue stands where that language rarely puts it."""
ACTING = 24
"""How near the words of an act ("renew") must be for a day to be the day of acting."""


class Sense(NamedTuple):
    """What the words around a date say of it."""

    role: Role
    tense: Tense
    distance: float


def sense(place: int, drafts: Sequence[Draft], cues: Sequence[Cue], folded: str, words: Cues) -> Sense:
    """The role and tense of the draft at `place` among all `drafts` of a text in lower case."""
    draft = drafts[place]
    if draft.is_today:
        return Sense("today", "near", 0)
    best, distance = None, float(FAR)
    role: Role = "none"
    for cue in cues:
        for key in cue.keys & _ROLE_KEYS:
            cost = _cost(key, draft, drafts, cue, folded, words)
            if cost < distance:
                best, distance, role = cue, cost, cast(Role, key)
    if draft.lapsed and role in ("none", "other"):
        role = "expiry"
    return Sense(role, _tense(role, best, draft, cues, folded), distance)


def shared(senses: Sequence[Sense], drafts: Sequence[Draft]) -> list[Sense]:
    """A date of which nothing is said shares the expiry of a list: "A は 2018/3/31、B は 2018/5/10 に切れました"."""
    told = next((s for s in senses if s.role == "expiry"), None)
    if told is None:
        return list(senses)
    return [
        s._replace(role="expiry", tense=told.tense) if s.role == "none" and _plain(d) else s
        for s, d in zip(senses, drafts, strict=True)
    ]


def _plain(draft: Draft) -> bool:
    """Whether a draft is a day of the calendar, not a year alone nor a day near today."""
    return draft.day is not None and draft.month is not None and not draft.relative


def _cost(key: str, draft: Draft, drafts: Sequence[Draft], cue: Cue, folded: str, words: Cues) -> float:
    """How far a cue is from a date, in characters with penalties; infinite where it cannot belong to it."""
    if cue.start < draft.end and cue.end > draft.start:
        return float("inf")
    before = cue.end <= draft.start
    gap = folded[cue.end : draft.start] if before else folded[draft.end : cue.start]
    if len(gap) > FAR or (key != "expiry" and _SENTENCE.search(gap)):
        return float("inf")
    if key == "asked" and not _acting(draft, cue, gap, folded, words):
        return float("inf")
    if key == "today" and len(gap) > 4:
        return float("inf")
    cost = len(gap) + ACROSS_PAUSE * bool(_PAUSE.search(gap.strip()[:-1])) + 40 * bool(_SENTENCE.search(gap))
    low, high = (cue.end, draft.start) if before else (draft.end, cue.start)
    if any(low <= d.start < high for d in drafts if d is not draft):
        cost += ACROSS_DATE
    return cost + _side(cue, before, gap)


def _side(cue: Cue, before: bool, gap: str) -> float:
    """English says "expired in March"; Japanese 3月に切れた, or 期限は3月 as a topic."""
    if cue.japanese:
        return 0 if not before or _TOPIC.match(gap) else 2 * WRONG_SIDE
    return 0 if before else WRONG_SIDE


def _acting(draft: Draft, cue: Cue, gap: str, folded: str, words: Cues) -> bool:
    """Whether a date is tied to an act by a small word ("by", までに) or is a day near today."""
    if len(gap) > ACTING or "、" in gap or ("," in gap and cue.start >= draft.end):
        return False
    if cue.japanese:
        if cue.start < draft.end:
            return False
        found = words.acting["ja"].match(gap) if "ja" in words.acting else None
        return (bool(found) and len(gap) < 14) or (len(gap) < 4 and bool(draft.periods) and not draft.counted)
    left = folded[: draft.start].rstrip().rsplit(None, 1)[-1:] or [""]
    opening = folded[draft.start : draft.end].split(None, 1)[0]
    return bool(
        "en" in words.acting and (words.acting["en"].fullmatch(left[0]) or words.acting["en"].fullmatch(opening))
    ) or (bool(draft.periods) and not draft.counted)


def _tense(role: Role, cue: Cue | None, draft: Draft, cues: Sequence[Cue], folded: str) -> Tense:
    """The tense of a date: that of its own cue, of what is not expired, of the nearest verb, of "still"."""
    if role in ("purchase", "renewal", "other"):
        return "past"
    if role in ("asked", "today"):
        return "future" if role == "asked" else "near"
    found = _told(cue.keys) if cue else ""
    if found or any("unexpired" in c.keys for c in cues):
        return found or "future"
    return _nearest(draft, cues, folded) or ("past" if any("still" in c.keys for c in cues) else "")


def _nearest(draft: Draft, cues: Sequence[Cue], folded: str) -> Tense:
    """The tense of the nearest words in the same sentence that have one and speak of no other matter."""
    nearest, told = FAR, _NO_TENSE
    for cue in cues:
        if not cue.keys & {"past", "future"} or (cue.keys & _ROLE_KEYS and "expiry" not in cue.keys):
            continue
        gap = folded[cue.end : draft.start] if cue.end <= draft.start else folded[draft.end : cue.start]
        if len(gap) < nearest and not _SENTENCE.search(gap):
            nearest, told = len(gap), _told(cue.keys)
    return told


def _told(keys: frozenset[str]) -> Tense:
    if "past" in keys:
        return "past"
    return "future" if "future" in keys else ""
