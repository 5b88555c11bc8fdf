"""What the desk knows, as types: the contents of `knowledge/`, read and checked.

Knowledge is a value: `bot/library/` builds it from files, the core is given it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.core.model import ArticleId, IntentId, Language, LineId, ProductId, SourceId

Texts = Mapping[Language, str]
TextLists = Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Window:
    """How long after the expiry date a line may be renewed.

    `limited`: `months` calendar months plus `days` days, inclusive; `unlimited`: at any time; `not_stated`: the
    source does not say (a human answers, nothing is guessed); `not_covered`: no page of ours covers the line.
    """

    kind: Literal["limited", "unlimited", "not_stated", "not_covered"]
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """A rule from a day on, until the next version of the same line begins.

    `contested_last_day`: the source contradicts itself on the last day, so that day is a boundary.
    `steps`/`needs` are empty where the source does not give them. `articles` are cited with the steps.
    """

    start: date
    window: Window
    source: SourceId
    also: tuple[SourceId, ...] = ()
    contested_last_day: bool = False
    steps: TextLists = field(default_factory=dict)
    needs: Texts = field(default_factory=dict)
    articles: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A license line. `rides_on`: the line that must be renewed before or together with this one.

    `candidate_from`: from which day the line is considered when no product is named; None is never.
    `name` is the official name, `short` the words used inside a sentence, `told` what its buyer recognises
    ("bought as a package"), `choice` the label of its button and what pressing it says.
    """

    id: LineId
    name: Texts
    short: Texts
    told: Texts
    choice: Texts
    rules: tuple[RuleVersion, ...]
    position: int
    rides_on: LineId | None = None
    candidate_from: date | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """A product, program or category that people name. `lines`: the lines it may belong to, likeliest first;
    empty: a product that no line knows. `aliases` are other spellings, for matching only."""

    id: ProductId
    name: Texts
    lines: tuple[LineId, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClueWords:
    """Words that settle or propose lines, see `model.Clue`. `words` of either language."""

    words: tuple[str, ...]
    lines: tuple[LineId, ...]
    proposes: bool = False
    platform: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that is matched against product names: products, clues, rivals and words that must not match."""

    products: tuple[Product, ...] = ()
    clues: tuple[ClueWords, ...] = ()
    rivals: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    """Everyday words that look like products and never are ("security", "mail")."""
    brands: tuple[str, ...] = ()
    """Ways to write the maker's name; it may stand before or after any product ("ESET", "イーセット")."""
    spellings: tuple[tuple[str, ...], ...] = ()
    """Groups of words that mean the same inside a product name (security, セキュリティ, sec). An abbreviation may
    stand for several words (EES, endpoint security)."""
    between: tuple[str, ...] = ()
    """Words that may stand between a product and its platform ("File Security *on our* Linux machine")."""
    within: tuple[str, ...] = ()
    """Words that may stand between a product and the license it came with ("the File Security *that came with our*
    Endpoint Protection")."""
    denials: tuple[str, ...] = ()
    """Words that say that a name is not meant, X standing for it: "not the X"."""
    doubts: tuple[str, ...] = ()
    """Words that only ask about a name, X standing for it: "is it a X", "Xかどうか"."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Wordings of one language. `intents` is keyed by intent id or `intent/topic`; `acts` by move;
    `date_cues` by what the cue says of a nearby date; `concepts` are word groups the wordings may use."""

    concepts: Mapping[str, tuple[str, ...]]
    intents: Mapping[str, tuple[str, ...]]
    acts: Mapping[str, tuple[str, ...]]
    date_cues: Mapping[str, tuple[str, ...]]
    joining: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """How two things hang together: `lists`, `corrects`, `same`, `both`, and so on: see the file."""
    offices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of offices, sites and customers by an id that all languages share; the first name is shown."""
    kana: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the usual spelling of a word: how it is written in kana. Japanese alone has any."""
    unsettled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Wordings beside which no date is an expiry date, by why: see the file."""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The words that `<name>` stands for in such wordings."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that makes a rule true. `published` is None where its date is not known. `newer`: the id of a later
    edition that is known to exist."""

    id: SourceId
    title: Texts
    url: str | None
    published: date | None
    newer: SourceId | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A Q&A article: `title` per language, `url` only where it is known to exist, `body` the desk's own words on
    its subject (may be empty: then it is only cited), `answers` the intents (`intent` or `intent/topic`) it answers,
    `cites` the articles shown with it. `listed`: the source that links to a page of this title. With neither `url`
    nor `listed` there is no such page: the text is the desk's alone and its title is not cited."""

    id: ArticleId
    title: Texts
    url: str | None
    source: SourceId
    answers: tuple[IntentId, ...] = ()
    body: Texts = field(default_factory=dict)
    cites: tuple[ArticleId, ...] = ()
    listed: SourceId | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All of it. `lines` in the order in which candidates are shown."""

    lines: Mapping[LineId, Line]
    catalogue: Catalogue
    phrases: Mapping[Language, Phrases]
    replies: Mapping[Language, Mapping[str, str]]
    articles: Mapping[ArticleId, Article]
    sources: Mapping[SourceId, Source]
