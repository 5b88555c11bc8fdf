"""What a question is compared with: the wordings of all languages, made ready once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.intent.asserting import Wonders
from bot.core.intent.lexicon import Lexicon
from bot.core.intent.pattern import Pattern
from bot.core.model import IntentId

FILLER = "filler"
"""The concept of words that do not count when a wording with `=` asks that nothing else be said."""
QUESTION = "question"
"""The concept of a question mark, or of か at the end; words may be added to it."""
ASKS = "asks"
"""The concept of words that make a sentence ask for something, so that others are only its background."""
TOLD = "told"
"""The concept of endings of what is over and told: a sentence that ends so asks for nothing, unless it `pleads`."""
PLEADS = "pleads"
"""The concept of words that ask even where they are told: "I have lost the key", シリアルを忘れました."""
RENEWING = "renew|renewable|apply_possible"
"""The concepts that a clause about renewing has."""
JOINS = "joins"
"""The concept of words that, alone in a sentence, belong to the one before: "I want to renew. Possible?"."""
BREAK = "break"
"""The concept of words before which a new question begins: "and how", それと."""
BETWEEN = "between"
"""The concept of words that are passed over, so that "how do I actually renew" has the entry "how do I renew"."""
OURS = "anything_ours"
"""The concept of every word that has to do with the desk's subject."""
NAMED = "ours"
"""The concept of words that name what the desk is for, so that nothing else can be meant."""
ELSEWHERE = "elsewhere_renewed"
"""The concept of other things that run out and are renewed: a passport, a domain."""
WONDERS = "wonders"
"""The concept of words that leave open what follows them: "not sure whether", "is it"; no hits of their own."""
SPELT = "spelt"
"""The concept of ordinary words that mean nothing here, but are spelt right ("think" is no slip for "thank")."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`of`: for each feature of a text the numbers of the intent keys it speaks for, and how strongly."""

    keys: tuple[str, ...] = ()
    of: Mapping[int | str, tuple[tuple[int, float], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Index:
    """`patterns`: by the bit of the concept through which each is found; `topical`: those with a topic, the surest
    first, by intent; `keys`: all bits of `patterns`. `filler`, `question`, `asks`, `told`, `pleads`, `joins`, `ours`,
    `named`, `elsewhere`: the bits of these concepts; `renewing`: those of renewing; `breaks`: the words of `break`;
    `wonders`: those of `wonders`.
    `examples`: the letters of each example sentence and its key; `weights`: what was learned from them."""

    lexicon: Lexicon
    patterns: Mapping[int, tuple[Pattern, ...]]
    topical: Mapping[IntentId, tuple[Pattern, ...]]
    keys: int
    filler: int
    question: int
    asks: int
    told: int
    pleads: int
    joins: int
    ours: int
    named: int
    elsewhere: int
    renewing: int
    breaks: tuple[str, ...]
    wonders: Wonders
    examples: Mapping[str, str]
    weights: Weights
