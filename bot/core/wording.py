"""A reply put into words: Reply + texts → Message. Chooses texts, decides nothing.

The first line is the point of the answer; then why, the steps, the pages, and last the source with its date.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.core import rule, verdicts
from bot.core.citation import RENEWAL, article_for
from bot.core.knowledge import Article, Knowledge, Line, RuleVersion, Source
from bot.core.model import Choice, Link, Message, Reply, Section
from bot.core.outcomes import candidates
from bot.core.phrasing import Phrasing, capitalised

CHOICES = 5
"""Buttons at the most: Slack shows five in a row (docs.slack.dev, actions block, 25 at most)."""


def compose(reply: Reply, knowledge: Knowledge) -> Message:
    """The message that says a reply in its language."""
    words = Phrasing(reply.language, knowledge.replies[reply.language])
    headline, sections = _body(reply, knowledge, words)
    question, choices = _question(reply, knowledge, words)
    return Message(
        language=reply.language,
        headline=headline,
        sections=tuple(section for section in sections if section.paragraphs or section.steps),
        links=_links(reply, knowledge, words),
        link_heading=words.say("links.heading"),
        question=question,
        choices=choices,
        note=_note(reply, knowledge, words),
        warning=_warning(reply, words),
        human_label=words.say("human.label") if reply.kind != "handoff" else "",
    )


def plain(message: Message) -> str:
    """The whole message as plain text, every address written out."""
    blocks: list[str] = [message.warning, message.headline]
    for section in message.sections:
        numbered = [f"{number}. {step}" for number, step in enumerate(section.steps, 1)]
        blocks.append("\n".join(line for line in (section.heading, *section.paragraphs, *numbered) if line))
    links = [f"• {link.title}" + (f"\n  {link.url}" if link.url else "") for link in message.links]
    if links:
        blocks.append("\n".join((message.link_heading, *links)))
    blocks.append("\n".join(filter(None, (message.question, " / ".join(c.label for c in message.choices)))))
    blocks.append(message.note)
    return "\n\n".join(block for block in blocks if block)


# ---------------------------------------------------------------- headline and sections


def _body(reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[str, tuple[Section, ...]]:
    match reply.kind:
        case "answer":
            headline, sections = _answer(reply, knowledge, words)
        case "article":
            headline, sections = _articles(reply, knowledge, words)
        case "not_covered":
            headline, sections = _not_covered(reply, knowledge, words)
        case "smalltalk":
            headline, sections = _smalltalk(reply, words)
        case "handoff":
            headline, sections = words.say("handoff.headline"), _paragraphs(words.say("handoff.known"))
        case _:
            headline, sections = _unclear(reply, words)
    if "contact_human" in reply.intents and reply.kind != "handoff":
        sections = (*sections, *_paragraphs(words.say("handoff.headline")))
    if reply.doubted:
        sections = (*_paragraphs(words.say("doubted")), *sections)
    return headline, sections


def _paragraphs(*texts: str) -> tuple[Section, ...]:
    return (Section(paragraphs=texts),)


def _answer(reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[str, tuple[Section, ...]]:
    """A renewal question: the verdict, its branches, the steps, then whatever else was asked."""
    headline, sections = verdicts.tell(reply, knowledge, words) if reply.outcomes else _how(reply, knowledge, words)
    steps = _steps(reply, knowledge, words)
    extra = (part for article in _other_articles(reply, knowledge) for part in _whole(article, words))
    return headline, (*sections, *steps, *extra)


def _how(reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[str, tuple[Section, ...]]:
    """How to renew, no expiry known: the steps of the line, or what each line needs."""
    topical = _topical(reply, knowledge)
    if topical is not None:
        return _first(topical, words), _rest(topical, words)
    lines = _lines(reply, knowledge)
    if len(lines) == 1:
        steps = rule.version(lines[0], reply.today).steps
        key = "headline.how" if steps else "headline.how_not_stated"
        return words.say(key, short=lines[0].short[reply.language]), ()
    told = [_how_branch(line, rule.version(line, reply.today), words) for line in lines]
    return words.say("headline.how_which"), _paragraphs(*told)


def _how_branch(line: Line, current: RuleVersion, words: Phrasing) -> str:
    steps = current.steps.get(words.language, ())
    needs = current.needs.get(words.language) or " ".join(steps)
    told = line.told[words.language]
    key = "branch.how" if needs else "branch.how_not_stated"
    return "• " + capitalised(words.bare(key, told=told, needs=needs))


def _topical(reply: Reply, knowledge: Knowledge) -> Article | None:
    """The article for a narrower question on how to renew (the completion mail, where to hand the form in)."""
    for intent, topic in zip(reply.intents, reply.topics, strict=True):
        if intent == "how_to_renew" and topic:
            found = article_for(intent, topic, knowledge)
            return knowledge.articles[found] if found else None
    return None


def _steps(reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[Section, ...]:
    """The steps of each settled line that can (or may) still be renewed."""
    open_lines = {outcome.line for outcome in reply.outcomes if outcome.state not in ("closed", "not_covered")}
    if (reply.outcomes and not open_lines) or _topical(reply, knowledge):
        return ()
    settled = [subject.lines[0] for subject in reply.subjects if len(subject.lines) == 1]
    lines = [knowledge.lines[line] for line in dict.fromkeys(settled) if not open_lines or line in open_lines]
    if _unsettled(reply) and "how_to_renew" not in reply.intents:
        return ()
    return tuple(_line_steps(line, len(lines) > 1, reply, words) for line in lines)


def _unsettled(reply: Reply) -> bool:
    """Whether steps would be premature: it is not known yet that the license can be renewed at all."""
    return reply.verdict == "depends" and not any(
        outcome.state in ("boundary", *rule.POSSIBLE) for outcome in reply.outcomes
    )


def _line_steps(line: Line, several: bool, reply: Reply, words: Phrasing) -> Section:
    current = rule.version(line, reply.today)
    heading = words.say("steps.heading_line", name=line.name[words.language]) if several else words.say("steps.heading")
    if not current.steps:
        return Section(heading, (words.say("steps.not_stated"),)) if reply.outcomes else Section()
    needs = current.needs.get(words.language)
    return Section(
        heading, (words.say("steps.needs", needs=needs),) if needs else (), tuple(current.steps[words.language])
    )


def _lines(reply: Reply, knowledge: Knowledge) -> tuple[Line, ...]:
    found = (line for subject in reply.subjects for line in candidates(subject, knowledge, reply.today))
    return tuple({line.id: line for line in found}.values())


# ---------------------------------------------------------------- articles


def _other_articles(reply: Reply, knowledge: Knowledge) -> Iterator[Article]:
    for intent, topic in zip(reply.intents, reply.topics, strict=True):
        if intent not in RENEWAL:
            found = article_for(intent, topic, knowledge)
            if found:
                yield knowledge.articles[found]


def _articles(reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[str, tuple[Section, ...]]:
    articles = list({article.id: article for article in _other_articles(reply, knowledge)}.values())
    if not articles:
        return _out_of_scope(reply, words)
    first, *others = articles
    return _first(first, words), (
        *_rest(first, words),
        *(part for article in others for part in _whole(article, words)),
    )


def _first(article: Article, words: Phrasing) -> str:
    """The point of an article, told in its first line."""
    return article.body[words.language].split("\n", 1)[0].strip()


def _rest(article: Article, words: Phrasing) -> tuple[Section, ...]:
    _, _, rest = article.body[words.language].partition("\n")
    return _sections("", rest)


def _whole(article: Article, words: Phrasing) -> tuple[Section, ...]:
    return _sections(article.title[words.language], article.body[words.language])


def _sections(heading: str, body: str) -> tuple[Section, ...]:
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


# ---------------------------------------------------------------- the rest


def _not_covered(reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[str, tuple[Section, ...]]:
    if "out_of_scope" in reply.intents:
        headline, sections = _articles(reply, knowledge, words)
        return headline, (*sections, *(_paragraphs(words.say("out_of_scope.human")) if reply.handoff else ()))
    told = (_product_name(subject.products, knowledge, words) for subject in reply.subjects)
    names = [name for name in told if name]
    headline = (
        words.say("headline.not_covered", name=words.listed(names))
        if names
        else words.say("headline.not_covered_unnamed")
    )
    return headline, _paragraphs(words.say("not_covered.see"))


def _product_name(products: Sequence[str], knowledge: Knowledge, words: Phrasing) -> str:
    named = [product for product in knowledge.catalogue.products if product.id in products]
    return named[0].name[words.language] if len(named) == 1 else ""


def _out_of_scope(reply: Reply, words: Phrasing) -> tuple[str, tuple[Section, ...]]:
    topic = next((topic for topic in reply.topics if topic and f"out_of_scope.{topic}" in words.texts), "other")
    return words.say(f"out_of_scope.{topic}"), ()


def _smalltalk(reply: Reply, words: Phrasing) -> tuple[str, tuple[Section, ...]]:
    kind = reply.intents[0]
    if kind == "help":
        intro, *examples = words.say("help.examples").split("•")
        listed = (intro.strip(), *(f"• {example.strip()}" for example in examples))
        return words.say("smalltalk.help"), _paragraphs(*listed, words.say("help.more"))
    return words.say(f"smalltalk.{kind}"), ()


def _unclear(reply: Reply, words: Phrasing) -> tuple[str, tuple[Section, ...]]:
    text = words.say("unclear.offer" if reply.choices else "unclear.rephrase")
    human = (words.say("unclear.human"),) if reply.handoff else ()
    return words.say("unclear.headline"), _paragraphs(text, *human)


def _question(reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[str, tuple[Choice, ...]]:
    if reply.kind == "unclear":
        offers = [words.bare(f"offer.{intent}") for intent in reply.choices]
        return "", tuple(Choice(offer, offer) for offer in offers)
    if reply.kind != "answer":
        return "", ()
    which = "line" in reply.missing or (not reply.outcomes and len(_lines(reply, knowledge)) > 1)
    if _topical(reply, knowledge) is not None:
        which = False
    lines = _lines(reply, knowledge) if which and len(reply.subjects) == 1 else ()
    choices = [Choice(line.choice[reply.language], line.choice[reply.language]) for line in lines][:CHOICES]
    if "expiry" in reply.missing:
        if reply.impossible:
            return words.say("ask.impossible", day=reply.impossible[0]), ()
        not_expired = words.bare("choice.not_expired")
        told = any(subject.expiry for subject in reply.subjects)
        if not told and len(choices) < CHOICES and not choices:
            choices.append(Choice(not_expired, not_expired))
    key = "ask.both" if which and "expiry" in reply.missing else "ask.line" if which else "ask.expiry"
    asks = which or "expiry" in reply.missing
    return (words.say(key), tuple(choices)) if asks else ("", ())


def _links(reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[Link, ...]:
    return tuple(_link(cited, knowledge, words) for cited in reply.articles if _is_page(cited, knowledge))


def _is_page(cited: str, knowledge: Knowledge) -> bool:
    """Whether there is a page to cite, and not only a text of the desk's own."""
    article = knowledge.articles.get(cited)
    return article is None or bool(article.url or article.listed or cited in knowledge.sources)


def _link(cited: str, knowledge: Knowledge, words: Phrasing) -> Link:
    """An article or a source; an article without a known address is cited with the page that lists it."""
    source = knowledge.sources.get(cited)
    if source is not None:
        return Link(source.title[words.language], source.url)
    article = knowledge.articles[cited]
    title = article.title[words.language]
    return Link(title, article.url) if article.url else Link(words.bare("link.listed", title=title))


def _note(reply: Reply, knowledge: Knowledge, words: Phrasing) -> str:
    """The small line: every source that the reply rests on, with its date; the newer edition once."""
    told = [_dated(source, words) for cited, source in knowledge.sources.items() if cited in reply.articles]
    if reply.tell_newer_edition:
        told.append(words.say("note.newer"))
    return "\n".join(told)


def _dated(source: Source, words: Phrasing) -> str:
    title = source.title[words.language]
    if source.published is None:
        return words.say("note.undated", title=title)
    return words.say("note.dated", title=title, date=words.day(source.published))


def _warning(reply: Reply, words: Phrasing) -> str:
    if not reply.secrets:
        return ""
    kinds = list(dict.fromkeys(words.bare(f"secret.{kind}") for kind in reply.secrets))
    return words.say("warning.secret", kinds=words.listed(kinds))
