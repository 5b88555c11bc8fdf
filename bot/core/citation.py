"""What a reply rests on and what it shows to read: sources first of all, then the articles."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.core import rule
from bot.core.knowledge import Knowledge, Line
from bot.core.model import ArticleId, Intent, IntentId, Outcome, SourceId, Subject
from bot.core.outcomes import candidates


def article_for(intent: IntentId, topic: str | None, knowledge: Knowledge) -> ArticleId | None:
    """The article that answers an intent: that of its topic, else its own."""
    for key in (f"{intent}/{topic}", intent) if topic else (intent,):
        for article in knowledge.articles.values():
            if key in article.answers:
                return article.id
    return None


def sources(
    intents: Sequence[Intent],
    outcomes: Sequence[Outcome],
    subjects: Sequence[Subject],
    knowledge: Knowledge,
    today: date,
) -> tuple[SourceId, ...]:
    """The documents that a reply rests on, most important first."""
    named: list[SourceId] = []
    if _asks_for_rules(intents):
        for line in _lines_used(outcomes, subjects, knowledge, today):
            current = rule.version(line, today)
            named += [current.source, *current.also]
    for intent in intents:
        found = article_for(intent.id, intent.topic, knowledge)
        if found:
            named.append(knowledge.articles[found].source)
    return tuple(dict.fromkeys(named))


def articles(
    intents: Sequence[Intent],
    outcomes: Sequence[Outcome],
    subjects: Sequence[Subject],
    knowledge: Knowledge,
    today: date,
) -> tuple[ArticleId, ...]:
    """The articles that answer, those that they cite, and those of the steps when they are of one line only."""
    cited: list[ArticleId] = []
    for intent in intents:
        found = article_for(intent.id, intent.topic, knowledge)
        if found:
            cited += [found, *knowledge.articles[found].cites]
    used = _lines_used(outcomes, subjects, knowledge, today)
    open_still = not outcomes or any(outcome.state != "closed" for outcome in outcomes)
    if _asks_for_rules(intents) and len(used) == 1 and open_still:
        cited += rule.version(used[0], today).articles
    return tuple(dict.fromkeys(cited))


def has_newer(cited: Iterable[SourceId], knowledge: Knowledge) -> bool:
    """Whether a later edition of one of the documents is known to exist."""
    return any(source in knowledge.sources and knowledge.sources[source].newer for source in cited)


def _asks_for_rules(intents: Sequence[Intent]) -> bool:
    """Whether the rules are part of the answer; a narrower question on how to renew is answered by its article."""
    return any(intent.id == "can_renew" or (intent.id == "how_to_renew" and not intent.topic) for intent in intents)


def _lines_used(
    outcomes: Sequence[Outcome], subjects: Sequence[Subject], knowledge: Knowledge, today: date
) -> tuple[Line, ...]:
    """The lines whose rules speak. A product that no line knows rests on the pages that deal with such products."""
    if outcomes:
        return tuple(knowledge.lines[line] for line in dict.fromkeys(outcome.line for outcome in outcomes))
    found = {line.id: line for subject in subjects for line in candidates(subject, knowledge, today)}
    if not found and any(subject.products for subject in subjects):
        return tuple(line for line in knowledge.lines.values() if _uncovered(line, today))
    return tuple(found.values())


def _uncovered(line: Line, today: date) -> bool:
    return rule.version(line, today).window.kind == "not_covered"
