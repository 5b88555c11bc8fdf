"""One pass over the tokens of an utterance: names, clues, rivals and everyday phrases, the longest first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.core.model import Clue
from bot.core.product.index import Index
from bot.core.product.match import Named, Typed, name_at
from bot.core.product.phrase import Phrase
from bot.core.product.scan import Token

_PHRASE = re.compile(r"[ \t\-・_/'’\"()]*(?:[版用]?の|[版用]|s(?![a-z]))?[ \t\-・_/'’\"()]*")
"""What may stand between the words of a phrase."""
_OF = re.compile(r"[ \t\-・/()「」'’\"*`]*(?:の|s(?![a-z])|社の|製(?:の)?)?[ \t\-・/()「」'’\"*`]*")
"""What may stand between a rival and its product ("Kaspersky's Endpoint Security")."""
_BY = re.compile(r"[ \t]*(?:by|of|\()[ \t]*(?:the )?")
"""What may stand between a product and the rival that makes it ("Endpoint Security by Kaspersky")."""


@dataclass(slots=True)
class Walk:
    """What was found so far. `spare`: the bits of words that belong to no name; `rival`: where a rival and all that
    is its own end, -1 where none was named; `floor`: tokens before it are taken."""

    typed: Typed
    index: Index
    names: list[Named] = field(default_factory=list)
    clues: list[Clue] = field(default_factory=list)
    spare: int = 0
    rival: int = -1
    floor: int = 0

    def run(self) -> "Walk":
        """Walk to the end."""
        at, end = 0, len(self.typed.tokens)
        while at < end:
            at = self._step(at)
        return self

    def _step(self, at: int) -> int:
        """Take what begins with a token; gives the number of the next one to look at."""
        word = self.typed.tokens[at].word
        name = name_at(self.typed, at, self.floor, self.index) if word.mask else None
        phrase = _phrase_at(self.typed, at, self.index) if word.opens else None
        if phrase and phrase.kind == "ordinary" and self._holds_a_name(at, at + len(phrase.keys)):
            phrase = None
        if phrase and (name is None or at + len(phrase.keys) > name.last):
            if phrase.kind != "clue":
                return self._pass_over(phrase, at)
            self._note(phrase, at)
        if name is None:
            self.spare |= word.mask
            return at + 1
        self._take(name, word.brand)
        return name.last

    def _holds_a_name(self, at: int, end: int) -> bool:
        """Whether a name begins within an everyday phrase that is plainly meant as one: it reaches beyond the phrase,
        or is typed in capitals ("does ESET PROTECT" is a name, "does ESET protect" is not)."""
        for first in range(at + 1, end):
            name = name_at(self.typed, first, self.floor, self.index) if self.typed.tokens[first].word.mask else None
            if name and (name.last > end or (name.last == end and self.typed.text[name.start : name.end].isupper())):
                return True
        return False

    def _note(self, phrase: Phrase, at: int) -> None:
        """Take a clue, but not on a slip: "persons" is no "personal", and no name stands beside it to bear it out."""
        if all(token.exact for token in self.typed.tokens[at : at + len(phrase.keys)]):
            start, end = self._span(phrase, at)
            text = self.typed.text[start:end]
            self.clues.append(Clue(text, start, end, phrase.lines, phrase.proposes, phrase.platform))

    def _pass_over(self, phrase: Phrase, at: int) -> int:
        if phrase.kind == "rival":
            start, self.rival = self._span(phrase, at)
            if self.names and _BY.fullmatch(self.typed.folded, self.names[-1].end, start):
                self.names.pop()
        return at + len(phrase.keys)

    def _take(self, name: Named, branded: bool) -> None:
        typed = self.typed.text[name.start : name.end]
        if typed.endswith("s") and typed[:-1] in self.index.brands:
            self.floor = name.last  # "Two ESETs" are two products, and not the one that is called ESETS.
            return
        if self.rival >= 0 and not branded and _OF.fullmatch(self.typed.folded, self.rival, name.start):
            self.rival = name.end
        else:
            self.names.append(name)
        self.floor = name.last

    def _span(self, phrase: Phrase, at: int) -> tuple[int, int]:
        return self.typed.tokens[at].start, self.typed.tokens[at + len(phrase.keys) - 1].end


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
