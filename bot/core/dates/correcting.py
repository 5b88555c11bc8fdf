"""Dates that were taken back: 3月じゃなくて4月, "March, sorry, April", "no wait, wrong customer. 2018-04-10"."""

import re
from collections.abc import Sequence

from bot.core.dates.cues import Cue
from bot.core.dates.draft import Draft

_AROUND = 14
"""How much may stand around a correction between two dates, in characters."""
_FAR = 40
"""How much may stand between two dates of which the later turns out to be the right one."""
_CLOSE = 4
"""How much may stand between a correction and the words that call it a mistake."""
_ARROW = re.compile(r"\s*(?:→|⇒|[-=]+>)\s*")
"""Leads from what was to what is: "expiry 2018/1/31 → 2019/1/31"."""
_STOP = re.compile(r"(?<!\.)\.(?!\.)|[!?。\n]")
_NOW = re.compile(r"now\b|today\b|本日|今日")
_SETTLED = re.compile(
    r"\s*(?:$|[,.;:!?)。、]|(?:so|and|instead)\b|(?:です|でした|だった|だと?|に?(?:切れ|満了|失効|期限)))"
)
"""What may stand behind the date that turned out to be right: its statement ends there. "But it was 1 June when we
noticed" and "but it's 15 June now" put nothing right."""


def uncorrected(drafts: Sequence[Draft], cues: Sequence[Cue], folded: str) -> list[Draft]:
    """Without the dates that were taken back, or said not to be meant."""
    drafts = _after_mistake(drafts, cues)
    kept: list[Draft] = []
    begin: int | None = None
    for place, draft in enumerate(drafts):
        after = drafts[place + 1] if place + 1 < len(drafts) else None
        leads = after and _ARROW.fullmatch(folded, draft.end, after.start)
        if after and (leads or any(_corrects(cue, draft.end, after, folded) for cue in cues)):
            begin = draft.start if begin is None else begin
            continue
        draft, begin = draft if begin is None else draft._replace(start=begin), None
        if len(drafts) > 1 and any("not" in c.keys and 0 <= draft.start - c.end <= 1 for c in cues):
            continue
        kept.append(draft)
    return kept


def _after_mistake(drafts: Sequence[Draft], cues: Sequence[Cue]) -> Sequence[Draft]:
    """The dates behind the last words that call what was said before a mistake; all, if there are no such words.

    Words that may mean something else ("wrong license") count right behind a correction ("sorry, ").
    """
    sorry = [cue.end for cue in cues if "correction" in cue.keys]
    said = [
        cue.end
        for cue in cues
        if "mistake" in cue.keys and ("correction" in cue.keys or any(0 <= cue.start - end <= _CLOSE for end in sorry))
    ]
    return [draft for draft in drafts if said and draft.start >= said[-1]] or drafts


def _corrects(cue: Cue, start: int, after: Draft, folded: str) -> bool:
    """Whether a cue takes back the date that ends at `start`: it is all that stands between that and the one after,
    give or take a few letters, or it says, right before the one after, that this is the right one."""
    end = after.start
    if not start <= cue.start or cue.end > end:
        return False
    if "turns_out" in cue.keys:
        near = end - cue.end <= _CLOSE and end - start <= _FAR and not _STOP.search(folded, start, cue.start)
        return near and not _NOW.match(folded, end) and _SETTLED.match(folded, after.end) is not None
    return "correction" in cue.keys and end - start <= (cue.end - cue.start) + _AROUND
