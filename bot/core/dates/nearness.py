"""How near a cue is to a date: what stands between them, and on which side its language puts it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from bot.core.dates.cues import Cue, Cues
from bot.core.dates.draft import Draft
from bot.core.dates.table import Span

SENTENCE = re.compile(r"[。！？!?;\n]+|\.(?=\s|$|[^\x00-\x7f])")
_PAUSE = re.compile(r"[、,;()（）:：]")
_QUOTE = re.compile(r"[「『\"]")
"""What someone said or a screen shows begins: "today he asked, "is it expired?"" tells nothing of today."""
_TOPIC = re.compile(
    r"(?:の(?:欄|項目?|箇所|ところ|所|記載|表示|日付|日|末日|最終日))?(?:日|月)?\s*(?:は|が|も|:|：|に|の|まで|って|=|は、|が、|には|では)?\s*(?:、)?\s*$"
)
NEVER = float("inf")
_LEADS = re.compile(r"\s*(?:日|月)?(?:は|には|が|も|:|=)[、\s]*")
"""What ties a Japanese topic to the date behind it."""
_DESCRIBES = re.compile(r".{0,3}[ただる]")
"""The end of a Japanese verb right before the date that it describes: 店を閉めた5月に切れた."""
_NOUN = re.compile(r"[一-鿿ァ-ヶーa-z]")
_OPENS = re.compile(r"(?:^|[,;.:!?(\n])\s*(?:(?:and|but|then|so|on|in|since|at|as of)\s+){0,3}$")
"""What stands before a date that opens a clause."""
_TENSED = frozenset(("past", "future"))
_VERB_END = re.compile(r"(?![はがのにをでともれ])[ぁ-ん、]")
"""The last letter of a verb: it stands behind its date, 切れた before one that it describes."""

_WHEN = re.compile(r",? ?(?:(?:was|is|that's|that was) )?(?:the day|the date|when)\b[^,.;?!]*$")
""" "31 May was when it ran out": what stands between ties the two together."""
_THAT = re.compile(r"[^。]*(?:それ|その日|この日|同日)[がは](?:まさに|ちょうど|実は)?")
"""3日前に警告が出て、それが満了日でした does, too."""
_THEN = re.compile(
    r"[^.;!?]*\bwhen\b[^.;!?]*,? (?:that|which|this) (?:was|is|would be|must have been) (?:on |in )?(?:the )?"
)
"""And "it ran out when we moved, that was 31 May"."""

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
OWN = 12
"""How near a date behind a verb must be for the verb to be its own."""
CLAUSE = 40
"""How far behind a verb its date may stand in the verb's own clause."""
WEAK = 3
"""What "fine" and "dated" cost, so that what is told in full goes first (期限が3月31日なら, 5月1日付の請求書)."""


class Scene(NamedTuple):
    """All that a date is judged by: the text in lower case, its cues, the words they come from, its dates, today."""

    folded: str
    cues: Sequence[Cue]
    words: Cues
    drafts: Sequence[Draft]
    today: date
    heads: Mapping[int, Span] = MappingProxyType({})
    """The head of its column for each date in a table, by where the date starts."""


def cost(key: str, draft: Draft, cue: Cue, scene: Scene) -> float:
    """How far a cue is from a date, in characters with penalties; infinite where it cannot belong to it."""
    if draft.start in scene.heads:
        start, end = scene.heads[draft.start]
        return 0 if start <= cue.start < end else NEVER
    return _way(key, draft, cue, scene)


def _way(key: str, draft: Draft, cue: Cue, scene: Scene) -> float:
    before = cue.start < draft.start
    if cue.start < draft.end and cue.end > draft.start and not (before and key == "expiry"):
        return NEVER
    low, high = (min(cue.end, draft.start), draft.start) if before else (draft.end, cue.start)
    if high - low > BESIDE.get(key, FAR) or (not before and _LABELLED.match(scene.folded, cue.end)):
        return NEVER
    gap = scene.folded[low:high]
    if key == "expiry" and _tied(before, gap) and not _own_behind(cue, scene):
        return 0
    paused = bool(_PAUSE.search(gap.strip()[:-1] if before else gap))
    if _astray(key, cue, before, gap, scene):
        return NEVER
    stop = bool(SENTENCE.search(gap))
    if (
        (key != "expiry" and _elsewhere(cue, draft, before, gap, scene))
        or _barred(key, draft, before, stop, scene.today)
        or (key == "asked" and not _acting(draft, cue, gap, scene))
    ):
        return NEVER
    way = len(gap) + ACROSS_SENTENCE * stop + ACROSS_PAUSE * paused
    if len(scene.drafts) > 1 and any(low <= d.start < high for d in scene.drafts if d is not draft):
        way += ACROSS_DATE
    side = WEAK if key in ("fine", "dated") else _side(cue, before, gap, scene.folded)
    far = (draft.bare_year and not before and way > NEAR_YEAR) or (
        near_today(draft) and (side > WRONG_SIDE or (key == "expiry" and bool(_QUOTE.search(gap))))
    )
    return NEVER if far else way + side


def _tied(before: bool, gap: str) -> bool:
    """Whether what stands between a date and a word of expiry says that they are of one day."""
    return bool(_THEN.fullmatch(gap) if before else _WHEN.match(gap) or _THAT.fullmatch(gap))


def _astray(key: str, cue: Cue, before: bool, gap: str, scene: Scene) -> bool:
    """Whether a cue has a date of its own on its usual side, and this one stands on the other."""
    leads = _leads(cue, scene)
    if not (before or cue.japanese) and _PAUSE.search(gap) and _goes_on(cue, scene):
        return True
    if before == leads or not _own(cue, scene):
        return False
    if key == "expiry":
        return cue.japanese and leads and not cue.keys & _TENSED
    return not cue.japanese or bool(_PAUSE.search(scene.folded[cue.end - 1] + gap))


def _goes_on(cue: Cue, scene: Scene) -> bool:
    """Whether the clause that a cue stands in has a date of its own behind it: "…, we booked the license on 20 May"."""
    gaps = (scene.folded[cue.end : d.start] for d in scene.drafts if 0 <= d.start - cue.end <= CLAUSE)
    return any(not SENTENCE.search(gap) and not _PAUSE.search(gap) for gap in gaps)


def _leads(cue: Cue, scene: Scene) -> bool:
    """Whether a cue stands before its date: in English, and as a Japanese topic or label (請求書には2017.9.28)."""
    label = bool(_NOUN.match(scene.folded, cue.end - 1))
    return not cue.japanese or any(_LEADS.fullmatch(gap) or (label and not gap) for gap in _behind(cue, scene))


def _own(cue: Cue, scene: Scene) -> bool:
    """Whether a date stands right beside a cue, on the side where its language puts it: it tells of no other."""
    gaps = _behind(cue, scene)
    if not _leads(cue, scene):
        gaps = [scene.folded[draft.end : cue.start] for draft in scene.drafts if 0 <= cue.start - draft.end <= OWN]
    return any(not SENTENCE.search(gap) and not _PAUSE.search(gap.replace(":", "")) for gap in gaps)


def _own_behind(cue: Cue, scene: Scene) -> bool:
    """Whether a date stands right behind a cue: then "when it ended on 29 March" ties nothing else to it."""
    return any(not SENTENCE.search(gap) for gap in _behind(cue, scene))


def _behind(cue: Cue, scene: Scene) -> list[str]:
    """What stands between a cue and each date right behind it."""
    return [scene.folded[cue.end : draft.start] for draft in scene.drafts if 0 <= draft.start - cue.end <= OWN]


def _elsewhere(cue: Cue, draft: Draft, before: bool, gap: str, scene: Scene) -> bool:
    """Whether a cue stands in the clause before a date that opens its own, or only describes it (店を閉めた5月)."""
    if not before:
        return False
    if cue.japanese:
        return bool(_DESCRIBES.fullmatch(scene.folded[cue.end - 1] + gap)) and _tells_of_expiry(draft, scene)
    if "since" in cue.keys and _expired_before(cue, scene):
        return True
    apart = bool(_PAUSE.search(gap)) or "since" in cue.keys
    return apart and bool(_OPENS.search(scene.folded[: draft.start])) and _tells_of_expiry(draft, scene)


def _expired_before(cue: Cue, scene: Scene) -> bool:
    """Whether a word of expiry stands before "since" in its clause: "running without a license since May"."""
    last = next((c for c in reversed(scene.cues) if c.end <= cue.start and "expiry" in c.roles), None)
    between = scene.folded[last.end : cue.start] if last else "."
    dated = last and any(last.end <= d.start < cue.start for d in scene.drafts)
    return not dated and not _PAUSE.search(between) and not SENTENCE.search(between) and " and " not in between


def _tells_of_expiry(draft: Draft, scene: Scene) -> bool:
    """Whether the clause that follows a date tells of an expiry: "on 15 May the license expired", 15日にXが切れた."""
    rest = next((c for c in scene.cues if c.start >= draft.end and "expiry" in c.roles), None)
    between = scene.folded[draft.end : rest.start] if rest else "."
    dated = rest and any(draft.end <= d.start < rest.start for d in scene.drafts)
    return not dated and not _PAUSE.search(between) and not SENTENCE.search(between)


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
        return WRONG_SIDE if folded[cue.end : cue.end + 1] == "は" and not cue.keys & _TENSED else 0
    if not gap and _VERB_END.match(folded, cue.end - 1):
        return WRONG_SIDE if folded[cue.end - 1] == "た" else 2 * WRONG_SIDE
    topic = (
        gap.startswith(("のは", "のが", "日は", "日が", "のって")) or gap in ("", ":")
        if cue.keys & _TENSED
        else gap != "、" and _TOPIC.match(gap)
    )
    return 0 if topic else 2 * WRONG_SIDE


def names(draft: Draft, day: date) -> bool:
    """Whether a date said by month and day is that day."""
    return (draft.month, draft.day) == (day.month, day.day) and draft.years in ((), (day.year,))


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
