"""Whether a cue and a date stand in one clause, by what stands between them or opens it."""

import re

from bot.core.dates.cues import Cue
from bot.core.dates.draft import Draft
from bot.core.dates.scene import PAUSE, SENTENCE, Scene

_DESCRIBES = re.compile(r".{0,3}[ただる]")
"""The end of a Japanese verb right before the date that it describes: 店を閉めた5月に切れた."""
_REACH = 40
"""How far before a date what opens its clause is looked for, in characters."""
_OPENS = re.compile(r"(?:^|[,;.:!?(\n])\s*(?:(?:and|but|then|so|on|in|since|at|as of|the)\s+){0,3}$")
"""What stands before a date that opens a clause."""
_WHEN = re.compile(r",? ?(?:(?:was|is|that's|that was) )?(?:the day|the date|when)\b[^,.;?!]*$")
""" "31 May was when it ran out": what stands between ties the two together."""
_THAT = re.compile(r"[^。]*(?:それ|その日|この日|同日)[がは](?:まさに|ちょうど|実は)?")
"""3日前に警告が出て、それが満了日でした does, too."""
_THEN = re.compile(
    r"[^.;!?]*\bwhen\b[^.;!?]*,? (?:that|which|this) (?:was|is|would be|must have been) (?:on |in )?(?:the )?"
)
"""And "it ran out when we moved, that was 31 May"."""


def tied(before: bool, gap: str) -> bool:
    """Whether what stands between a date and a word of expiry says that they are of one day."""
    return bool(_THEN.fullmatch(gap) if before else _WHEN.match(gap) or _THAT.fullmatch(gap))


def elsewhere(cue: Cue, draft: Draft, before: bool, gap: str, scene: Scene) -> bool:
    """Whether a cue stands in the clause before a date that opens its own, or only describes it (店を閉めた5月)."""
    if not before:
        return False
    if cue.japanese:
        return bool(_DESCRIBES.fullmatch(scene.folded[cue.end - 1] + gap)) and _tells_of_expiry(draft, scene)
    if "since" in cue.keys and (_expired_before(cue, scene) or _expired_since(draft, scene)):
        return True
    apart = bool(PAUSE.search(gap)) or "since" in cue.keys
    return (
        apart
        and bool(_OPENS.search(scene.folded[max(0, draft.start - _REACH) : draft.start]))
        and _tells_of_expiry(draft, scene)
    )


def _expired_before(cue: Cue, scene: Scene) -> bool:
    """Whether a word of expiry stands before "since" in its clause: "running without a license since May"."""
    last = next((c for c in reversed(scene.cues) if c.end <= cue.start and "expiry" in c.roles), None)
    between = scene.folded[last.end : cue.start] if last else "."
    dated = last and any(last.end <= d.start < cue.start for d in scene.drafts)
    return not dated and not PAUSE.search(between) and not SENTENCE.search(between) and " and " not in between


def _expired_since(draft: Draft, scene: Scene) -> bool:
    """Whether a word of expiry follows a date at once: "it is already since 25 January expired"."""
    return any(
        "expiry" in c.roles and not scene.folded[draft.end : c.start].strip()
        for c in scene.cues
        if c.start >= draft.end
    )


def _tells_of_expiry(draft: Draft, scene: Scene) -> bool:
    """Whether the clause that follows a date tells of an expiry: "on 15 May the license expired", 15日にXが切れた."""
    rest = next((c for c in scene.cues if c.start >= draft.end and "expiry" in c.roles), None)
    between = scene.folded[draft.end : rest.start] if rest else "."
    dated = rest and any(draft.end <= d.start < rest.start for d in scene.drafts)
    return not dated and not PAUSE.search(between) and not SENTENCE.search(between)
