"""The foot of a message: the pages to read, the sources with their dates, a warning of secrets."""

from bot.core.knowledge import Knowledge, Source
from bot.core.message import Link
from bot.core.model import Reply
from bot.core.wording.phrasing import Phrasing


def links(reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[Link, ...]:
    """The pages to read; the desk\'s own texts are none."""
    return tuple(_link(cited, knowledge, words) for cited in reply.articles if _is_page(cited, knowledge))


def _link(cited: str, knowledge: Knowledge, words: Phrasing) -> Link:
    """An article or a source; an article without a known address is cited with the page that lists it."""
    source = knowledge.sources.get(cited)
    if source is not None:
        return Link(source.title[words.language], source.url)
    article = knowledge.articles[cited]
    title = article.title[words.language]
    return Link(title, article.url) if article.url else Link(words.bare("link.listed", title=title))


def _is_page(cited: str, knowledge: Knowledge) -> bool:
    """Whether there is a page to cite, and not only a text of the desk's own."""
    article = knowledge.articles.get(cited)
    return article is None or bool(article.url or article.listed or cited in knowledge.sources)


def note(reply: Reply, knowledge: Knowledge, words: Phrasing) -> str:
    """The small line: every source that the reply rests on, with its date; the newer edition once."""
    cited = [_dated(source, words) for key, source in knowledge.sources.items() if key in reply.articles]
    told = [words.say("note.sources", sources=words.texts["list.comma"].join(cited))] if cited else []
    if reply.tell_newer_edition:
        told.append(words.say("note.newer"))
    return "\n".join(told)


def _dated(source: Source, words: Phrasing) -> str:
    """A source by what its title begins with ("FAQ No. 83"); the whole title stands among the links."""
    title = source.title[words.language].partition(":")[0]
    if source.published is None:
        return words.bare("note.undated", title=title)
    return words.bare("note.dated", title=title, date=words.day(source.published))


def warning(reply: Reply, words: Phrasing) -> str:
    """The warning of secrets that were taken out; empty where there were none."""
    if not reply.secrets:
        return ""
    kinds = list(dict.fromkeys(words.bare(f"secret.{kind}") for kind in reply.secrets))
    return words.say("warning.secret", kinds=words.listed(kinds))
