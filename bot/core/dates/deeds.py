"""What someone did on a day, in words that are no cue: "we signed off on it in May 2016", 2016年5月に納めた.

A license does nothing that people do: better to ask for its expiry than to take such a day for it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.core.dates.cues import Cue
from bot.core.dates.scene import SENTENCE
from bot.core.model import DateMention

_STOPS = re.compile(r"[,:()\[\]|]|\b(?:and|but|so|that|which|because|as|while|whether|if)\b")
_ON = re.compile(r"\b(?:in|on|at|during|early|late|back in|around|about)(?: the)? $|^(?:in|on|the|early|late|last)\b")
"""What ties a day to a deed: "in" before it, or as its first word."""
_AT = re.compile(
    r"(?:頃|ごろ)?に(?!\s*(?:[!?。、]|$)|な|表示|記載|書(?!き上|き終|きまし)|出|は[、期]|期|切|満|失|終|到|迎|、)"
    r"|から(?![\d一二三四五六七八九十今本の]|切|期|満|失|終|無効|使え|止)"
)
"""A day on which something was done, or since which it is so, in Japanese; not 3月31日になっています, nor what is told
of an end."""
_WAS = re.compile(
    r"\b(?:was|were|been|got) (?:\w+(?:ed|en)|sent|made|set|put|done|sold|built|held)(?: on| in| the){0,2} $"
)
"""What was done on the day that follows, whoever did it: "the order was placed 10 April"."""
_GOT = re.compile(
    r"(?:^|[.!?;,]\s+|\b(?:we|i|they|he|she) )(?:got|have had|had) "
    r"(?!a |an |the |no |word\b|back\b|told\b|until\b|till\b)"
    r"[^.!?;,]{3,60} (?:in|on|around|early|late|back in)(?: the)? $"
)
"""Somebody got something on the day that follows: "got EPS from our dealer in May 2016"."""
_IF = re.compile(
    r"(?:^|[.!?;,]\s+)(?:and |but |so |ok |now )*(?:what )?if "
    r"(?!(?:it|that|this)(?:'s| is| was| were| had been| would be)\b)"
    r"(?:(?!\b(?:reads?|says?|shows?|states?)\b)[^.!?;,])*$"
)
"""Opens a case in which something is done on a day: "and if the form only gets there on 12 December"."""
_THEN = re.compile(r"(?:に|まで|以降|ごろ)[^、。!?\n]{0,16}(?:たら|れば|なら|場合|としたら)")
"""And what follows such a day in Japanese: 12日に出したら."""
_OF_END = re.compile(r"expir|lapse|\bend|r[au]n out|runs out|stop|due\b|valid|期限|切れ|満了|いつまで|いつが")
_NEAR = 24
"""How near the end must be told that nobody knows."""
_REACH = 120


def told(mentions: Sequence[DateMention], cues: Sequence[Cue], folded: str) -> tuple[DateMention, ...]:
    """The mentions, those of which no cue speaks, but that are the day of something people did, or stand before the
    words that nobody knows the expiry, made `other`; those of a case that is put made days of acting."""
    return tuple(_of(when, cues, folded) if when.role == "none" else when for when in mentions)


def _of(when: DateMention, cues: Sequence[Cue], folded: str) -> DateMention:
    """A mention of which no cue speaks, as the day of what is done, or may be done, on it."""
    if _IF.search(folded, max(0, when.start - _REACH), when.start) or _THEN.match(folded, when.end):
        return replace(when, role="asked")
    return replace(when, role="other") if _done(when, cues, folded) else when


def _done(when: DateMention, cues: Sequence[Cue], folded: str) -> bool:
    if any(
        "unknown" in cue.keys and cue.start >= when.end and _OF_END.search(folded, cue.start, cue.end + _NEAR)
        for cue in cues
    ):
        return True
    if _GOT.search(folded, max(0, when.start - _REACH), when.start):
        return True
    if _AT.match(folded, when.end) or _WAS.search(folded, 0, when.start):
        return True
    if not (_ON.search(folded[: when.start]) or _ON.match(folded[when.start : when.end])):
        return False
    begin = _clause(folded, when.start)
    keys = {key for cue in cues if begin <= cue.start < when.start for key in cue.keys}
    return "someone" in keys and not keys & {"knows", "expiry", "end"}


def _clause(folded: str, place: int) -> int:
    """Where the clause around a place begins."""
    ends = [match.end() for pattern in (_STOPS, SENTENCE) for match in pattern.finditer(folded, 0, place)]
    return max(ends, default=0)
