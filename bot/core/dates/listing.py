"""Which dates share what is said of one of them: a list of expiries, a date told twice."""

import re
from collections.abc import Sequence

from bot.core.dates.cues import Cue, named
from bot.core.dates.draft import Draft
from bot.core.dates.roles import Sense
from bot.core.dates.scene import SENTENCE, Scene

_PREDICATE = re.compile(r"(?:て|し|ので|けど|すが|たが|から|たら)、|[a-z]ed ")
"""Ends a statement of its own, before the next date."""
_LATIN = re.compile(r"[a-z]{2} ")
_STATEMENT = re.compile(
    r"\b(?:is|are|be|have|has|had|can|could|will|would|should|may|might|do|does|did|i|we|my|he|she|they|you|until|till|came|went|left|took|gave|met|saw|"
    r"by|before|because|so|but|if|when|now|it's|today|support|(?!according)\w{3,9}ing)\b|が、|すが|ので|のに|だった(?!か)|でした(?!か)|せいで|けど|から|て[、い]|し、|たら|まで|今|もう(?![1一片ひ])|ます|^(?:に|で)[^、]"
)
"""Words of another statement: what follows them is no longer a list."""
_LISTED = re.compile(
    r"\s*(?:$|[)」](?!まで|[にはがの])|[,.;、。!?\n]|(?:and|or|for|respectively|according)\b|\([^()]{1,20}\)|です|でした|だ|に?切|に?満了|と|で(?=[す、し])|の?期限|かな)"
)
"""What may stand behind the later dates of a list."""
_AGAIN = re.compile(r"[\s,、(（「:：=/-]*(?:that is|i\.e\.|namely|つまり|すなわち)?[\s,、:：]*(?:on|in)?\s*(?:the)?\s*")
"""What stands between a date and the same one told more closely: "in March (the 15th)"."""
_UNTIL = re.compile(r"\b(?:until|till)\s*$")
"""Said before each date of a list: "fine until 9 December, the other until 20 January"."""
_TELLING = frozenset(("expiry", "purchase", "renewal"))
LONGEST = 60
"""How much may stand between two dates of a list, in characters."""


def shared(senses: Sequence[Sense], scene: Scene) -> list[Sense]:
    """A date of which nothing is said shares the expiry of a list: "A は 2018/3/31、B は 2018/5/10 に切れました"."""
    found = list(senses)
    for place, (draft, own) in enumerate(zip(scene.drafts, senses, strict=True)):
        if own.role == "other" and place and _is_since(draft, scene.drafts[place - 1], senses[place - 1], scene):
            found[place] = senses[place - 1]
        if own.role != "none":
            continue
        beside = [n for n, s in enumerate(senses) if s.role == "expiry" and _shares(draft, scene.drafts[n], scene)]
        if beside:
            first = scene.drafts[beside[0]]
            found[place] = own._replace(
                role="expiry", tense=senses[beside[0]].tense, firm=_of_another(draft, first, scene)
            )
        for other in beside if _told_of_both(draft, beside, scene) else []:
            found[other] = senses[other]._replace(firm=True)
    return found


def _is_since(draft: Draft, before: Draft, told: Sense, scene: Scene) -> bool:
    """Whether a date goes on with the one before: "A has been expired since March 2017 and B since 4 April"."""
    since = all(scene.folded.endswith("since ", 0, one.start) for one in (before, draft))
    return since and told.role == "expiry" and not SENTENCE.search(scene.folded, before.end, draft.start)


def _of_another(one: Draft, two: Draft, scene: Scene) -> bool:
    """Whether another product is named between two dates: "EPS expired on 31 January, the option on 30 April"."""
    return named(scene.names, min(one.end, two.end), max(one.start, two.start)) > 0


def _told_of_both(draft: Draft, beside: Sequence[int], scene: Scene) -> bool:
    """Whether what is said of the later date is said of the one before it too: "A 3/31, B 6/30 expired"."""
    return any(draft.start < scene.drafts[place].start for place in beside)


def _shares(one: Draft, two: Draft, scene: Scene) -> bool:
    """Whether a date of the calendar stands in one list with another, of which it is said that it is the expiry."""
    first, second = sorted((one, two), key=lambda draft: draft.start)
    if not one.periods and _AGAIN.fullmatch(scene.folded[first.end : second.start]):
        return True
    topic = scene.folded[one.start - 1 : one.start] in ("は", "が")
    if (one.month is None or one.relative or one.periods or one.feast is not None) and not (topic and one is first):
        return False
    return _listed_before(one, two, scene, topic) if one is first else _listed_after(one, two, scene)


def _listed_before(one: Draft, two: Draft, scene: Scene, topic: bool) -> bool:
    gap = scene.folded[one.end : two.start]
    return (
        not any(_TELLING & cue.keys and one.end <= cue.start < two.start for cue in scene.cues)
        and not _PREDICATE.search(gap)
        and not SENTENCE.search(gap)
        and not _STATEMENT.search(gap)
        and (one.day is not None or topic or not _LATIN.search(gap))
    )


def _listed_after(one: Draft, two: Draft, scene: Scene) -> bool:
    """Whether nothing but another subject stands between what was said of `two` and this date, and nothing behind."""
    last = max((cue.end for cue in scene.cues if _between(cue, two, one)), default=two.end)
    gap = scene.folded[last : one.start]
    if _UNTIL.search(scene.folded[: two.start]):
        gap = _UNTIL.sub("", gap)
    if one.day is None and SENTENCE.search(gap):
        return False
    return len(gap) <= LONGEST and not _STATEMENT.search(gap) and bool(_LISTED.match(scene.folded, one.end))


def _between(cue: Cue, first: Draft, second: Draft) -> bool:
    return "expiry" in cue.roles and first.end <= cue.start and cue.end <= second.start
