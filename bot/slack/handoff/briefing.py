"""What a person is told who takes over: where, what was asked, what was understood and answered.

Source of what may be quoted: the rules of the house. Words said in private are told to nobody, unless the one who said
them pressed the button that calls a person; what everybody can read may be told to colleagues.
"""

from collections.abc import Iterator, Mapping

from bot.core import utterance
from bot.core.knowledge import Line
from bot.core.model import Language, LineId, Subject
from bot.core.ticket import Brief
from bot.slack.entry import Entry, spoken
from bot.slack.handoff.means import Means
from bot.slack.views import text
from bot.slack.views.answer import HUMAN
from bot.slack.words import Words
from bot.store import Thread


async def brief(means: Means, entry: Entry, thread: Thread, language: Language) -> Brief:
    """What is told of an entry that calls a person."""
    quoted = entry.kind == "human" or (entry.shared_thread and thread.public)
    return Brief(
        where=_where(entry, await _link(means, entry) if entry.shared_thread else "", language, means.words),
        question=await _question(means, entry, thread) if quoted else "",
        quoted=quoted,
        understood=_understood(thread, language, means.words, means.lines),
        answered=_answered(thread, language, means.words),
    )


async def _link(means: Means, entry: Entry) -> str:
    """The address of the entry's thread: as Slack tells it, else as its own client writes it."""
    told = await means.sight.permalink(entry.channel, entry.thread)
    return told or text.address(entry.team, entry.channel, entry.thread)


async def _question(means: Means, entry: Entry, thread: Thread) -> str:
    """What the asker said, and in public also what began the thread; without secrets, and without Slack's markup."""
    own = "" if entry.text == HUMAN else entry.text
    if not entry.shared_thread:
        return utterance.read(own).text
    said = await means.sight.thread(entry.channel, entry.thread)
    whose = {entry.user, *(user for user, _ in said[:1] if thread.public)}
    texts = [spoken(typed)[0] for user, typed in said if user in whose] or [own]
    return "\n".join(filter(None, (utterance.read(typed).text.strip() for typed in texts)))


def _where(entry: Entry, link: str, language: Language, words: Words) -> str:
    channel = f"<#{entry.channel}>"
    if entry.respond:
        return text.escape(words.say(language, "card.where.command", channel="\0")).replace("\0", channel)
    if not entry.shared_thread:
        return text.escape(words.say(language, "card.where.direct"))
    return f"{channel}, <{link}|{text.escape(words.say(language, 'card.thread'))}>" if link else channel


def _understood(thread: Thread, language: Language, words: Words, lines: Mapping[LineId, Line]) -> str:
    told = [piece for subject in thread.conversation.subjects for piece in _subject(subject, language, words, lines)]
    return words.say(language, "ticket.and").join(told) or words.say(language, "card.nothing")


def _subject(subject: Subject, language: Language, words: Words, lines: Mapping[LineId, Line]) -> Iterator[str]:
    names = [lines[line].short[language] for line in subject.lines if line in lines]
    if names:
        yield " / ".join(names)
    for mention in subject.expiry:
        days = [f"{period.start or ''}–{period.end or ''}" for period in mention.readings]
        key = "card.expiry.about" if mention.approximate else "card.expiry"
        yield words.say(language, key, day=" / ".join(map(_single, days)))
    if subject.in_term:
        yield words.say(language, "card.in_term")


def _single(days: str) -> str:
    """One day where a period begins and ends on the same."""
    start, _, end = days.partition("–")
    return start if start == end else days


def _answered(thread: Thread, language: Language, words: Words) -> str:
    return thread.said[-1].message.headline if thread.said else words.say(language, "card.nothing")
