"""Expiries that were only believed, feared or quoted, beside the one that holds: "my boss thinks it ran out in May, but
the certificate says 2 March", 1月に切れたかと焦りましたが、実際は8月31日まででした.

Alone such a date is all that is known, and counts.
"""

import re
from collections.abc import Sequence

from bot.core.dates import hearsay
from bot.core.dates.cues import named
from bot.core.dates.draft import Draft
from bot.core.dates.roles import Sense
from bot.core.dates.scene import SENTENCE, Scene, sentence

_TELLING = frozenset(("either", "supposed", "supposing", "attested", "turns_out", "renewal", "unexpired"))
"""Keys of the words that weigh what is told."""
_EXTENDED = re.compile(r"(?:まで|に|へ)?[^、。\n]{0,8}延長")
_AND = re.compile(r"\b(?:and|plus|while)\b")
_AGAINST = re.compile(r"\b(?:but|though|although|however|yet|whereas|in fact|actually)\b")


def outweighed(senses: Sequence[Sense], scene: Scene) -> list[Sense]:
    """The senses, those of expiries that were only supposed made `other` where one of the same thing is told for sure,
    or where it is said that nothing has expired yet."""
    told = list(zip(scene.drafts, senses, strict=True))
    scene = scene._replace(cues=[cue for cue in scene.cues if cue.keys & _TELLING])
    if any("either" in cue.keys for cue in scene.cues):
        return [_as_likely(*pair) for pair in told]
    depths = [hearsay.depth(draft, scene) for draft, _ in told]
    doubted = [
        depth > min(depths) or hearsay.is_supposed(draft, scene) or hearsay.is_renewed(draft, scene)
        for (draft, _), depth in zip(told, depths, strict=True)
    ]
    sure = [
        draft for (draft, sense), doubt in zip(told, doubted, strict=True) if not doubt and _holds(draft, sense, scene)
    ]
    if not sure and any(sense.role == "expiry" and hearsay.is_governed(draft, scene) for draft, sense in told):
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


def _is_outweighed(draft: Draft, sure: Sequence[Draft], scene: Scene) -> bool:
    """Whether a date gives way: to one that a paper tells, or that is set against it, or because nothing has expired.

    What a program or an icon shows is no paper: where only that stands against it, both dates count.
    """
    for one in sure:
        renewed = hearsay.is_renewed(draft, scene) and not _of_other_product(draft, one, scene)
        if _is_told(one, draft, scene) and (renewed or not _of_another(draft, one, scene)):
            return True
    return any(
        "unexpired" in cue.keys and cue.start >= draft.end and SENTENCE.search(scene.folded, draft.end, cue.start)
        for cue in scene.cues
    )


def _is_told(one: Draft, supposed: Draft, scene: Scene) -> bool:
    """Whether a date is told against one that is only supposed: by a paper, "but it only …", with its product ("WE have
    Endpoint Protection, expired …"), or as an extension."""
    first, second = sorted((one, supposed), key=lambda draft: draft.start)
    if any(hearsay.attests(cue, one, scene) for cue in scene.cues):
        return True
    if one is second and _AGAINST.search(scene.folded, first.end, second.start):
        return True
    begin = sentence(scene.folded, one.start)
    quoted = hearsay.depth(supposed, scene) > hearsay.depth(one, scene)
    return (quoted and named(scene.names, begin, one.start) > 0) or _EXTENDED.match(scene.folded, one.end) is not None


def _holds(draft: Draft, sense: Sense, scene: Scene) -> bool:
    """Whether a date is told to be the expiry, or a paper tells it."""
    if sense.role == "expiry":
        return True
    return (
        sense.role == "none" and draft.day is not None and any(hearsay.attests(cue, draft, scene) for cue in scene.cues)
    )


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
