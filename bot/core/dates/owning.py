"""Whether a cue has a date of its own, on the side where its language puts it: then it tells of no other."""

import re

from bot.core.dates.cues import Cue
from bot.core.dates.scene import PAUSE, SENTENCE, TENSED, Scene

_LEADS = re.compile(r"\s*(?:日|月)?(?:は|には|が|も|:|=)[、\s]*")
"""What ties a Japanese topic to the date behind it."""
_NOUN = re.compile(r"[一-鿿ァ-ヶーa-z]")
_OWN = 12
"""How near a date behind a verb must be for the verb to be its own."""
_CLAUSE = 40
"""How far behind a verb its date may stand in the verb's own clause."""


def astray(key: str, cue: Cue, before: bool, gap: str, scene: Scene) -> bool:
    """Whether a cue has a date of its own on its usual side, and this one stands on the other."""
    leads = _leads(cue, scene)
    if not (before or cue.japanese) and PAUSE.search(gap) and _goes_on(cue, scene):
        return True
    if before == leads or not _own(cue, scene):
        return False
    if key == "expiry":
        return cue.japanese and leads and not cue.keys & TENSED
    return not cue.japanese or bool(PAUSE.search(scene.folded[cue.end - 1] + gap))


def _goes_on(cue: Cue, scene: Scene) -> bool:
    """Whether the clause that a cue stands in has a date of its own behind it: "…, we booked the license on 20 May"."""
    gaps = (scene.folded[cue.end : d.start] for d in scene.drafts if 0 <= d.start - cue.end <= _CLAUSE)
    return any(not SENTENCE.search(gap) and not PAUSE.search(gap) for gap in gaps)


def _leads(cue: Cue, scene: Scene) -> bool:
    """Whether a cue stands before its date: in English, and as a Japanese topic or label (請求書には2017.9.28)."""
    label = bool(_NOUN.match(scene.folded, cue.end - 1))
    return not cue.japanese or any(_LEADS.fullmatch(gap) or (label and not gap) for gap in _behind(cue, scene))


def _own(cue: Cue, scene: Scene) -> bool:
    """Whether a date stands right beside a cue, on the side where its language puts it: it tells of no other."""
    gaps = _behind(cue, scene)
    if not _leads(cue, scene):
        gaps = [scene.folded[draft.end : cue.start] for draft in scene.drafts if 0 <= cue.start - draft.end <= _OWN]
    return any(not SENTENCE.search(gap) and not PAUSE.search(gap.replace(":", "")) for gap in gaps)


def own_behind(cue: Cue, scene: Scene) -> bool:
    """Whether a date stands right behind a cue: then "when it ended on 29 March" ties nothing else to it."""
    return any(not SENTENCE.search(gap) for gap in _behind(cue, scene))


def _behind(cue: Cue, scene: Scene) -> list[str]:
    """What stands between a cue and each date right behind it."""
    return [scene.folded[cue.end : draft.start] for draft in scene.drafts if 0 <= draft.start - cue.end <= _OWN]
