"""A count that runs from something else: "the icon went red on 10 April, that is three months back", "four months since
1 February", 2月からもう4ヶ月経って."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.core.dates.completion import near
from bot.core.dates.cues import Cue
from bot.core.dates.draft import Draft
from bot.core.dates.scene import SENTENCE, sentence
from bot.core.model import DateMention

_OTHER = frozenset(("other", "purchase", "renewal"))
_FROM = re.compile(r"(?:から|より)(?:もう|すでに|既に|かれこれ|はや)?、?")
_SINCE = re.compile(r" ?(?:since|from|after)? (?:on |in |the )?")


def told(found: Sequence[DateMention], drafts: Sequence[Draft], cues: Sequence[Cue], folded: str) -> list[DateMention]:
    """The mentions, counts since something other than the expiry made `other`, like the date that they run from."""
    kept = list(found)
    for place, (mention, draft) in enumerate(zip(found, drafts, strict=True)):
        if draft.lapsed and mention.role == "expiry" and _runs(place, found, cues, folded):
            kept[place] = replace(mention, role="other")
    return kept


def _runs(place: int, found: Sequence[DateMention], cues: Sequence[Cue], folded: str) -> bool:
    count = found[place]
    before, after = found[:place], found[place + 1 : place + 2]
    if any(_FROM.fullmatch(folded, one.end, count.start) for one in before[-1:]):
        return True
    if count.text.endswith("since") and any(_SINCE.fullmatch(folded, count.end, one.start) for one in after):
        return True
    return not _expires(count, cues, folded) and any(
        one.role in _OTHER and any(near(period, count) for period in one.readings) for one in before
    )


def _expires(count: DateMention, cues: Sequence[Cue], folded: str) -> bool:
    """Whether the sentence of a count tells of an expiry."""
    begin = sentence(folded, count.start)
    stop = SENTENCE.search(folded, count.end)
    end = stop.start() if stop else len(folded)
    return any("expiry" in cue.roles and begin <= cue.start < end for cue in cues)
