"""How a license is renewed: its steps, or what each license needs where it is not settled which one it is."""

from bot.core import rule
from bot.core.citation import article_for
from bot.core.knowledge import Article, Knowledge, Line, RuleVersion
from bot.core.message import Section, Told, paragraphs
from bot.core.model import Reply
from bot.core.outcomes import candidates
from bot.core.wording import articles
from bot.core.wording.phrasing import Phrasing, capitalised


def how(reply: Reply, knowledge: Knowledge, words: Phrasing) -> Told:
    """How to renew, no expiry known: the steps of the line, or what each line needs."""
    article = topical(reply, knowledge)
    if article is not None:
        return articles.point(article, words), articles.rest(article, words)
    candidate = lines(reply, knowledge)
    if len(candidate) == 1:
        known = rule.version(candidate[0], reply.today).steps
        key = "headline.how" if known else "headline.how_not_stated"
        return words.say(key, short=candidate[0].short[reply.language]), ()
    told = [_how_branch(line, rule.version(line, reply.today), words) for line in candidate]
    return words.say("headline.how_which"), paragraphs(*told)


def _how_branch(line: Line, current: RuleVersion, words: Phrasing) -> str:
    steps = current.steps.get(words.language, ())
    needs = current.needs.get(words.language) or " ".join(steps)
    told = line.told[words.language]
    key = "branch.how" if needs else "branch.how_not_stated"
    return "• " + capitalised(words.bare(key, told=told, needs=needs))


def topical(reply: Reply, knowledge: Knowledge) -> Article | None:
    """The article for a narrower question on how to renew (the completion mail, where to hand the form in)."""
    for intent, topic in zip(reply.intents, reply.topics, strict=True):
        if intent == "how_to_renew" and topic:
            found = article_for(intent, topic, knowledge)
            return knowledge.articles[found] if found else None
    return None


def steps(reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[Section, ...]:
    """The steps of each settled line that can (or may) still be renewed."""
    open_lines = {outcome.line for outcome in reply.outcomes if outcome.state not in ("closed", "not_covered")}
    premature = _unsettled(reply) and "how_to_renew" not in reply.intents
    if premature or (reply.outcomes and not open_lines) or topical(reply, knowledge):
        return ()
    settled = [subject.lines[0] for subject in reply.subjects if len(subject.lines) == 1]
    shown = [knowledge.lines[line] for line in dict.fromkeys(settled) if not open_lines or line in open_lines]
    return tuple(_line_steps(line, len(shown) > 1, reply, words) for line in shown)


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


def lines(reply: Reply, knowledge: Knowledge) -> tuple[Line, ...]:
    """All candidate lines of what is asked about, each once."""
    found = (line for subject in reply.subjects for line in candidates(subject, knowledge, reply.today))
    return tuple({line.id: line for line in found}.values())
