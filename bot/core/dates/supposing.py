"""Expiries that were only believed, feared or quoted, beside the one that holds: "my boss thinks it ran out in May, but
the certificate says 2 March", 1月に切れたかと焦りましたが、実際は8月31日まででした.

Alone such a date is all that is known, and counts.
"""

import re
from collections.abc import Sequence

from bot.core.dates.cues import Cue, named
from bot.core.dates.draft import Draft
from bot.core.dates.roles import Sense
from bot.core.dates.scene import SENTENCE, Scene

_QUOTED = re.compile(r"[ \t>]*")
"""What a line of somebody else's mail begins with."""
_IF_HAD = re.compile(r"(?:^|[.!?,;]\s+|\bbut )(?:and |but )?if\b[^.!?;]{0,80}\b(?:had|were|was to)\b[^.!?;,]{0,40}$")
"""Before the date of a case that is only thought of: "if it had expired on 1 March"."""
_ONCE = re.compile(r"(?:\((?:it )?was|\b(?:formerly|previously|instead of))[: ]+(?:the old )?$")
"""Before the end that a new one has taken the place of: "the new end date is 28 February 2019 (was 2018-02-28)"."""
_LONGEST = 160
"""How far before its date such a case is looked for, in characters."""
_REACH = 80
"""How far from its date a word of supposing may stand in its sentence, in characters."""
_BESIDE = 24
"""How far from its date may stand what a paper or a look at it says."""
_RENEWED = re.compile(r"(?:did the |did a |got |just |last )?(?:renew|extend)|更新|延長|継続")
_AND = re.compile(r"\b(?:and|plus|while)\b")
_AGAINST = re.compile(r"\b(?:but|though|although|however|yet|whereas|in fact|actually)\b")
_THAT = "と"
"""Ties what is written to a date before it."""


def outweighed(senses: Sequence[Sense], scene: Scene) -> list[Sense]:
    """The senses, those of expiries that were only supposed made `other` where one of the same thing is told for sure,
    or where it is said that nothing has expired yet."""
    told = list(zip(scene.drafts, senses, strict=True))
    if any("either" in cue.keys for cue in scene.cues):
        return [_as_likely(*pair) for pair in told]
    doubted = [_is_supposed(draft, scene) or _is_renewed(draft, scene) for draft, _ in told]
    sure = [
        draft for (draft, sense), doubt in zip(told, doubted, strict=True) if not doubt and _holds(draft, sense, scene)
    ]
    if not sure and any(sense.role == "expiry" and _is_governed(draft, scene) for draft, sense in told):
        return [_as_likely(*pair) for pair in told]
    return [
        sense._replace(role="other")
        if doubt and sense.role == "expiry" and _is_outweighed(draft, sure, scene)
        else sense
        for (draft, sense), doubt in zip(told, doubted, strict=True)
    ]


def _as_likely(draft: Draft, sense: Sense) -> Sense:
    """What is said of a date beside one that is only supposed: a day of which nothing is said may be the expiry."""
    may_be = sense.role == "none" and draft.day is not None and draft.month is not None
    return sense._replace(role="expiry") if may_be else sense


def _is_renewed(draft: Draft, scene: Scene) -> bool:
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
    if done is None or any(draft.end <= other.start < done.start for other in scene.drafts):
        return False
    return any(other.start >= done.end for other in scene.drafts)


def _is_outweighed(draft: Draft, sure: Sequence[Draft], scene: Scene) -> bool:
    if _is_renewed(draft, scene):
        return any(not _of_other_product(draft, one, scene) for one in sure)
    return any(not _of_another(draft, one, scene) for one in sure) or any(
        "unexpired" in cue.keys and cue.start >= draft.end and SENTENCE.search(scene.folded, draft.end, cue.start)
        for cue in scene.cues
    )


def _holds(draft: Draft, sense: Sense, scene: Scene) -> bool:
    """Whether a date is told to be the expiry, or a paper tells it."""
    if sense.role == "expiry":
        return True
    return sense.role == "none" and draft.day is not None and any(_attests(cue, draft, scene) for cue in scene.cues)


def _attests(cue: Cue, draft: Draft, scene: Scene) -> bool:
    """Whether a cue says right beside a date that somebody looked: "it says 2 March", 実際は8月31日, 28日とあり."""
    before = cue.end <= draft.start
    if not cue.keys & {"attested", "turns_out"} or not (before or scene.folded.startswith(_THAT, cue.start)):
        return False
    low, high = (cue.end, draft.start) if before else (draft.end, cue.start)
    return 0 <= high - low <= _BESIDE and not SENTENCE.search(scene.folded, low, high)


def _is_supposed(draft: Draft, scene: Scene) -> bool:
    """Whether a date stands in a quoted line, or is governed by a word of supposing, and nobody looked."""
    quoted = _depth(draft, scene) > min(_depth(other, scene) for other in scene.drafts)
    return quoted or (_is_governed(draft, scene) and not any(_attests(cue, draft, scene) for cue in scene.cues))


def _depth(draft: Draft, scene: Scene) -> int:
    """How many mails ago the line of a date was written: ">>" is the mail that the quoted one quotes."""
    line = scene.folded.rfind("\n", 0, draft.start) + 1
    marks = _QUOTED.match(scene.folded, line)
    return marks[0].count(">") if marks else 0


def _is_governed(draft: Draft, scene: Scene) -> bool:
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


def _of_another(one: Draft, two: Draft, scene: Scene) -> bool:
    """Whether two dates are told of two products: one is named before the first, another between them; or they are
    told one beside the other ("thinks it expired in May, and the box in March"), not one against the other."""
    first, second = sorted((one, two), key=lambda draft: draft.start)
    gap = scene.folded[first.end : second.start]
    beside = _AND.search(gap) and not _AGAINST.search(gap) and not SENTENCE.search(gap)
    return bool(beside) or _of_other_product(one, two, scene)


def _of_other_product(one: Draft, two: Draft, scene: Scene) -> bool:
    first, second = sorted((one, two), key=lambda draft: draft.start)
    return named(scene.names, 0, first.start) > 0 and named(scene.names, first.end, second.start) > 0
