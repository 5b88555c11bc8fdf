"""What a sentence says has ended, by the noun before the verb: the license, or something that no list has.

"Our ISMS certification ran out in January": what is called by none of the words for a license is something else. There
are few such words, and things that end are without number.
"""

import re
from collections.abc import Sequence

from bot.core.dates.cues import Cue, Cues, Span

_REACH = 120
"""How far before its verb a noun may begin, in characters."""
_NEAR = 40
"""The same in Japanese."""
_SHORT = 3
"""Letters of an abbreviation, which names no other product: "our HQ license"."""
_NAME, _MOST = 2, 6
"""So many words may name a thing."""
_VERB = re.compile(
    r"(?:(?:has|have|had|will|is|was|were|did|been) )*(?:expire[sd]?|expiring|lapsed?|lapses|ended|ends|ran out"
    r"|runs? out|running out|terminate[sd]|finish|finished|died|ceased|over)\b"
)
_BREAK = re.compile(
    r"[.,;:!?\n()\[\]|>\"“”–—/*•]|\s-+\s"
    r"|\b(?:and|but|because|since|when|if|so|as|though|although|while|whether|after|before|until|or|then"
    r"|(?:say|read|show|state|display|report|list|claim|write|tell)s?|said|wrote|told|shown|marked|stated|listed)\b"
)
"""Where a clause begins at the latest."""
_HELPS = re.compile(
    r"(?:(?:\b(?:has|have|had|will|is|was|are|were|did|does|do|been|already|just|only|also|apparently|really|not|now"
    r"|then|both|all|seems? to|going to|about to|due to|to|actually|officially|unfortunately|must|should|might|may"
    r"|would|even|finally|still|probably|simply|recently|long|evidently|sadly|quietly|suddenly)|'s|n't)\b\s*)+$"
)
"""What may stand between a noun and its verb."""
_JOINS = frozenset(("of", "for", "on", "in", "at", "from", "with", "by", "to", "under", "behind", "inside"))
"""What ties a noun to another that only tells it more closely: "the lease on the PCs"."""
_ENDS = frozenset((*_JOINS, "about", "per", "that", "which", "who", "whose", "you", "we", "i", "they", "he", "she"))
"""Where a noun's own words are over."""
_DETERMINER = re.compile(r"(?:the|our|my|his|her|their|your|its|whose|an?)")
_WORD = re.compile(r"[a-z0-9][a-z0-9'&+-]*")


_JAPANESE_VERB = re.compile(r"(?:期限が|期限)?切れ|失効|満了し|終了し|終わ|無効にな")
_JAPANESE_NOUN = re.compile(r"有効期限|期限(?!切)|満了日|有効期間")
_OWNER = re.compile(r"([ァ-ヴー一-鿿々a-z0-9]+)の$")
_SUBJECT = re.compile(
    r"(?:(?P<owner>[ァ-ヴー一-鿿々a-z0-9]+(?:さん|さま)?)の)?(?P<head>[ァ-ヴー一-鿿々a-z0-9]+)(?:が|は|も(?![らうっと]))"
    r"(?P<gap>[^。、\n!?がはも「」()]{0,24})$"
)
"""A noun, whose it is, and the particle that makes it the subject of the verb behind it."""
_COMPANY = re.compile(r"会社|法人|組合|事務所")
_MAKER = re.compile(r"(?:eset|イーセット)$")
_TOLD = re.compile(r"[^。、\n!?]{0,6}(?:と|って)(?:言|い[いうっわ]|聞|思|の|あ|出|表示|書|伝|主張|連絡|申|お)")
"""Behind a verb: the noun is of who says so."""


Word = tuple[str, int, int]
"""A word, and where it starts and ends."""


def is_foreign(cue: Cue, folded: str, text: str, cues: Cues, names: Sequence[Span]) -> bool:
    """Whether a verb of expiry is said of a thing that no word for a license names.

    text: the message as typed; a capital letter makes a name of a word. names: where products are named.
    """
    if cue.japanese:
        return _is_foreign_in_japanese(cue, folded, cues, names)
    if not _VERB.match(folded, cue.start):
        return False
    begin, end = _clause(cue, folded)
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(folded, begin, end)]
    if not folded[begin:end].isascii():
        return False
    return _is_proper(words, folded, text, cues) or _is_another(words, cue, text, cues, names)


def _clause(cue: Cue, folded: str) -> tuple[int, int]:
    """From where to where the clause goes before a verb, without its helping words."""
    low = max(0, cue.start - _REACH)
    before = _HELPS.sub("", folded[low : cue.start].rstrip() + " ").rstrip()
    return low + max((stop.end() for stop in _BREAK.finditer(before)), default=0), low + len(before)


def _is_another(words: Sequence[Word], cue: Cue, text: str, cues: Cues, names: Sequence[Span]) -> bool:
    """Whether a clause is of a thing with an article, that no word for a license names: "our maintenance contract"."""
    first, last = _own_words([word for word, _, _ in words])
    thing = words[first:last]
    if not thing or len(thing) > _MOST or _is_of_product(thing, words[last:], cue, names):
        return False
    head = thing[-1][0].removesuffix("'s")
    if not head.isalpha():
        return False
    return not cues.license.fullmatch(head) or _is_named(thing[:-1], text, cues)


def _is_proper(words: Sequence[Word], folded: str, text: str, cues: Cues) -> bool:
    """Whether a sentence begins with a name, and nothing else, that is no license's: "Kaspersky expired last week"."""
    ahead = folded[: words[0][1]].rstrip() if words else ""
    if not words or len(words) > _NAME or (ahead and ahead[-1] not in ".!?\n"):
        return False
    return all(
        text[start].isupper()
        and text[start + 1 : end].islower()
        and word.isalpha()
        and not word.endswith("ly")
        and not (_DETERMINER.fullmatch(word) or cues.license.fullmatch(word))
        for word, start, end in words
    )


def _is_of_product(thing: Sequence[Word], rest: Sequence[Word], cue: Cue, names: Sequence[Span]) -> bool:
    """Whether a product is named as what has ended, and not only as where: "the lease on the server with …"."""
    inside = [low for low, _ in names if thing[0][1] <= low < cue.start]
    where = bool(rest) and rest[0][0] in _JOINS - {"of", "for"}
    return bool(inside) and (not where or min(inside) < thing[-1][2])


def _is_foreign_in_japanese(cue: Cue, folded: str, cues: Cues, names: Sequence[Span]) -> bool:
    if _JAPANESE_NOUN.match(folded, cue.start):
        owner = _OWNER.search(folded[max(0, cue.start - _NEAR) : cue.start])
        return owner is not None and not _may_own(owner[1], cues) and not _names_product(owner, cue, names)
    if not _JAPANESE_VERB.match(folded, cue.start) or _TOLD.match(folded, cue.end):
        return False
    begin = max(0, cue.start - _NEAR)
    found = _SUBJECT.search(folded[begin : cue.start])
    if not found or any(begin + found.start() < high and low < cue.start for low, high in names):
        return False
    if not cues.called.search(found["head"]):
        return True
    return bool(found["owner"]) and not _may_own(found["owner"], cues) and not _MAKER.search(found["head"])


def _may_own(owner: str, cues: Cues) -> bool:
    """Whether a word in Japanese is of one who may have a license, or of the license itself."""
    return cues.called.search(owner) is not None or _COMPANY.search(owner) is not None


def _names_product(owner: re.Match[str], cue: Cue, names: Sequence[Span]) -> bool:
    """Whether a product is named in whose end it is."""
    begin = cue.start - len(owner[0])
    return any(low < cue.start and begin < high for low, high in names)


def _own_words(words: Sequence[str]) -> tuple[int, int]:
    """From where to where in a clause the words of its noun go: from an article to what tells the noun more closely."""
    places = [place for place, word in enumerate(words) if _DETERMINER.fullmatch(word)]
    if not places:
        return 0, 0
    start = places.pop()
    while start and words[start - 1] in _JOINS:
        if not places or start - places[-1] > _MOST:
            return 0, 0  # "ESET at our firm expired".
        start = places.pop()
    ends = (place for place in range(start + 1, len(words)) if words[place].partition("'")[0] in _ENDS)
    return start + 1, next(ends, len(words))


def _is_named(words: Sequence[Word], text: str, cues: Cues) -> bool:
    """Whether a word before "license" is the name of something else: "our Symantec contract"; not of whose it is."""
    owner = max((place + 1 for place, (word, _, _) in enumerate(words) if word.endswith(("'s", "s'"))), default=0)
    for word, start, end in words[owner:]:
        typed = text[start:end]
        if typed[:1].isupper() and typed[1:].islower() and len(typed) > _SHORT and not cues.license.fullmatch(word):
            return True
    return False
