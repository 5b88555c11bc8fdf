"""Articles put into a message: the point of one, the rest of it, or all of it under its title."""

from collections.abc import Iterator
from dataclasses import replace

from bot.core.citation import article_for
from bot.core.knowledge import Article, Knowledge
from bot.core.message import Section, Told
from bot.core.model import RENEWAL, Reply
from bot.core.wording.phrasing import Phrasing


def tell(reply: Reply, knowledge: Knowledge, words: Phrasing) -> Told | None:
    """The articles that answer, the first one's point as the headline; None where none does."""
    found = list({article.id: article for article in answering(reply, knowledge)}.values())
    if not found:
        return None
    first, *others = found
    return point(first, words), (*rest(first, words), *(part for other in others for part in whole(other, words)))


def answering(reply: Reply, knowledge: Knowledge) -> Iterator[Article]:
    """The articles for what is asked besides the renewal itself."""
    for intent, topic in zip(reply.intents, reply.topics, strict=True):
        if intent not in RENEWAL:
            found = article_for(intent, topic, knowledge)
            if found:
                yield knowledge.articles[found]


def point(article: Article, words: Phrasing) -> str:
    """The point of an article, told in its first line."""
    return article.body[words.language].split("\n", 1)[0].strip()


def rest(article: Article, words: Phrasing) -> tuple[Section, ...]:
    """What follows the first line."""
    _, _, rest = article.body[words.language].partition("\n")
    return sections_of("", rest)


def whole(article: Article, words: Phrasing) -> tuple[Section, ...]:
    """All of an article under its title."""
    return sections_of(article.title[words.language], article.body[words.language])


def sections_of(heading: str, body: str) -> tuple[Section, ...]:
    """An article's body: paragraphs, then numbered lines as steps, in the order in which they stand."""
    sections = [Section(heading)]
    for line in filter(None, (line.strip() for line in body.splitlines())):
        last = sections[-1]
        number, _, step = line.partition(". ")
        if number.isdigit() and step:
            sections[-1] = replace(last, steps=(*last.steps, step))
        elif last.steps:
            sections.append(Section(paragraphs=(line,)))
        else:
            sections[-1] = replace(last, paragraphs=(*last.paragraphs, line))
    return tuple(sections)
