"""A reply put into words: Reply + texts → Message. Chooses texts, decides nothing.

The first line is the point of the answer; then why, the steps, the pages, and last the source with its date.
"""

from bot.core import form
from bot.core.knowledge import Knowledge
from bot.core.message import Message, Told, paragraphs
from bot.core.model import Reply
from bot.core.wording import articles, asides, footing, questions, steps, timelines, verdicts
from bot.core.wording.phrasing import Phrasing


def compose(reply: Reply, knowledge: Knowledge) -> Message:
    """The message that says a reply in its language."""
    words = Phrasing(reply.language, knowledge.replies[reply.language])
    headline, sections = _body(reply, knowledge, words)
    question, choices = questions.ask_back(reply, knowledge, words)
    return Message(
        language=reply.language,
        headline=headline,
        sections=tuple(section for section in sections if section.paragraphs or section.steps),
        links=footing.links(reply, knowledge, words),
        link_heading=words.say("links.heading"),
        question=question,
        choices=choices,
        note=footing.note(reply, knowledge, words),
        warning=footing.warning(reply, words),
        human_label=words.say("human.label") if reply.kind != "handoff" else "",
        form=form.known(reply.subjects, reply.language),
        form_label=_form_label(reply, words),
        timeline=timelines.tell(reply, words),
    )


def _form_label(reply: Reply, words: Phrasing) -> str:
    """Where a license is asked about, the form changes what was understood; where nothing was, it begins afresh."""
    if reply.kind not in ("answer", "not_covered", "unclear", "smalltalk"):
        return ""
    known = reply.kind != "unclear" and any(one.products or one.lines or one.expiry for one in reply.subjects)
    return words.say("form.change" if known else "form.open")


def _body(reply: Reply, knowledge: Knowledge, words: Phrasing) -> Told:
    headline, sections = _told(reply, knowledge, words)
    if "contact_human" in reply.intents and reply.kind != "handoff":
        sections = (*sections, *paragraphs(words.say("handoff.headline")))
    if reply.doubted:
        sections = (*paragraphs(words.say("doubted")), *sections)
    return headline, sections


def _told(reply: Reply, knowledge: Knowledge, words: Phrasing) -> Told:
    match reply.kind:
        case "answer":
            return _answer(reply, knowledge, words)
        case "article":
            return articles.tell(reply, knowledge, words) or asides.out_of_scope(reply, words)
        case "not_covered":
            return asides.not_covered(reply, knowledge, words)
        case "smalltalk":
            return asides.smalltalk(reply, words)
        case "handoff":
            return words.say("handoff.headline"), paragraphs(words.say("handoff.known"))
        case _:
            return asides.unclear(reply, words)


def _answer(reply: Reply, knowledge: Knowledge, words: Phrasing) -> Told:
    """A renewal question: the verdict, its branches, the steps, then whatever else was asked."""
    tell = verdicts.tell if reply.outcomes else steps.how
    headline, sections = tell(reply, knowledge, words)
    narrower = steps.topical(reply, knowledge) if reply.outcomes else None
    others = (*([narrower] if narrower else []), *articles.answering(reply, knowledge))
    extra = (part for article in others for part in articles.whole(article, words))
    return headline, (*sections, *steps.steps(reply, knowledge, words), *extra)
