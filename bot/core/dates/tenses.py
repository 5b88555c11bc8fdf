"""When a date lies, by the words around it: behind, ahead, or near today."""

import re

from bot.core.dates.cues import Cue
from bot.core.dates.draft import Draft
from bot.core.dates.nearness import FAR
from bot.core.dates.resolution import Tense
from bot.core.dates.scene import SENTENCE, Scene
from bot.core.model import Role

_NO_TENSE: Tense = ""
ENDING = 14
"""How far from its date the end of a Japanese clause may stand."""
_CLAUSE_END = re.compile(r"[、。!?\n「」]")


def tense(role: Role, cue: Cue | None, draft: Draft, scene: Scene) -> Tense:
    """The tense of a date: that of its own cue, of what is not expired, of the nearest verb, of "still"."""
    if role in ("purchase", "renewal", "other"):
        return "past"
    if role in ("asked", "today"):
        return "future" if role == "asked" else "near"
    found = of_keys(cue.keys) or _ending(cue, draft, scene) if cue else ""
    if found == "future" and cue and "standing" in cue.keys and any("still" in c.keys for c in scene.cues):
        return ""
    if found or any("unexpired" in c.keys for c in scene.cues):
        return found or "future"
    return (
        _nearest(draft, scene)
        or _throughout(scene)
        or _at_the_end(scene)
        or ("past" if any("still" in c.keys for c in scene.cues) else "")
    )


def _ending(cue: Cue, draft: Draft, scene: Scene) -> Tense:
    """The tense of a Japanese clause, by its last verb: 満了いたしておりました, 満了日は10月31日でございました."""
    start = max(cue.end, draft.end)
    for one in scene.cues if cue.japanese else ():
        if "ending" in one.keys and 0 <= one.start - start <= ENDING:
            return "past" if not _CLAUSE_END.search(scene.folded, start, one.start) else ""
    return ""


def _nearest(draft: Draft, scene: Scene) -> Tense:
    """The tense of the nearest words in the same sentence that have one and speak of no other matter. A Japanese verb
    behind two dates is the later one's: 3/20切れ、振込は6/18になります."""
    nearest, told = FAR, _NO_TENSE
    for cue in scene.cues:
        inside = draft.start <= cue.start < draft.end  # Said of a date that was taken back.
        if inside or not of_keys(cue.keys) or (cue.roles and "expiry" not in cue.roles):
            continue
        low, high = (cue.end, draft.start) if cue.end <= draft.start else (draft.end, cue.start)
        apart = cue.japanese and any(draft.end <= other.start < cue.start for other in scene.drafts)
        if high - low < nearest and not apart and not SENTENCE.search(scene.folded, low, high):
            nearest, told = high - low, of_keys(cue.keys)
    return told


def _throughout(scene: Scene) -> Tense:
    """The tense of all words of expiry in a message about one date, where they agree: "Expired? Yes. May 20." """
    told = {of_keys(c.keys) for c in scene.cues if "expiry" in c.roles} - {_NO_TENSE}
    return told.pop() if len(told) == 1 and len(scene.drafts) == 1 else ""


def _at_the_end(scene: Scene) -> Tense:
    """The tense of a Japanese predicate behind all dates, said of each: A(10月20日)とB(10月31日)、もう切れてます."""
    last = max((draft.end for draft in scene.drafts), default=0)
    behind = [
        cue for cue in scene.cues if cue.japanese and cue.start >= last and "expiry" in cue.roles and of_keys(cue.keys)
    ]
    stopped = behind and SENTENCE.search(scene.folded, last, behind[0].start)
    return of_keys(behind[0].keys) if len(scene.drafts) > 1 and behind and not stopped else ""


def of_keys(keys: frozenset[str]) -> Tense:
    """The tense that the keys of a cue tell, if any."""
    if "past" in keys:
        return "past"
    return "future" if "future" in keys else ""
