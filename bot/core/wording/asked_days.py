"""A day on which somebody wants to act: whether it is inside the renewal period."""

from bot.core import rule
from bot.core.knowledge import Knowledge
from bot.core.message import Section
from bot.core.model import Outcome, Period, Reply
from bot.core.wording import shades
from bot.core.wording.phrasing import Phrasing


def tell(reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[Section, ...]:
    """Whether a day on which someone wants to act is inside, where the last day is an exact one."""
    if len(reply.outcomes) != 1 or not reply.asked_about:
        return ()
    outcome = reply.outcomes[0]
    contested = rule.version(knowledge.lines[outcome.line], reply.today).contested_last_day
    texts = (
        _one(period, outcome, contested, words)
        for period in reply.asked_about
        if period.end and period.end >= reply.today
    )
    return (Section(paragraphs=tuple(text for text in texts if text)),)


def _one(asked: Period, outcome: Outcome, contested: bool, words: Phrasing) -> str:
    day = words.period(asked)
    if outcome.state == "unlimited":
        return words.say("asked.unlimited", day=day)
    last = shades.exact(outcome.last_day)
    if last is None or asked.start is None or asked.end is None:
        return ""
    if asked.end < last or (asked.end == last and not contested):
        return words.say("asked.inside", day=day)
    if asked.start <= last:
        return words.say(
            "asked.boundary" if contested and asked.end == last else "asked.partly", day=day, last_day=words.day(last)
        )
    return words.say("asked.outside", day=day, last_day=words.day(last))
