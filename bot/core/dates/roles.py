"""What a date is the date of, and its tense, from the cues around it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bot.core.dates import shifting, tenses
from bot.core.dates.cues import Cue
from bot.core.dates.draft import Draft
from bot.core.dates.nearness import FAR, cost
from bot.core.dates.resolution import Tense
from bot.core.dates.scene import Scene
from bot.core.model import Role

_ROLES: dict[str, Role] = {
    "expiry": "expiry",
    "rule": "expiry",
    "end": "expiry",
    "purchase": "purchase",
    "begin": "purchase",
    "renewal": "renewal",
    "asked": "asked",
    "fine": "asked",
    "limit": "asked",
    "now": "today",
    "dated": "other",
    "today": "today",
    "present": "today",
    "since": "other",
    "other": "other",
}

_FOR = re.compile(r"\s*(?:to|for|until|till|before|in which)\b|以内")
_USE = re.compile(r"使|利用|運用|送信|受信|連絡|返信")
_THENCE = re.compile(
    r"(?:し|いただい)?(?:てから|たのが|て|から|以来|より|後)?(?:もう|すでに|既に|かれこれ|はや)?[、\s]?"
)
"""What stands between a purchase and a count from it, in Japanese."""
_EVER_SINCE = re.compile(
    r"(?: since)?(?: (?:we|i|they|he|she|it|this|the (?:licen[sc]e|product)s?|was|were|first|the)){0,3} "
)
"""And in English, behind the count."""

MAY_BE_EXPIRY: tuple[Role, ...] = ("expiry", "none")
"""Roles of dates that are the expiry, or may be."""
FIRM = 12
"""How near a verb must be to say for certain that it speaks of the date."""
LOOSE = 9
"""From how far on what is said of a date may as well be said of another."""
LABEL = 2
"""How near a label stands to its date."""


class Sense(NamedTuple):
    """What the words around a date say of it; `firm`: a verb beside it, or a list of expiries, says so; `deadline`: it
    may be the last day to renew as well as the expiry; `loose`: the words stand a way off."""

    role: Role
    tense: Tense
    firm: bool = False
    deadline: bool = False
    loose: bool = False


def senses(scene: Scene) -> list[Sense]:
    """The role and tense of each draft from the nearest cue, by distance and what lies between.

    A word of expiry speaks of one date, the nearest: any other needs one of its own, or a list (see `listing`).
    """
    inside = _inside(scene)
    costs = [_costs(draft, scene, inside) for draft in scene.drafts]
    owned = _owners(costs)
    found = [_sense(draft, costs[place], place, owned, scene) for place, draft in enumerate(scene.drafts)]
    if any(sense.role == "expiry" for sense in found):
        return found
    return [_left(*pair, scene) for pair in zip(scene.drafts, found, strict=True)]


def _left(draft: Draft, told: Sense, scene: Scene) -> Sense:
    """What is left is left of the license, where no other date is its expiry: "three weeks left on it"."""
    if not draft.left or told.role not in ("none", "other") or _for_something(draft, scene.folded):
        return told
    return told._replace(role="expiry")


Costs = list[tuple[float, str, Cue]]
"""What each cue near a date costs, and what it would say of it."""


def _inside(scene: Scene) -> dict[int, int]:
    """For the cues that are words of a date ("fiscal year 2018"), by where they begin: where that date begins."""
    return {
        cue.start: draft.start
        for draft in scene.drafts
        for cue in scene.cues
        if draft.start <= cue.start and cue.end <= draft.end
    }


def _costs(draft: Draft, scene: Scene, inside: Mapping[int, int]) -> Costs:
    if draft.is_today:
        return []
    low, high = (0, len(scene.folded)) if draft.start in scene.heads else (draft.start - FAR, draft.end + FAR)
    near = [cue for cue in scene.cues if cue.roles and cue.end >= low and cue.start <= high]
    near = [cue for cue in near if inside.get(cue.start, draft.start) == draft.start]
    found = [(cost(key, draft, cue, scene), key, cue) for cue in near for key in cue.roles]
    return [near for near in found if near[0] < FAR]


def _owners(costs: Sequence[Costs]) -> dict[int, int]:
    """The place of the date that is nearest to each word of expiry, by where that word begins."""
    owners: dict[int, tuple[float, int]] = {}
    for place, found in enumerate(costs):
        for far, key, cue in found:
            if key == "expiry" and far < owners.get(cue.start, (FAR, 0))[0]:
                owners[cue.start] = (far, place)
    return {start: place for start, (_, place) in owners.items()}


def _sense(draft: Draft, costs: Costs, place: int, owned: dict[int, int], scene: Scene) -> Sense:
    """What is said of one draft by the cues that are its own."""
    if draft.is_today:
        return Sense("today", "near")
    if draft.written:
        return Sense("other", "past")
    best, distance = None, float(FAR)
    role: Role = "none"
    for far, key, cue in costs:
        if far < distance and (key != "expiry" or owned[cue.start] == place or draft.start in scene.heads):
            best, distance, role = cue, far, _ROLES[key]
    if role == "asked" and _over(draft, scene.today):
        role = "renewal" if draft.periods or draft.relative else "none"
    if shifting.ends(draft, scene.folded):
        role = "expiry"
    if draft.lapsed and role in ("none", "other", "today", "purchase"):
        role = "purchase" if _since_purchase(draft, scene) else "expiry"
    firm = bool(best and (tenses.of_keys(best.keys) or _labels(best, draft)) and distance <= FIRM)
    deadline = bool(best and "deadline" in best.keys)
    return Sense(role, tenses.tense(role, best, draft, scene), firm, deadline, distance > LOOSE)


def _labels(cue: Cue, draft: Draft) -> bool:
    """Whether a word of expiry stands right beside a date: 満了日2018年5月31日, "expiry: 31 May", 2018/5/31満了."""
    beside = 0 <= draft.start - cue.end <= LABEL or (cue.japanese and cue.start == draft.end)
    return "expiry" in cue.roles and "deadline" not in cue.keys and beside


def _over(draft: Draft, today: date) -> bool:
    """Whether a date has passed for certain: nothing can be done on it any more, what was done on it is done."""
    if draft.relative and draft.month and draft.years:
        return (draft.years[0], draft.month) < (today.year, today.month)
    if draft.years:
        return max(draft.years) < today.year
    return bool(draft.periods) and all(p.end is not None and p.end < today for p in draft.periods)


def _since_purchase(draft: Draft, scene: Scene) -> bool:
    """Whether a count is said to run from the purchase: 買ってから1年以上経って, "over a year since we bought it"."""
    for cue in scene.cues:
        if "purchase" not in cue.keys and not _USE.match(scene.folded, cue.start):
            continue
        if cue.japanese and _THENCE.fullmatch(scene.folded, cue.end, draft.start):
            return True
        if not cue.japanese and draft.end <= cue.start and _EVER_SINCE.fullmatch(scene.folded, draft.end, cue.start):
            return True
    return False


def _for_something(draft: Draft, folded: str) -> bool:
    """Whether what is left is left for an act, not of the license: "two weeks left to apply", 申込みまで残り10日."""
    return bool(_FOR.match(folded, draft.end)) or folded[: draft.start].endswith("まで")
