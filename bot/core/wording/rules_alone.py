"""The rule alone: how long after expiry, of one line or of each."""

from collections.abc import Sequence

from bot.core import rule
from bot.core.knowledge import Knowledge, Line, Window
from bot.core.message import Section, Told
from bot.core.model import Reply
from bot.core.wording.branches import bullet
from bot.core.wording.phrasing import Phrasing, capitalised


def tell(reply: Reply, knowledge: Knowledge, words: Phrasing) -> Told:
    """How long after expiry each candidate line can be renewed."""
    lines = [knowledge.lines[outcome.line] for outcome in reply.outcomes]
    if len(lines) > 1:
        return words.say("headline.rule_each"), (Section(paragraphs=_branches(lines, reply, words)),)
    line = lines[0]
    window = rule.version(line, reply.today).window
    short = line.short[words.language]
    if window.kind == "unlimited":
        return words.say("headline.rule_unlimited", short=short), ()
    if window.kind != "limited":
        return words.say("headline.not_stated"), (
            Section(paragraphs=(words.say("why.not_stated", short_first=capitalised(short)),)),
        )
    headline = words.say("headline.rule", short=short, window=words.window(window))
    return headline, (Section(paragraphs=(words.say("why.rule"),)),)


_BRANCH = {
    "limited": "branch.rule",
    "unlimited": "branch.rule_unlimited",
    "not_stated": "branch.not_stated",
    "not_covered": "branch.not_covered",
}


def _branches(lines: Sequence[Line], reply: Reply, words: Phrasing) -> tuple[str, ...]:
    shared: dict[Window, list[Line]] = {}
    for line in lines:
        shared.setdefault(rule.version(line, reply.today).window, []).append(line)
    return tuple(
        bullet(_BRANCH[window.kind], alike, {"window": words.window(window)}, words) for window, alike in shared.items()
    )
