"""What a word of expiry is said of, where that is not the license; and what somebody let expire."""

import re
from collections.abc import Sequence

from bot.core.dates.cues import Cue, Span

REACH = 24
"""How far its subject may stand before a verb, in characters."""
_ITS_END = re.compile(r" (?:[a-z']+ ){0,2}|(?:[はがもを、 ][^。\n]{0,12})?")
"""What may stand between an errand and the words that it is done."""
_STOP = re.compile(r"[。\n]|[、,.!?]\s")
_OPEN = re.compile(
    r"\b(?:do|does|can|could|should|shall|may|might|must|will|would|if|when|say|suppose|plan\w*|want\w*|going|to|ok|"
    r"don't|won't|not|'ll)\b[^.!?]*$"
)
"""What leaves open whether something is done."""
_KANJI = re.compile(r"[一-鿿](?<![日月年末旬前後])")
"""Behind a date ("13日期限") it is the license's."""
_NUMBERED = re.compile(
    r"(?:[\s#.,、:/()-]|\b(?:no|nr|of|from|dated|is)\b|[付けのがは号番]|(?:\b[a-z]{1,3}-?)?\d+(?!\d)){0,24}+"
)
"""What stands between a paper and what is said of it: "quote no. Q-1105 of 2022-11-05, valid until"."""


def told(found: Sequence[Cue], folded: str, names: Sequence[Span]) -> list[Cue]:
    """The cues as their subjects make them: of another matter ("support for V5 ends", "the paperwork finished"), or
    past, if somebody let it happen ("let it expire").

    names: where products are named; they keep nothing apart.
    """
    subject: Cue | None = None
    kept: list[Cue] = []
    for place, cue in enumerate(found):
        before = found[place - 1] if place else None
        kept.append(_told(cue, before, subject, folded, names) if cue.roles == ("expiry",) else cue)
        subject = cue if "subject" in cue.keys else subject
    return kept


def _told(cue: Cue, before: Cue | None, subject: Cue | None, folded: str, names: Sequence[Span]) -> Cue:
    """before: the cue right before; subject: the last one that names another matter."""
    if _is_compound(cue, folded) or (subject and _is_of(subject, cue, before, folded, names)):
        return cue._replace(roles=("other",))
    if before and "errand" in before.keys and "done" in cue.keys and _ITS_END.fullmatch(folded, before.end, cue.start):
        return cue._replace(roles=("renewal",))
    if before and "let" in before.keys and _near(before, cue, folded, names) and _has_happened(before, folded):
        return cue._replace(keys=cue.keys - {"future"} | {"past"})
    return cue


def _has_happened(let: Cue, folded: str) -> bool:
    """Whether "let" is told of the past: "do we let it expire?" and "say we let it" are not."""
    return _OPEN.search(folded, max(0, let.start - REACH), let.start) is None


def _is_compound(cue: Cue, folded: str) -> bool:
    """Whether a word of expiry is the end of a longer one that no list has: 予算執行期限."""
    return "compound" in cue.keys and cue.start > 0 and _KANJI.match(folded, cue.start - 1) is not None


def _is_of(subject: Cue, cue: Cue, before: Cue | None, folded: str, names: Sequence[Span]) -> bool:
    """Whether a cue is said of a subject: right behind it, or with nothing but numbers in between."""
    if subject is before and _near(subject, cue, folded, names):
        return True
    return _NUMBERED.fullmatch(folded, subject.end, cue.start) is not None


def _near(one: Cue, other: Cue, folded: str, names: Sequence[Span]) -> bool:
    """Whether a cue stands shortly before another in one clause."""
    named = sum(end - start for start, end in names if one.end <= start and end <= other.start)
    return other.start - one.end - named <= REACH and not _STOP.search(folded, one.end, other.start)
