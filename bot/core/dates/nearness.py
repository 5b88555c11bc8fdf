"""How near a cue is to a date: what stands between them, and on which side its language puts it."""

import re
from datetime import date

from bot.core.dates.clause import elsewhere, tied
from bot.core.dates.cues import Cue, named
from bot.core.dates.draft import Draft
from bot.core.dates.owning import astray, own_behind
from bot.core.dates.scene import PAUSE, SENTENCE, TENSED, Scene

_QUOTE = re.compile(r"[「『\"]")
"""What someone said or a screen shows begins: "today he asked, "is it expired?"" tells nothing of today."""
# Behind a Japanese topic: the rest of its verb (導入|いただきましたのが), a place (満了日|の欄には), a particle.
_TOPIC = re.compile(
    r"(?:(?:し|を?(?:いただ|頂)[きい]|して(?:いただ|頂)[きい]|され|なさい|なさっ|になっ|になり)?(?:まし)?た(?:の)?)?"
    r"(?:の(?:欄|項目?|箇所|ところ|所|記載|表示|日付|日|末日|最終日))?(?:日|月)?\s*(?:は|が|も|:|：|に|の|まで|って|=|は、|が、|には|では)?\s*(?:、)?\s*$"
)
NEVER = float("inf")
_VERB_END = re.compile(r"(?![はがのにをでともれ])[ぁ-ん、]")
"""The last letter of a verb: it stands behind its date, 切れた before one that it describes."""
_LABELLED = re.compile(r"(?:日|日付|年月日)?\s*(?:[】\]］]|[:：=→](?!\s*$))")
"""What makes a label of a word: it tells of what stands behind it, 【契約終了】2018/3/31."""

FAR = 60
"""A cue further away than this many characters says nothing of a date."""
ACROSS_DATE, ACROSS_PAUSE, ACROSS_SENTENCE, WRONG_SIDE = 45, 10, 40, 9
"""Costs, in characters: another date, a pause, a full stop lie between; the cue stands where its language rarely puts
it."""
ACTING = 24
"""How near the words of an act ("renew") must be for a day to be the day of acting."""
BESIDE = {"today": 4, "present": 4, "fine": 1, "now": 1, "dated": 0, "limit": 8, "rule": 4, "begin": 3, "end": 3}
"""How near these must be; "fine", "now" and "dated" behind the date, "limit", "begin" and "end" before it."""
NEAR_YEAR = 16
"""How near what follows must be to speak of a year alone."""
WEAK = 3
"""What "fine" and "dated" cost, so that what is told in full goes first (期限が3月31日なら, 5月1日付の請求書)."""


def cost(key: str, draft: Draft, cue: Cue, scene: Scene) -> float:
    """How far a cue is from a date, in characters with penalties; infinite where it cannot belong to it."""
    if draft.start in scene.heads:
        start, end = scene.heads[draft.start]
        return 0 if start <= cue.start < end else NEVER
    return _way(key, draft, cue, scene)


def _way(key: str, draft: Draft, cue: Cue, scene: Scene) -> float:
    """What `cost` says of a date outside a table."""
    before = cue.start < draft.start
    if cue.start < draft.end and cue.end > draft.start and not (before and key == "expiry"):
        return NEVER
    low, high = (min(cue.end, draft.start), draft.start) if before else (draft.end, cue.start)
    if high - low > BESIDE.get(key, FAR) or (not before and _LABELLED.match(scene.folded, cue.end)):
        return NEVER
    gap = scene.folded[low:high]
    if key == "expiry" and tied(before, gap) and not own_behind(cue, scene):
        return 0
    paused = bool(PAUSE.search(gap.strip()[:-1] if before else gap))
    if astray(key, cue, before, gap, scene):
        return NEVER
    stop = bool(SENTENCE.search(gap))
    if (
        (before and _describes_a_name(key, cue, scene))
        or (key != "expiry" and elsewhere(cue, draft, before, gap, scene))
        or _barred(key, draft, before, stop, scene.today)
        or (key == "asked" and not _acting(draft, cue, gap, scene))
    ):
        return NEVER
    nothing = 0 if before and key == "expiry" else named(scene.names, low, high)
    way = len(gap) - nothing + ACROSS_SENTENCE * stop + ACROSS_PAUSE * paused
    if len(scene.drafts) > 1 and any(low <= d.start < high for d in scene.drafts if d is not draft):
        way += ACROSS_DATE
    side = WEAK if key in ("fine", "dated") else _side(cue, before, gap, scene.folded)
    far = (draft.bare_year and not before and way > NEAR_YEAR) or (
        near_today(draft) and (side > WRONG_SIDE or (key == "expiry" and bool(_QUOTE.search(gap))))
    )
    return NEVER if far else way + side


def _describes_a_name(key: str, cue: Cue, scene: Scene) -> bool:
    """Whether a Japanese verb only describes a product: 箱で買ったFile Securityは4月に切れた."""
    verb = cue.japanese and key != "expiry" and scene.folded[cue.end - 1] in "たる"
    return verb and any(start - cue.end in (0, 1) for start, _ in scene.names)


def _barred(key: str, draft: Draft, before: bool, stop: bool, today: date) -> bool:
    """Whether a cue stands where its kind says nothing of a date: on the wrong side, or in another sentence."""
    if stop and (key != "expiry" or draft.periods or draft.relative):
        return True
    if key == "present":
        return not before or not names(draft, today)
    return key in ("fine", "now", "dated") if before else key in ("limit", "begin", "end")


def _side(cue: Cue, before: bool, gap: str, folded: str) -> float:
    """English says "expired in March"; Japanese 3月に切れた, or 期限は3月, 切れたのは3月 as a topic, 切れた3月."""
    if not cue.japanese:
        return 0 if before else WRONG_SIDE
    if not before:
        return WRONG_SIDE if folded[cue.end : cue.end + 1] == "は" and not cue.keys & TENSED else 0
    if not gap and _VERB_END.match(folded, cue.end - 1):
        return WRONG_SIDE if folded[cue.end - 1] == "た" else 2 * WRONG_SIDE
    topic = (
        gap.startswith(("のは", "のが", "日は", "日が", "のって")) or gap in ("", ":")
        if cue.keys & TENSED
        else gap != "、" and _TOPIC.match(gap)
    )
    return 0 if topic else 2 * WRONG_SIDE


def names(draft: Draft, day: date) -> bool:
    """Whether a date said by month and day is that day, or by its month alone the month that is on."""
    return draft.month == day.month and draft.day in (None, day.day) and draft.years in ((), (day.year,))


def near_today(draft: Draft) -> bool:
    """Whether a date is told relative to today and not counted: "tomorrow", "next month"."""
    return (bool(draft.periods) and not draft.counted) or draft.relative


def _acting(draft: Draft, cue: Cue, gap: str, scene: Scene) -> bool:
    """Whether a date is tied to an act by a small word ("by", までに) or is a day near today."""
    if len(gap) > ACTING or "、" in gap or ("," in gap and cue.start >= draft.end):
        return False
    nearby = near_today(draft)
    if cue.japanese:
        if cue.start < draft.end:
            return False
        found = scene.words.acting["ja"].match(gap) if "ja" in scene.words.acting else None
        return (found is not None and bool(found.group()) and len(gap) < 14) or (len(gap) < 4 and nearby)
    return nearby or _introduced(draft, scene)


def _introduced(draft: Draft, scene: Scene) -> bool:
    """Whether "by", "on", "as of" or the like stands right before a date or opens it."""
    words = scene.words.acting.get("en")
    left = scene.folded[: draft.start].split()[-2:] or [""]
    opening = scene.folded[draft.start : draft.end].split(None, 1)[0]
    beside = (left[-1], " ".join(left), opening)
    return words is not None and any(words.fullmatch(word) for word in beside)
