"""What a date is the date of, and its tense, from the cues around it."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.core.dates.cues import Cue, Cues
from bot.core.dates.draft import Draft
from bot.core.dates.resolution import Tense
from bot.core.model import Role

SENTENCE = re.compile(r"[。！？!?;\n]+|\.(?=\s|$|[^\x00-\x7f])")
_PAUSE = re.compile(r"[、,;()（）:：]")
_TOPIC = re.compile(r"(?:日|月)?\s*(?:は|が|も|:|：|に|の|まで|って|=|は、|が、)?\s*(?:、)?\s*$")
_NO_TENSE: Tense = ""
_NEVER = float("inf")
_ROLES: dict[str, Role] = {
    "expiry": "expiry",
    "purchase": "purchase",
    "renewal": "renewal",
    "asked": "asked",
    "fine": "asked",
    "limit": "asked",
    "now": "today",
    "today": "today",
    "other": "other",
}

_VERB_END = re.compile(r"(?![はがのにをでとも])[ぁ-ん]")
"""The last letter of a verb: it stands behind its date, 切れた before one that it describes."""

_WHEN = re.compile(r",? ?(?:(?:was|is|that's|that was) )?(?:the day|the date|when)\b[^,.;?!]*$")
""" "31 May was when it ran out": what stands between ties the two together."""

FAR = 60
"""A cue further away than this many characters says nothing of a date."""
ACROSS_DATE, ACROSS_PAUSE, ACROSS_SENTENCE, WRONG_SIDE = 45, 10, 40, 9
"""Costs, in characters: another date, a pause, a full stop lie between; the cue stands where its language rarely puts
it."""
ACTING = 24
"""How near the words of an act ("renew") must be for a day to be the day of acting."""
BESIDE = {"today": 4, "fine": 1, "now": 1, "limit": 8}
"""How near these must be; "fine" and "now" behind the date, "limit" before it."""
NEAR_YEAR = 16
"""How near what follows must be to speak of a year alone."""
WEAK = 3
"""What "fine" costs, so that a topic right before the date goes first (期限が3月31日なら)."""
FIRM = 12
"""How near a verb must be to say for certain that it speaks of the date."""


class Scene(NamedTuple):
    """All that a date is judged by: the text in lower case, its cues, the words they come from, its dates, today."""

    folded: str
    cues: Sequence[Cue]
    words: Cues
    drafts: Sequence[Draft]
    today: date


class Sense(NamedTuple):
    """What the words around a date say of it; `firm`: a verb beside it says so."""

    role: Role
    tense: Tense
    firm: bool = False


def senses(scene: Scene) -> list[Sense]:
    """The role and tense of each draft from the nearest cue, by distance and what lies between.

    A word of expiry speaks of one date, the nearest: any other needs one of its own, or a list (see `listing`).
    """
    costs = [_costs(draft, scene) for draft in scene.drafts]
    owned = _owners(costs)
    return [_sense(draft, costs[place], place, owned, scene) for place, draft in enumerate(scene.drafts)]


Costs = list[tuple[float, str, Cue]]
"""What each cue near a date costs, and what it would say of it."""


def _costs(draft: Draft, scene: Scene) -> Costs:
    if draft.is_today:
        return []
    found = [(_cost(key, draft, cue, scene), key, cue) for cue in scene.cues for key in cue.roles]
    return [cost for cost in found if cost[0] < FAR]


def _owners(costs: Sequence[Costs]) -> dict[int, int]:
    """The place of the date that is nearest to each word of expiry, by where that word begins."""
    owners: dict[int, tuple[float, int]] = {}
    for place, found in enumerate(costs):
        for cost, key, cue in found:
            if key == "expiry" and cost < owners.get(cue.start, (FAR, 0))[0]:
                owners[cue.start] = (cost, place)
    return {start: place for start, (_, place) in owners.items()}


def _sense(draft: Draft, costs: Costs, place: int, owned: dict[int, int], scene: Scene) -> Sense:
    """What is said of one draft by the cues that are its own."""
    if draft.is_today:
        return Sense("today", "near")
    best, distance = None, float(FAR)
    role: Role = "none"
    for cost, key, cue in costs:
        if cost < distance and (key != "expiry" or owned[cue.start] == place):
            best, distance, role = cue, cost, _ROLES[key]
    if role == "asked" and _over(draft, scene.today):
        role = "renewal" if draft.periods else "none"
    if draft.lapsed and role in ("none", "other", "today"):
        role = "expiry"
    firm = bool(best and _told(best.keys) and distance <= FIRM)
    return Sense(role, _tense(role, best, draft, scene), firm)


def _over(draft: Draft, today: date) -> bool:
    """Whether a date has passed for certain: nothing can be done on it any more, what was done on it is done."""
    if draft.years:
        return max(draft.years) < today.year
    return bool(draft.periods) and all(p.end is not None and p.end < today for p in draft.periods)


def _cost(key: str, draft: Draft, cue: Cue, scene: Scene) -> float:
    """How far a cue is from a date, in characters with penalties; infinite where it cannot belong to it."""
    before = cue.start < draft.start
    if cue.start < draft.end and cue.end > draft.start and not (before and key == "expiry"):
        return _NEVER
    low, high = (min(cue.end, draft.start), draft.start) if before else (draft.end, cue.start)
    if high - low > BESIDE.get(key, FAR):
        return _NEVER
    gap = scene.folded[low:high]
    stop = bool(SENTENCE.search(gap))
    if not before and key == "expiry" and _WHEN.match(gap):
        return 0
    if stop and (key != "expiry" or draft.periods or draft.relative):
        return _NEVER
    if (
        (before and key in ("fine", "now"))
        or (not before and key == "limit")
        or (key == "asked" and not _acting(draft, cue, gap, scene))
    ):
        return _NEVER
    paused = _PAUSE.search(gap.strip()[:-1] if before else gap)
    cost = len(gap) + ACROSS_SENTENCE * stop + ACROSS_PAUSE * bool(paused)
    if len(scene.drafts) > 1 and any(low <= d.start < high for d in scene.drafts if d is not draft):
        cost += ACROSS_DATE
    if draft.bare_year and not before and cost > NEAR_YEAR:
        return _NEVER
    side = WEAK if key == "fine" else _side(cue, before, gap, scene.folded)
    return _NEVER if side > WRONG_SIDE and _near_today(draft) else cost + side


def _side(cue: Cue, before: bool, gap: str, folded: str) -> float:
    """English says "expired in March"; Japanese 3月に切れた, or 期限は3月, 切れたのは3月 as a topic, 切れた3月."""
    if not cue.japanese:
        return 0 if before else WRONG_SIDE
    if not before:
        return 0
    if not gap and _VERB_END.match(folded, cue.end - 1):
        return WRONG_SIDE if folded[cue.end - 1] == "た" else 2 * WRONG_SIDE
    topic = (
        gap.startswith(("のは", "のが", "日は", "日が", "のって"))
        if _told(cue.keys)
        else gap != "、" and _TOPIC.match(gap)
    )
    return 0 if topic else 2 * WRONG_SIDE


def _near_today(draft: Draft) -> bool:
    """Whether a date is told relative to today and not counted: "tomorrow", "next month"."""
    return (bool(draft.periods) and not draft.counted) or draft.relative


def _acting(draft: Draft, cue: Cue, gap: str, scene: Scene) -> bool:
    """Whether a date is tied to an act by a small word ("by", までに) or is a day near today."""
    if len(gap) > ACTING or "、" in gap or ("," in gap and cue.start >= draft.end):
        return False
    near_today = _near_today(draft)
    if cue.japanese:
        if cue.start < draft.end:
            return False
        found = scene.words.acting["ja"].match(gap) if "ja" in scene.words.acting else None
        return (found is not None and bool(found.group()) and len(gap) < 14) or (len(gap) < 4 and near_today)
    return near_today or _introduced(draft, scene)


def _introduced(draft: Draft, scene: Scene) -> bool:
    """Whether "by", "on" or the like stands right before a date or opens it."""
    words = scene.words.acting.get("en")
    left = scene.folded[: draft.start].rstrip().rsplit(None, 1)[-1:] or [""]
    opening = scene.folded[draft.start : draft.end].split(None, 1)[0]
    return words is not None and bool(words.fullmatch(left[0]) or words.fullmatch(opening))


def _tense(role: Role, cue: Cue | None, draft: Draft, scene: Scene) -> Tense:
    """The tense of a date: that of its own cue, of what is not expired, of the nearest verb, of "still"."""
    if role in ("purchase", "renewal", "other"):
        return "past"
    if role in ("asked", "today"):
        return "future" if role == "asked" else "near"
    found = _told(cue.keys) if cue else ""
    if found or any("unexpired" in c.keys for c in scene.cues):
        return found or "future"
    return (
        _nearest(draft, scene) or _throughout(scene) or ("past" if any("still" in c.keys for c in scene.cues) else "")
    )


def _nearest(draft: Draft, scene: Scene) -> Tense:
    """The tense of the nearest words in the same sentence that have one and speak of no other matter."""
    nearest, told = FAR, _NO_TENSE
    for cue in scene.cues:
        if not _told(cue.keys) or (cue.roles and "expiry" not in cue.roles):
            continue
        low, high = (cue.end, draft.start) if cue.end <= draft.start else (draft.end, cue.start)
        if high - low < nearest and not SENTENCE.search(scene.folded, low, high):
            nearest, told = high - low, _told(cue.keys)
    return told


def _throughout(scene: Scene) -> Tense:
    """The tense of all words of expiry in a message about one date, where they agree: "Expired? Yes. May 20." """
    told = {_told(c.keys) for c in scene.cues if "expiry" in c.roles} - {_NO_TENSE}
    return told.pop() if len(told) == 1 and len(scene.drafts) == 1 else ""


def _told(keys: frozenset[str]) -> Tense:
    if "past" in keys:
        return "past"
    return "future" if "future" in keys else ""
