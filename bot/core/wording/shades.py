"""Finer shades of an outcome, on which the choice of a text turns, and what fills it."""

from datetime import date

from bot.core.knowledge import RuleVersion
from bot.core.model import Outcome, Period
from bot.core.wording.phrasing import Phrasing


def shade(outcome: Outcome, current: RuleVersion) -> str:
    """The text that tells an outcome: its state, or a finer shade of it."""
    if outcome.state == "unknown" and current.window.kind == "not_stated":
        return "not_stated"
    if outcome.state == "in_term" and outcome.last_day is None:
        return "in_term_told"
    if outcome.state in ("in_term", "in_grace", "closed") and exact(outcome.last_day) is None:
        return f"{outcome.state}_range"
    if outcome.main is not None:
        return "depends_main"
    return outcome.state


def last_days(outcome: Outcome, words: Phrasing) -> dict[str, str]:
    """The last day as it fills a text: exact, or the earliest and the latest that it can be."""
    last = outcome.last_day
    if last is None:
        return {}
    return {
        "last_day": words.period(last),
        "earliest": words.day(last.start) if last.start else "",
        "latest": words.day(last.end) if last.end else "",
    }


def edge(first: date, contested: Period | None) -> date:
    """Before which expiry date it is a plain no: the contested one, else the first that can be renewed."""
    return contested.start if contested and contested.start else first


def exact(period: Period | None) -> date | None:
    """The one day that a period is; None where it is several or open."""
    return period.start if period is not None and period.start == period.end else None
