"""Every branch of an answer at once: a bullet for each outcome, lines that read the same sharing one."""

from collections.abc import Sequence

from bot.core import rule
from bot.core.knowledge import Knowledge, Line, RuleVersion
from bot.core.model import Outcome, Reply
from bot.core.wording import shades
from bot.core.wording.phrasing import Phrasing, capitalised


def branches(outcomes: Sequence[Outcome], reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[str, ...]:
    """A bullet for each outcome; lines whose outcome reads the same share one."""
    shared: dict[tuple[str, tuple[tuple[str, str], ...]], list[Line]] = {}
    for outcome in outcomes:
        line = knowledge.lines[outcome.line]
        shared.setdefault(_branch(outcome, rule.version(line, reply.today), reply, words), []).append(line)
    return tuple(bullet(f"branch.{key}", lines, dict(parts), words) for (key, parts), lines in shared.items())


def bullet(key: str, lines: Sequence[Line], parts: dict[str, str], words: Phrasing) -> str:
    """One bullet: the lines it is of, then what holds for them."""
    told = words.texts["told.join"].join(line.told[words.language] for line in lines)
    return "• " + capitalised(words.bare(key, told=told, **parts))


def _branch(
    outcome: Outcome, current: RuleVersion, reply: Reply, words: Phrasing
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text that tells a branch, and what fills it."""
    key = shades.shade(outcome, current)
    parts = shades.last_days(outcome, words)
    if key in ("depends", "unknown"):
        first, contested = rule.turning(current, reply.today)
        parts = {"first": words.day(first), "window": words.window(current.window)}
        if contested is None:
            return "dated", tuple(parts.items())
        parts |= {"edge": words.day(shades.edge(first, contested)), "boundary": words.period(contested)}
        return "dated_contested", tuple(parts.items())
    return key, tuple(parts.items())
