"""`articles/<id>.<language>.md`: a Q&A article a pair of files; front matter, then the desk's own words."""

from collections.abc import Mapping, Set
from pathlib import Path

from bot.core.knowledge import Article, Source
from bot.core.model import Language
from bot.library.fault import Ledger, Spot
from bot.library.half import Half, read
from bot.library.parity import NAMES
from bot.library.shape import LANGUAGES

_SHARED = ("source", "url", "listed", "answers", "cites")
_Pair = dict[Language, tuple[str, Half | None]]
"""The halves of an article: where each is shown, and what it holds unless it has faults."""


def load(files: dict[str, Path], sources: Mapping[str, Source], ledger: Ledger) -> dict[str, Article]:
    """The articles by id, with one for every source, so that a source can be cited like an article.

    `files`: shown name → path. Faults go into the ledger.
    """
    halves: dict[str, _Pair] = {}
    for shown, path in files.items():
        identifier, _, language = path.stem.rpartition(".")
        halves.setdefault(identifier, {})["ja" if language == "ja" else "en"] = (shown, read(path, shown, ledger))
    _declare_sources(halves.keys(), ledger)
    found = {
        source.id: Article(source.id, source.title, source.url, source.id)
        for source in sources.values()
        if source.id not in halves
    }
    answered: dict[str, Spot] = {}
    for identifier, pair in halves.items():
        article = _article(identifier, pair, ledger, answered)
        if article is not None:
            found[identifier] = article
            _same_as_source(article, sources.get(identifier), pair, ledger)
    return found


def _declare_sources(written: Set[str], ledger: Ledger) -> None:
    """Make every declared source an article that may be cited, also one whose entry has other faults."""
    for kind, identifier in list(ledger.declared):
        if kind == "source" and identifier not in written:
            ledger.declare("article", identifier, ledger.declared[kind, identifier])
    if "source" in ledger.lost:
        ledger.lost.add("article")


def _article(identifier: str, pair: _Pair, ledger: Ledger, answered: dict[str, Spot]) -> Article | None:
    spot = Spot(next(iter(pair.values()))[0], 1)
    ledger.declare("article", identifier, spot)
    for language in LANGUAGES:
        if language not in pair:
            ledger.fault(spot, f"the article has no {NAMES[language]}; expected {identifier}.{language}.md")
    halves = {language: half for language, (_, half) in pair.items() if half is not None}
    if len(halves) < len(LANGUAGES) or not _agree(halves["en"], halves["ja"], ledger):
        return None
    fields = halves["en"].fields
    for intent in fields.get("answers", ()):
        _claim(intent, spot, answered, ledger)
    return Article(
        identifier,
        {language: half.fields["title"] for language, half in halves.items()},
        fields.get("url"),
        fields["source"],
        fields.get("answers", ()),
        {language: half.body for language, half in halves.items() if half.body},
        fields.get("cites", ()),
        fields.get("listed"),
    )


def _same_as_source(article: Article, source: Source | None, pair: _Pair, ledger: Ledger) -> None:
    """An article on a source itself, under the same id, must bear its title and address."""
    for language, (shown, _) in pair.items():
        if source and (article.url, article.title[language]) != (source.url, source.title[language]):
            wanted = f"expected '{source.title[language]}', {source.url}"
            ledger.fault(Spot(shown, 1), f"title or url differs from the source '{source.id}'; {wanted}")


def _claim(intent: str, spot: Spot, answered: dict[str, Spot], ledger: Ledger) -> None:
    first = answered.setdefault(intent, spot)
    if first != spot:
        ledger.fault(spot, f"'{intent}' is already answered by {first.file}; expected one article an intent")


def _agree(english: Half, japanese: Half, ledger: Ledger) -> bool:
    """Whether both halves say the same apart from their words; what differs is noted at the Japanese one."""
    before = len(ledger.faults)
    for key in _SHARED:
        if english.fields.get(key) != japanese.fields.get(key):
            ledger.fault(
                japanese.head,
                f"'{key}' differs from {english.head.file}; expected the same in both languages",
            )
    _check_bodies(english, japanese, ledger)
    return len(ledger.faults) == before


def _check_bodies(english: Half, japanese: Half, ledger: Ledger) -> None:
    for here, other in ((english, japanese), (japanese, english)):
        if other.body and not here.body:
            ledger.fault(here.text, f"no text is here, but there is one in {other.head.file}; expected both")
        if here.begins_with_step:
            ledger.fault(here.text, "the first line is a step; expected the point of the answer in one sentence")
    if english.fields.get("answers") and not (english.body or japanese.body):
        ledger.fault(english.text, "an article that answers needs a text; expected one after the front matter")
    if english.steps != japanese.steps:
        counted = f"{japanese.steps} steps here, {english.steps} in {english.head.file}"
        ledger.fault(japanese.text, f"{counted}; expected the same number")
