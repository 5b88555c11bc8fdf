"""Whether a date is only heard of: believed, feared, thought of, quoted, or told before a renewal that lies behind."""

import re

from bot.core.dates.cues import Cue
from bot.core.dates.draft import Draft
from bot.core.dates.scene import SENTENCE, Scene

_QUOTED = re.compile(r"[ \t>]*")
"""What a line of somebody else's mail begins with."""
_IF_HAD = re.compile(
    r"(?:^|[.!?,;]\s+|\bbut )(?:and |but )?if\b(?! i (?:were|was))[^.!?;]{0,80}\b(?:had|were|was to)\b[^.!?;,]{0,40}$"
)
"""Before the date of a case that is only thought of: "if it had expired on 1 March"."""
_ONCE = re.compile(r"(?:\((?:it )?was|\b(?:formerly|previously|instead of))[: ]+(?:the old )?$")
"""Before the end that a new one has taken the place of: "the new end date is 28 February 2019 (was 2018-02-28)"."""
_LONGEST = 160
"""How far before its date such a case is looked for, in characters."""
_REACH = 80
"""How far from its date a word of supposing may stand in its sentence, in characters."""
_BESIDE = 24
"""How far from its date may stand what a paper or a look at it says."""
_NOT = re.compile(
    r"\b(?:nobody|no one|never|not|didn't|haven't|hasn't|wasn't|without|forgot to|failed to|should have)\b[^.!?]*$"
)
_RENEWED = re.compile(r"(?:did the |did a |got |just |last )?(?:renew|extend)|更新|延長|継続")
_THAT = "と"
"""Ties what is written to a date before it."""


def depth(draft: Draft, scene: Scene) -> int:
    """How many mails ago the line of a date was written: ">>" is the mail that the quoted one quotes."""
    line = scene.folded.rfind("\n", 0, draft.start) + 1
    marks = _QUOTED.match(scene.folded, line)
    return marks[0].count(">") if marks else 0


def is_supposed(draft: Draft, scene: Scene) -> bool:
    """Whether a word of supposing speaks of a date, and nobody looked."""
    return is_governed(draft, scene) and not any(attests(cue, draft, scene) for cue in scene.cues)


def is_governed(draft: Draft, scene: Scene) -> bool:
    """Whether a word of supposing speaks of a date, or it stands in a case that is only thought of."""
    if any(_governs(cue, draft, scene) for cue in scene.cues):
        return True
    begin = max(0, draft.start - _LONGEST)
    return any(pattern.search(scene.folded, begin, draft.start) for pattern in (_IF_HAD, _ONCE))


def _governs(cue: Cue, draft: Draft, scene: Scene) -> bool:
    """Whether a word of supposing speaks of a date: before it, in Japanese behind it (と思い込んで), but for もし."""
    before = cue.end <= draft.start
    if not ("supposing" in cue.keys if before and cue.japanese else "supposed" in cue.keys and before != cue.japanese):
        return False
    low, high = (cue.end, draft.start) if before else (draft.end, cue.start)
    between = any(low <= other.start < high for other in scene.drafts if other is not draft)
    return high - low <= _REACH and not between and not SENTENCE.search(scene.folded, low, high)


def is_renewed(draft: Draft, scene: Scene) -> bool:
    """Whether a license is said to have been renewed after a date, before another is told: "expired in March 2018, we
    renewed it that June, it now says 31 March 2019"."""
    done = next(
        (
            c
            for c in scene.cues
            if c.start >= draft.end and "renewal" in c.keys and _RENEWED.match(scene.folded, c.start)
        ),
        None,
    )
    if done is None or _NOT.search(scene.folded, max(0, done.start - _BESIDE), done.start):
        return False
    if scene.folded.startswith(" nothing", done.end) or any(
        draft.end <= other.start < done.start for other in scene.drafts
    ):
        return False
    return any(other.start >= done.end for other in scene.drafts)


def attests(cue: Cue, draft: Draft, scene: Scene) -> bool:
    """Whether a cue says right beside a date that somebody looked: "it says 2 March", 実際は8月31日, 28日とあり."""
    before = cue.end <= draft.start
    if not cue.keys & {"attested", "turns_out"} or not (before or scene.folded.startswith(_THAT, cue.start)):
        return False
    low, high = (cue.end, draft.start) if before else (draft.end, cue.start)
    return 0 <= high - low <= _BESIDE and not SENTENCE.search(scene.folded, low, high)
