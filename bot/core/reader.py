"""One utterance read whole: language, secrets, intents, products, clues and dates, each by its own module."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.core import dates, intent, joining, kana, product, unsettled, utterance
from bot.core.knowledge import Knowledge
from bot.core.model import Language, ProductMention, Reading

_OF_TODAY = frozenset(("not_expired", "speaks_of_term"))
"""Acts that say how a license stands."""
_NOTHING = re.compile(r"[\s\W_]*")


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that reading needs, prepared once from the knowledge."""

    intents: intent.Index
    products: product.Index
    cues: dates.Cues
    joins: joining.Joins
    kana: kana.Kana
    unsettled: unsettled.Unsettled

    def read(self, typed: str, today: date, known: Language | None = None) -> Reading:
        """What a typed text says.

        today: a day in Asia/Tokyo, for relative dates. known: the language of the conversation, kept when the text is
        a bare name, date or button.
        """
        said = kana.respell(utterance.read(typed, known), self.kana)
        intents, acts, about = intent.find(said, self.intents)
        found = product.find(said, self.products)
        when = dates.find(said, today, self.cues, [(mention.start, mention.end) for mention in found.mentions])
        marks = joining.find(said, self.joins)
        told = unsettled.told(said.folded, when, found.mentions, marks, today, self.unsettled)
        reading = Reading(
            utterance=said,
            intents=intents,
            acts=acts - _OF_TODAY if told.once else acts,
            products=_wide(found.mentions) if told.which else found.mentions,
            clues=() if told.which else found.clues,
            dates=told.dates,
            rival=found.rival,
            marks=marks,
            denied=() if told.which else found.denied,
            doubted=found.doubted,
            unsettled=told.unsettled,
            which=told.which,
            about=about,
        )
        rest = "" if intents or acts else _rest(reading)
        if intents or acts or not utterance.COPULA.fullmatch(rest):
            return reading
        spoken = known if known and _NOTHING.fullmatch(rest) else said.language
        return replace(reading, utterance=replace(said, language=spoken), bare=True)


def prepare(knowledge: Knowledge) -> Reader:
    """A reader of the knowledge's wordings and names."""
    return Reader(
        intent.prepare(knowledge.phrases),
        product.prepare(knowledge.catalogue),
        dates.prepare(knowledge.phrases),
        joining.prepare(knowledge.phrases, _foreign(knowledge)),
        kana.prepare(knowledge.phrases),
        unsettled.prepare(knowledge.phrases),
    )


def _wide(mentions: tuple[ProductMention, ...]) -> tuple[ProductMention, ...]:
    """The names that leave open which line it is."""
    return tuple(mention for mention in mentions if len(mention.lines) > 1)


def _foreign(knowledge: Knowledge) -> Iterator[str]:
    """Names of what is none of ours, as they stand: other vendors, other things that run out."""
    yield from knowledge.catalogue.rivals
    for phrases in knowledge.phrases.values():
        yield from (word for word in phrases.concepts.get(intent.ELSEWHERE, ()) if word[0].isalnum())


def _rest(reading: Reading) -> str:
    """A text in lower case without its names and dates."""
    folded = reading.utterance.folded
    covered = [False] * len(folded)
    for start, end in (
        *((mention.start, mention.end) for mention in reading.products),
        *((clue.start, clue.end) for clue in reading.clues),
        *((when.start, when.end) for when in reading.dates),
    ):
        covered[start:end] = [True] * (end - start)
    return "".join(c for c, found in zip(folded, covered, strict=True) if not found)
