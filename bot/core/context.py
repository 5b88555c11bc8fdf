"""What a conversation makes of a message: whether it is for the desk at all, and what its words are about by now."""

import re
from dataclasses import replace
from datetime import date

from bot.core import joining, outcomes
from bot.core.knowledge import Knowledge
from bot.core.model import RENEWAL, STRONG, Conversation, DateMention, Reading

_MENTION = re.compile(r"\s*(?:@(?!here\b|channel\b|everyone\b)\S|>\s*\S{1,10}(?:さん|様|君|くん|ちゃん))")
_QUESTION = re.compile(r"\?|か(?=[。\s]|$)")


def is_for_another(reading: Reading) -> bool:
    """Whether a message speaks to somebody else, and of nothing of ours: "@dave can you move the meeting to the 21st?".

    The desk's own mention is taken out before.
    """
    told = reading.products or reading.clues or reading.about == "ours"
    return bool(_MENTION.match(reading.utterance.folded)) and not told


def about_last_days(reading: Reading, conversation: Conversation, knowledge: Knowledge, today: date) -> Reading:
    """The reading, a date that is the last renewal day told before being about that day: "so it was yesterday?"."""
    if not conversation.subjects or reading.products or not reading.dates:
        return reading
    groups = outcomes.work_out(conversation.subjects, (), knowledge, today)
    about = ("none",) if "speaks_of_end" in reading.acts else ("none", "expiry")
    told = {outcome.last_day for group in groups for outcome in group if outcome.last_day}
    return replace(
        reading,
        dates=tuple(
            replace(when, role="asked")
            if when.role in about and told & set(when.readings) and not _corrects(when, reading)
            else when
            for when in reading.dates
        ),
    )


def _corrects(when: DateMention, reading: Reading) -> bool:
    """Whether a date puts right the one before: "not December, the end of March", 正しくは3/31です."""
    inside = any(mark.kind == "corrects" and when.start <= mark.start < when.end for mark in reading.marks)
    return inside or joining.corrected(reading.marks, 0, when.start)


def asks(reading: Reading) -> bool:
    """Whether a message has the sign of a question."""
    return _QUESTION.search(reading.utterance.folded) is not None


def asks_of_main(reading: Reading, knowledge: Knowledge) -> bool:
    """Whether a message asks by itself for what it names, and names no option: "can the main license be renewed?"."""
    heard = any(intent.id in RENEWAL and intent.score >= STRONG for intent in reading.intents)
    options = outcomes.options(knowledge)
    named = [*(some.lines for some in reading.products), *(some.lines for some in reading.clues)]
    return heard and asks(reading) and not any(set(lines) & options for lines in named)
