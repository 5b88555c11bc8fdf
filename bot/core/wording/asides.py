"""Replies beside the renewal itself: what no page covers, small talk, what was not understood."""

from bot.core.knowledge import Knowledge
from bot.core.message import Told, paragraphs
from bot.core.model import Reply
from bot.core.wording import articles
from bot.core.wording.phrasing import Phrasing, product_name


def not_covered(reply: Reply, knowledge: Knowledge, words: Phrasing) -> Told:
    """What no page covers, or what is out of scope, with a person offered where one can help."""
    if "out_of_scope" in reply.intents:
        headline, sections = articles.tell(reply, knowledge, words) or out_of_scope(reply, words)
        return headline, (*sections, *(paragraphs(words.say("out_of_scope.human")) if reply.handoff else ()))
    told = (product_name(subject.products, knowledge.catalogue, words.language) for subject in reply.subjects)
    names = [name for name in told if name]
    headline = (
        words.say("headline.not_covered", name=words.listed(names))
        if names
        else words.say("headline.not_covered_unnamed")
    )
    return headline, paragraphs(words.say("not_covered.see"))


def out_of_scope(reply: Reply, words: Phrasing) -> Told:
    """What lies outside the desk altogether, by topic."""
    topic = next((topic for topic in reply.topics if topic and f"out_of_scope.{topic}" in words.texts), "other")
    return words.say(f"out_of_scope.{topic}"), ()


def smalltalk(reply: Reply, words: Phrasing) -> Told:
    """A greeting, thanks, or what the desk can do."""
    kind = reply.intents[0]
    if kind == "help":
        intro, *examples = words.say("help.examples").split("•")
        listed = (intro.strip(), *(f"• {example.strip()}" for example in examples))
        return words.say("smalltalk.help"), paragraphs(*listed, words.say("help.more"))
    return words.say(f"smalltalk.{kind}"), ()


def unclear(reply: Reply, words: Phrasing) -> Told:
    """What was not understood, with the likeliest meanings on offer."""
    text = words.say("unclear.offer" if reply.choices else "unclear.rephrase")
    human = (words.say("unclear.human"),) if reply.handoff else ()
    return words.say("unclear.headline"), paragraphs(text, *human)
