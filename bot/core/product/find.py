"""Products, clues and rivals in an utterance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.model import Clue, LineId, ProductId, ProductMention, Utterance
from bot.core.product import origin
from bot.core.product.index import Index, Phrase
from bot.core.product.match import Named, Typed, name_at
from bot.core.product.scan import Token, scan


@dataclass(frozen=True, slots=True)
class Found:
    """What an utterance names, each in order of appearance. `rival`: another vendor's product is named too."""

    mentions: tuple[ProductMention, ...] = ()
    clues: tuple[Clue, ...] = ()
    rival: bool = False


_NOTHING = Found()
_PHRASE = re.compile(r"[ \t\-・_/'’\"()]*(?:[版用]?の|[版用]|s(?![a-z]))?[ \t\-・_/'’\"()]*")
_OF = re.compile(r"[ \t\-・/()「」'’\"*`]*(?:の|s(?![a-z])|社の|製(?:の)?)?[ \t\-・/()「」'’\"*`]*")
_BY = re.compile(r"[ \t]*(?:by|of|\()[ \t]*(?:the )?")


def find(utterance: Utterance, index: Index) -> Found:
    """Every product, clue and rival that is named; linear in the length of the utterance."""
    tokens = scan(utterance.folded, index.lexicon)
    if not tokens:
        return _NOTHING
    text, folded = utterance.text, utterance.folded
    typed = Typed(text, folded, tokens)
    names: list[Named] = []
    clues: list[Clue] = []
    rival_end, rival, floor, at, spare = -1, False, 0, 0, 0
    while at < len(tokens):
        token = tokens[at]
        phrase = _phrase_at(typed, at, index) if token.word.opens else None
        name = name_at(typed, at, floor, index) if token.word.mask else None
        if phrase and (name is None or at + len(phrase.keys) > name.last):
            start, end = token.start, tokens[at + len(phrase.keys) - 1].end
            if phrase.kind == "clue":
                clues.append(Clue(text[start:end], start, end, phrase.lines, phrase.proposes))
            else:
                name, at = None, at + len(phrase.keys)
            if phrase.kind == "rival":
                rival, rival_end = True, end
                if names and _BY.fullmatch(folded, names[-1].end, start):
                    names.pop()
            if phrase.kind != "clue":
                continue
        if name is None:
            spare |= token.word.mask
            at += 1
            continue
        if rival_end >= 0 and not token.word.brand and _OF.fullmatch(folded, rival_end, name.start):
            rival_end = name.end
        else:
            names.append(name)
        at = floor = name.last
    return _found(folded, [_mention(text, name, spare, index) for name in names], clues, rival, index)


def _phrase_at(typed: Typed, at: int, index: Index) -> Phrase | None:
    """The longest phrase that begins with a token."""
    tokens = typed.tokens
    keys = tokens[at].word.keys
    if at + 1 < len(tokens):
        for phrase in index.phrases.get((*keys, *tokens[at + 1].word.keys), ()):
            if _goes_on(typed.folded, tokens, at, phrase):
                return phrase
    for phrase in index.phrases.get(keys, ()):
        if not phrase.capital or not typed.text[tokens[at].start].islower():
            return phrase
    return None


def _goes_on(folded: str, tokens: Sequence[Token], at: int, phrase: Phrase) -> bool:
    last = at + len(phrase.keys)
    return last <= len(tokens) and all(
        tokens[n].word.keys == (phrase.keys[n - at],) and _PHRASE.fullmatch(folded, tokens[n - 1].end, tokens[n].start)
        for n in range(at + 1, last)
    )


def _found(folded: str, mentions: list[ProductMention], clues: list[Clue], rival: bool, index: Index) -> Found:
    if len(mentions) > 1:
        mentions, origins = origin.settle(folded, mentions, index.within)
        clues = [*clues, *origins]
    kept: list[Clue] = []
    for clue in sorted(clues, key=lambda clue: (clue.start, -clue.end)):
        inside = any(m.start <= clue.start and clue.end <= m.end for m in mentions)
        if not inside and not (kept and clue.start < kept[-1].end):
            kept.append(clue)
    return Found(tuple(mentions), tuple(kept), rival)


def _mention(text: str, name: Named, spare: int, index: Index) -> ProductMention:
    """A name with its lines.

    spare: words elsewhere in the message. A platform among them may belong to the name ("NOD32 … it is on a
    server"): where that would be another line, it is one more thing that may be meant.
    """
    products = name.products
    if spare and name.platforms:
        lines = _lines(products, index)
        for platform, others in name.platforms.items():
            if platform & spare == platform and not lines.keys() >= _lines(others, index).keys():
                products += tuple(other for other in others if other not in products)
    return ProductMention(text[name.start : name.end], name.start, name.end, products, tuple(_lines(products, index)))


def _lines(products: Sequence[ProductId], index: Index) -> dict[LineId, None]:
    if len(products) == 1:
        return dict.fromkeys(index.lines[products[0]])
    return dict.fromkeys(line for product in products for line in index.lines[product])
