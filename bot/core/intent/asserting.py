"""Whether what fits a wording is said, or only asked or doubted: "it is still valid" beside "is it still valid?".

Only what a person says of a license may settle its verdict.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from bot.core import trie

_BREAK = re.compile(r"[,;:.!?()\n、。「」]|\b(?:and|but|so|because|though|since|as)\b|が(?=、)|ので|のに|けど|から")
"""Where a clause ends."""
_ASKED = re.compile(
    r"(?!でも|に|のうち|から|まで|なら|だけ|しか)[ぁ-ん一-鿿]{0,12}?"
    r"(?:か|かな|かね|かしら|かも|よね|っけ)(?=$|[\s?。、!\n]|どうか|[はもがをし]|[一-鿿]|わか)"
)
"""The end of a Japanese clause that asks, or that is not sure: まだ有効|でしょうか, 期限内|かわかりません."""
_PREDICATE = 5
"""Behind a state that is itself the predicate nothing longer stands: まだ大丈夫です|か, but 期限内|で更新できますか."""
_TAGGED = re.compile(
    r"(?: yet)?\s*(?:\?|,? "
    r"(?:right|correct|or not|(?:is|isn't|has|hasn't|does|doesn't|are|aren't) (?:it|they|that))\s*\?)"
)
"""The end of an English clause that asks though it reads like a statement."""
_OPENING = re.compile(r"\s*(?:(?:and|but|so|ok|okay|hi|hello)[ ,]+)*")
"""What may stand before the first word of a clause."""


class Wonders(NamedTuple):
    """`first`: words that make a question of the clause they open ("is", "does"); `before`: words before a state that
    leave it open ("not sure whether", たぶん); `behind`: right behind it (と思い込んで)."""

    first: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]


def prepare(words: Collection[str]) -> Wonders:
    """words: in lower case; with `^`, only as the first word of a clause; with `~`, behind a state."""
    first = trie.pattern(word[1:] for word in words if word[0] == "^")
    behind = trie.pattern(word[1:] for word in words if word[0] == "~")
    before = trie.pattern(word for word in words if word[0] not in "^~")
    return Wonders(
        re.compile(rf"(?:{first})(?![a-z])"),
        re.compile(rf"(?<![a-z])(?:{before})(?![a-z])"),
        re.compile(rf"[ぁ-ん]{{0,3}}?(?:{behind})"),
    )


def is_asked(folded: str, start: int, end: int, asks_else: bool, wonders: Wonders) -> bool:
    """Whether the state told at folded[start:end] is asked or doubted in its clause.

    asks_else: its clause asks for something else ("can I renew while it is valid?"): then only doubt counts.
    """
    begin, stop = clause(folded, start, end)
    japanese = _ASKED.match(folded, end, stop + 1)
    if (
        wonders.before.search(folded, begin, start)
        or wonders.behind.match(folded, end)
        or (japanese and japanese.end() - end <= _PREDICATE)
    ):
        return True
    if asks_else:
        return False
    opening = _OPENING.match(folded, begin)
    asked = wonders.first.match(folded, opening.end() if opening else begin, end)
    return bool(japanese or asked or _TAGGED.match(folded, end))


def clause(folded: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around folded[start:end] begins and ends."""
    begin = max((found.end() for found in _BREAK.finditer(folded, 0, start)), default=0)
    after = _BREAK.search(folded, end)
    return begin, after.start() if after else len(folded)
