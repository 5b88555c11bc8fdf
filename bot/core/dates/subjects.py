"""What a word of expiry is said of, where that is not the license; and what somebody let expire."""

import re
from collections.abc import Sequence

from bot.core.dates import what_ended
from bot.core.dates.cues import Cue, Cues, Span, named

REACH = 24
"""How far its subject may stand before a verb, in characters."""
_NEXT = 5
"""Among so many cues behind an end what ended is looked for."""
_ITS_END = re.compile(r" (?:[a-z']+ ){0,2}|(?:[はがもを、 ][^。\n]{0,12})?")
"""What may stand between an errand and the words that it is done."""
_STOP = re.compile(r"[。\n]|[、,.!?]\s")
_WAS = re.compile(r"[^,.!?;\n]{0,24} (?:was|is) (?:the |our |only |just |their |[\w']+ ){0,4}|た?のは[^。、\n]{0,12}")
"""Between an end and what ended, told behind it."""
_SUPPORT = re.compile(r" (?:(?!and\b|but\b)[\w.]+ ){0,5}?(?:support|maintenance)(?= (?:on|in|at|by|for)\b|[.,;]|$)")
""" "Ended support", "ended Server 2012 R2 support"."""
_KANJI = re.compile(r"[一-鿿](?<![日月年末旬前後])")
"""Behind a date ("13日期限") it is the license's."""
_ITSELF = re.compile(r"[がはも]")
"""Behind a product: it is the subject, not what stood before it."""
_NUMBERED = re.compile(
    r"(?:[\s#.,、:/()-]|\b(?:no|nr|of|from|dated|is)\b|[付けのがはに号番「『]|(?:\b[a-z]{1,3}-?)?\d+(?!\d)){0,24}+"
)
"""What stands between a paper and what is said of it: "quote no. Q-1105 of 2022-11-05, valid until"."""


def told(found: Sequence[Cue], folded: str, text: str, cues: Cues, names: Sequence[Span]) -> list[Cue]:
    """The cues as their subjects make them: of nothing ("no idea when it expires"), of another matter ("support for
    V5 ends", "the paperwork finished"), or past, if somebody let it happen ("let it expire").

    text: the message as typed. names: where products are named; they keep nothing apart.
    """
    subject: Cue | None = None
    kept: list[Cue] = []
    for place, cue in enumerate(found):
        before = found[place - 1] if place else None
        if before and not cue.japanese and before.roles[:1] == ("asked",) and subject and "subject" in subject.keys:
            before = subject  # "The quote for renewing it is good until …".
        if cue.roles == ("expiry",) and (
            _is_of_later(cue, found[place + 1 : place + _NEXT], folded)
            or (not _is_known(before) and what_ended.is_foreign(cue, folded, text, cues, names))
        ):
            cue = cue._replace(roles=("other",))
        if cue.roles == ("expiry",):
            kept.append(_let(_told(cue, before, subject, folded, names), before, folded, cues, names))
        else:
            kept.append(cue)
        subject = cue if "subject" in cue.keys else subject
    return kept


def _is_known(before: Cue | None) -> bool:
    """Whether the word before tells already that something else is spoken of."""
    return before is not None and before.roles[:1] == ("other",)


def _told(cue: Cue, before: Cue | None, subject: Cue | None, folded: str, names: Sequence[Span]) -> Cue:
    """before: the cue right before; subject: the last one that names another matter."""
    if before and "unknown" in before.keys and _near(before, cue, folded, names):
        return cue._replace(roles=())
    if before and "denied" in before.keys and _near(before, cue, folded, names):
        return cue._replace(roles=("other",))  # "I doubt that it expired on 31 May".
    if _is_compound(cue, folded) or (subject and _is_of(subject, cue, before, folded, names)):
        return cue._replace(roles=("other",))
    errand = before and "errand" in before.keys and "done" in cue.keys
    if before and errand and _ITS_END.fullmatch(_without(names, folded, before.end, cue.start)):
        return cue._replace(roles=("renewal",))
    return cue


def _without(names: Sequence[Span], folded: str, low: int, high: int) -> str:
    """What stands between two places, without the names of products."""
    inside = [(start, end) for start, end in names if low <= start and end <= high]
    pieces = [
        folded[one:other]
        for one, other in zip([low, *(end for _, end in inside)], [*(start for start, _ in inside), high], strict=True)
    ]
    return "".join(pieces).replace("  ", " ")


def _let(cue: Cue, before: Cue | None, folded: str, cues: Cues, names: Sequence[Span]) -> Cue:
    """A cue of what was let happen; "do we let it expire?" and "say we let it" are still open."""
    if not before or "let" not in before.keys or not _near(before, cue, folded, names):
        return cue
    start = max(_sentence(folded, before.start), before.start - REACH)
    is_open = cues.undecided.search(folded, start, before.start)
    return cue if is_open else cue._replace(keys=cue.keys - {"future"} | {"past"})


def _sentence(folded: str, place: int) -> int:
    """Where the sentence of a place begins."""
    return max((folded.rfind(mark, 0, place) + 1 for mark in ".!?"), default=0)


def _is_compound(cue: Cue, folded: str) -> bool:
    """Whether a word of expiry is the end of a longer one that no list has: 予算執行期限."""
    return "compound" in cue.keys and cue.start > 0 and _KANJI.match(folded, cue.start - 1) is not None


def _is_of(subject: Cue, cue: Cue, before: Cue | None, folded: str, names: Sequence[Span]) -> bool:
    """Whether a cue is said of a subject: right behind it, where no product is named in between as what it is said
    of (がはも), or with nothing but numbers in between."""
    if subject is before and _near(subject, cue, folded, names):
        return not any(subject.end <= start and end <= cue.start and _ITSELF.match(folded, end) for start, end in names)
    return _NUMBERED.fullmatch(folded, subject.end, cue.start) is not None


def _is_of_later(cue: Cue, after: Sequence[Cue], folded: str) -> bool:
    """Whether a sentence tells at its end what ended: "what ended on 31 January was the maintenance contract"."""
    if folded.startswith("end", cue.start) and _SUPPORT.match(folded, cue.end):
        return True
    subject = next((one for one in after if "subject" in one.keys), None)
    return subject is not None and _WAS.fullmatch(folded, cue.end, subject.start) is not None


def _near(one: Cue, other: Cue, folded: str, names: Sequence[Span]) -> bool:
    """Whether a cue stands shortly before another in one clause."""
    apart = other.start - one.end - named(names, one.end, other.start)
    return apart <= REACH and not _STOP.search(folded, one.end, other.start)
