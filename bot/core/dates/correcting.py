"""Dates that were taken back: 3月じゃなくて4月, "March, sorry, April", "no wait, wrong customer. 2018-04-10"."""

import re
from collections.abc import Sequence

from bot.core.dates.cues import Cue, named
from bot.core.dates.draft import Draft
from bot.core.dates.roles import Sense
from bot.core.dates.scene import Scene
from bot.core.model import Role

_TELLING = frozenset(("not", "correction", "turns_out"))
"""Keys of the words that take a date back or deny it."""
_AROUND = 14
"""How much may stand around a correction between two dates, in characters."""
_FAR = 40
"""How much may stand between two dates of which the later turns out to be the right one."""
_CLOSE = 4
"""How much may stand between a correction and the words that call it a mistake."""
_ARROW = re.compile(r"\s*(?:→|⇒|[-=]+>)\s*")
"""Leads from what was to what is: "expiry 2018/1/31 → 2019/1/31"."""
_LONG = 160
"""How much may stand between a date and the one that puts it right."""
_IT_WAS = re.compile(r"\b(?:it was|it is|it's|that's|should be|should read|must be)(?: on| in| the){0,2} $")
"""What stands right before the date that is right, behind an excuse: "sorry, I'm blind, it was 12 March"."""
_STOP = re.compile(r"(?<!\.)\.(?!\.)|[!?。\n]")
_NOW = re.compile(r"now\b|today\b|本日|今日")
_SETTLED = re.compile(
    r"\s*(?:$|[,.;:!?)。、]|(?:so|and|instead|i meant|i mean)\b"
    r"|(?:です|でした|だった|だと?|に?(?:切れ|満了|失効|期限)))"
)
"""What may stand behind the date that turned out to be right: its statement ends there. "But it was 1 June when we
noticed" and "but it's 15 June now" put nothing right."""


def uncorrected(drafts: Sequence[Draft], cues: Sequence[Cue], folded: str) -> list[Draft]:
    """Without the dates that were taken back, or said not to be meant."""
    drafts = _after_mistake(drafts, cues)
    cues = [cue for cue in cues if cue.keys & _TELLING]
    kept: list[Draft] = []
    begin: int | None = None
    day: int | None = None
    for place, draft in enumerate(drafts):
        after = drafts[place + 1] if place + 1 < len(drafts) else None
        denied = len(drafts) > 1 and _is_denied(draft, cues)
        taken_back = not denied and after is not None and _is_taken_back(draft, after, cues, folded)
        if taken_back or denied:
            same = [one for one in kept if _same(one, draft)]
            kept = [one for one in kept if one not in same]
            day = next((one.day for one in same), None)
            begin = next((one.start for one in same), begin)
            begin = draft.start if taken_back and begin is None else begin
            continue
        if begin is not None:
            if kept and kept[-1].day and kept[-1].month is None and draft.day is None:
                day = kept.pop().day  # "On the 10th. Sorry, of March, not of this month."
            draft = draft._replace(start=begin)
        kept.append(draft._replace(day=day) if day and draft.month and draft.day is None else draft)
        begin, day = None, None
    return kept


def _is_denied(draft: Draft, cues: Sequence[Cue]) -> bool:
    return any("not" in cue.keys and 0 <= draft.start - cue.end <= 1 for cue in cues)


def _is_taken_back(draft: Draft, after: Draft, cues: Sequence[Cue], folded: str) -> bool:
    """Whether a date is taken back for the one after it; not where that is denied: "the 28th I mean, not May"."""
    leads = _ARROW.fullmatch(folded, draft.end, after.start) is not None
    return leads or (not _is_denied(after, cues) and any(_corrects(cue, draft.end, after, folded) for cue in cues))


def _same(one: Draft, wrong: Draft) -> bool:
    """Whether a date told before is the one now said to be wrong: "on 20 March. Not March, May"."""
    if wrong.month is None or one.month != wrong.month or (one.years and wrong.years and one.years != wrong.years):
        return False
    return wrong.day is None or one.day == wrong.day


def righted(drafts: Sequence[Draft], senses: Sequence[Sense], scene: Scene) -> tuple[list[Draft], list[Sense]]:
    """The drafts and senses, an expiry that a later sentence puts right made `other`, the one that does so the expiry:
    "it expired 12 May 2019. Correction, I have the paper now and it reads 12 March"."""
    found, said = list(drafts), list(senses)
    for place, (draft, told) in enumerate(zip(drafts, senses, strict=True)):
        if told.role != "expiry" or place + 1 == len(drafts):
            continue
        after = place + 1
        if said[after].role in ("expiry", "none") and _puts_right(draft, drafts[after], said[after].role, scene):
            years = () if drafts[after].years or drafts[after].periods else draft.years
            found[after] = drafts[after]._replace(years=years) if years else drafts[after]
            said[after] = said[after]._replace(role="expiry", tense=said[after].tense or told.tense, firm=True)
            said[place] = told._replace(role="other")
    return found, said


def _puts_right(wrong: Draft, right: Draft, role: Role, scene: Scene) -> bool:
    """Whether words between two dates say that the first was wrong, and no other product begins there.

    role: of the second. What only happened on it ("my mistake. 20 May it all went red") puts nothing right.
    """
    another = named(scene.names, wrong.end, right.start) and named(scene.names, 0, wrong.start)
    if right.start - wrong.end > _LONG or another:
        return False
    between = [cue for cue in scene.cues if wrong.end <= cue.start and cue.end <= right.start]
    if not any(cue.keys & {"amends", "correction"} for cue in between):
        return False
    told = any("attested" in cue.keys for cue in between) or bool(_IT_WAS.search(scene.folded, 0, right.start))
    amends = [cue for cue in between if "amends" in cue.keys]
    settled = _SETTLED.match(scene.folded, right.end) is not None
    alone = settled and not scene.folded.endswith("as of ", 0, right.start)
    return told or (bool(amends) and (alone or role == "expiry"))


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
    if _STOP.search(folded, start, cue.start) and not _SETTLED.match(folded, after.end):
        return False  # "… 31 March. Oops! 20 May it all went red": something happened on that day.
    return "correction" in cue.keys and end - start <= (cue.end - cue.start) + _AROUND
