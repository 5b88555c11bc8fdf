"""Products, clues and rivals in an utterance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.model import Clue, LineId, ProductMention, Utterance
from bot.core.product import origin
from bot.core.product.index import Index
from bot.core.product.match import Named, Typed
from bot.core.product.scan import scan
from bot.core.product.walk import Walk


@dataclass(frozen=True, slots=True)
class Found:
    """What an utterance names, each in order of appearance.

    `denied`, `doubted`: the lines of each name that is said not to be meant, or only asked about. `rival`: another
    vendor's product is named too.
    """

    mentions: tuple[ProductMention, ...] = ()
    clues: tuple[Clue, ...] = ()
    denied: tuple[tuple[LineId, ...], ...] = ()
    doubted: tuple[tuple[LineId, ...], ...] = ()
    rival: bool = False


_NOTHING = Found()


def find(utterance: Utterance, index: Index) -> Found:
    """Every product, clue and rival that is named; linear in the length of the utterance."""
    tokens = scan(utterance.folded, index.lexicon)
    if not tokens:
        return _NOTHING
    walk = Walk(Typed(utterance.text, utterance.folded, tokens), index).run()
    mentions: Sequence[ProductMention] = [_mention(utterance.text, name, walk.spare, index) for name in walk.names]
    clues = walk.clues
    if len(mentions) > 1:
        mentions, origins = origin.settle(utterance.folded, mentions, index.within)
        clues = clues + origins
    told = Found(tuple(mentions), tuple(_apart(clues, mentions)), rival=walk.rival >= 0)
    return _as_meant(told, utterance.folded, index)


def _as_meant(found: Found, folded: str, index: Index) -> Found:
    """What is said, what is denied ("not Endpoint") apart from it; clues only asked about ("is it a package?") gone."""
    of = index.stances.of
    named = [(some, of(folded, some.start, some.end)) for some in found.mentions]
    hinted = [(some, of(folded, some.start, some.end)) for some in found.clues]
    stood = [(some.lines, stance) for some, stance in named] + [(some.lines, stance) for some, stance in hinted]
    return Found(
        tuple(some for some, stance in named if stance != "denies"),
        tuple(some for some, stance in hinted if stance == "says"),
        tuple(lines for lines, stance in stood if stance == "denies"),
        tuple(lines for lines, stance in stood if stance == "asks"),
        found.rival,
    )


def _mention(text: str, name: Named, spare: int, index: Index) -> ProductMention:
    """A name with its lines.

    spare: words elsewhere in the message. A platform among them may belong to the name ("NOD32 … it is on a
    server"): where that would be another line, it is one more thing that may be meant.
    """
    products, lines = name.products, index.lines[name.products]
    if spare and name.platforms:
        for platform, others in name.platforms.items():
            if platform & spare == platform and not set(index.lines[others]) <= set(lines):
                products += tuple(other for other in others if other not in products)
                lines += tuple(line for line in index.lines[others] if line not in lines)
    other = (line for ids in name.platforms.values() for line in index.lines[ids] if line not in lines)
    return ProductMention(
        text[name.start : name.end], name.start, name.end, products, lines, tuple(dict.fromkeys(other))
    )


def _apart(clues: Sequence[Clue], mentions: Sequence[ProductMention]) -> Iterable[Clue]:
    """The clues, in order, that are part neither of a mention nor of an earlier clue."""
    passed, end = 0, -1
    for clue in sorted(clues, key=lambda clue: (clue.start, -clue.end)):
        while passed < len(mentions) and mentions[passed].end < clue.end:
            passed += 1
        inside = passed < len(mentions) and mentions[passed].start <= clue.start
        if not inside and clue.start >= end:
            end = clue.end
            yield clue
