"""The card that tells the triage channel of someone who would like to talk to a human.

It never quotes what the person typed: a link leads there, and what was understood is told in the desk's own words.
"""

from collections.abc import Iterator, Mapping

from bot.core.knowledge import Line
from bot.core.model import Language, LineId, Subject
from bot.slack.entry import Entry
from bot.slack.views import text
from bot.slack.views.text import Block
from bot.slack.words import Words
from bot.store import Thread


def blocks(
    entry: Entry, thread: Thread, link: str, language: Language, words: Words, lines: Mapping[LineId, Line]
) -> list[Block]:
    """The card's blocks. link: the address of the thread, empty where nobody else could open it."""
    facts = [
        text.escape(words.say(language, "card.who", who="\0")).replace("\0", f"<@{entry.user}>"),
        text.escape(words.say(language, "card.where", where="\0")).replace("\0", _where(entry, link, language, words)),
        text.escape(words.say(language, "card.language", language=words.say(language, f"card.language.{language}"))),
        text.escape(words.say(language, "card.understood", what=_understood(thread, language, words, lines))),
        text.escape(words.say(language, "card.answered", what=_answered(thread, language, words))),
    ]
    title = words.say(language, "card.title")
    return [*text.sections(title, bold=True), text.section("\n".join(facts)[: text.SECTION])]


def _where(entry: Entry, link: str, language: Language, words: Words) -> str:
    channel = f"<#{entry.channel}>"
    if entry.respond:
        return text.escape(words.say(language, "card.where.command", channel="\0")).replace("\0", channel)
    if not entry.shared_thread:
        return text.escape(words.say(language, "card.where.direct"))
    return f"{channel}, <{link}|{text.escape(words.say(language, 'card.thread'))}>" if link else channel


def _understood(thread: Thread, language: Language, words: Words, lines: Mapping[LineId, Line]) -> str:
    told = [piece for subject in thread.conversation.subjects for piece in _subject(subject, language, words, lines)]
    return "; ".join(told) or words.say(language, "card.nothing")


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
