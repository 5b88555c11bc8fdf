"""The renewal rules: a line, an expiry and today become an Outcome; outcomes become a verdict.

Source: FAQ 83 (2017-11-24) and its newer edition, as kept in `knowledge/lines/`. How a window is counted is the
desk's reading: calendar months clamped to the month's end, the last day inside.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from bot.core.knowledge import Line, RuleVersion, Window
from bot.core.model import EXACT, DateMention, Margin, Outcome, Period, Slot, State, Verdict

POSSIBLE: frozenset[State] = frozenset({"in_term", "in_grace", "unlimited"})
UNSETTLED: frozenset[State] = frozenset({"depends", "unknown"})
_EARLY_FIRST: tuple[State, ...] = ("closed", "boundary", "in_grace", "in_term")


def version(line: Line, today: date) -> RuleVersion:
    """The version of a line's rule in force on a day; before the first one, the first."""
    current = line.rules[0]
    for candidate in line.rules:
        if candidate.start <= today:
            current = candidate
    return current


@lru_cache(maxsize=8192)
def last_day(expiry: date, window: Window) -> date:
    """The last renewal day of a limited window: 2017-11-30 + 3 months is 2018-02-28."""
    return expiry + relativedelta(months=window.months) + timedelta(days=window.days)


def state_on(expiry: date, today: date, rule: RuleVersion) -> State:
    """The state of one expiry date under a limited window."""
    if today <= expiry:
        return "in_term"
    last = last_day(expiry, rule.window)
    if today == last and rule.contested_last_day:
        return "boundary"
    return "in_grace" if today <= last else "closed"


def apply(line: Line, expiry: Sequence[DateMention], today: date, in_term: bool = False) -> Outcome:
    """What the rule says of a line, whose expiry is any of the days that the mentions name (none: not known).

    in_term: the asker says that the license has not expired yet; where a date says otherwise, both may be true.
    """
    rule = version(line, today)
    match rule.window.kind:
        case "unlimited":
            return Outcome(line.id, "unlimited")
        case "not_covered":
            return Outcome(line.id, "not_covered")
        case "not_stated":
            return Outcome(line.id, "unknown")
    said: set[State] = {"in_term"} if in_term else set()
    periods = [widen(period, mention.margin) for mention in expiry for period in mention.readings]
    if not periods:
        return Outcome(line.id, "in_term" if in_term else "unknown")
    return _limited(line, rule, periods, today, said)


def _limited(line: Line, rule: RuleVersion, periods: Sequence[Period], today: date, said: Iterable[State]) -> Outcome:
    held: set[State] = set(said)
    for period in periods:
        held.update(_states_in(period, today, rule))
    states = tuple(state for state in _EARLY_FIRST if state in held)
    return Outcome(line.id, _state_of(states), _last_days(periods, rule.window), states)


def _state_of(states: tuple[State, ...]) -> State:
    if len(states) == 1:
        return states[0]
    return "in_term" if set(states) <= POSSIBLE else "depends"


def _states_in(period: Period, today: date, rule: RuleVersion) -> Iterable[State]:
    """All states that the days of a period hold. Later expiry, later last day: the two ends and today tell."""
    yield "closed" if period.start is None else state_on(period.start, today, rule)
    yield "in_term" if period.end is None else state_on(period.end, today, rule)
    if period.start == period.end:
        return
    for day in (*_around_turning(rule.window, today), today - timedelta(days=1), today):
        if (period.start is None or period.start <= day) and (period.end is None or day <= period.end):
            yield state_on(day, today, rule)


@lru_cache(maxsize=512)
def _around_turning(window: Window, today: date) -> tuple[date, ...]:
    """The expiry dates around the one whose last renewal day is today: month ends make it up to four days off."""
    near = today - relativedelta(months=window.months) - timedelta(days=window.days)
    return tuple(near + timedelta(days=offset) for offset in range(-4, 5))


def _last_days(periods: Sequence[Period], window: Window) -> Period:
    starts = [period.start and last_day(period.start, window) for period in periods]
    ends = [period.end and last_day(period.end, window) for period in periods]
    return Period(
        None if None in starts else min(day for day in starts if day),
        None if None in ends else max(day for day in ends if day),
    )


def turning(rule: RuleVersion, today: date) -> tuple[date, Period | None]:
    """Where the answer turns as of today under a limited window: the earliest expiry date that can surely be renewed,
    and the expiry dates (if any) for which today is the contested last day."""
    states = [(day, state_on(day, today, rule)) for day in _around_turning(rule.window, today) if day <= today]
    contested = [day for day, state in states if state == "boundary"]
    first = next((day for day, state in states if state in POSSIBLE), today)
    return first, Period(contested[0], contested[-1]) if contested else None


def widen(period: Period, margin: Margin) -> Period:
    """A period made wider on both sides by what people round."""
    if margin == EXACT:
        return period
    step = relativedelta(months=margin.months, days=margin.days)
    return Period(period.start and period.start - step, period.end and period.end + step)


def ride(option: Outcome, main: Outcome | None) -> Outcome:
    """An option's outcome once its main license's is known: closed or unsure there, it depends here.

    Source: FAQ 83, "the main license must be renewed before or together". Unknown leaves the option's own state.
    """
    if main is None or main.state == "unknown" or main.state in POSSIBLE or option.state not in POSSIBLE:
        return option
    return replace(option, state="depends", main=main.state)


def verdict(states: Iterable[State]) -> Verdict | None:
    """yes: possible under every reading; no: closed under every one; None: nothing is covered; else depends."""
    held = set(states)
    if not held or held == {"not_covered"}:
        return None
    if held <= POSSIBLE:
        return "yes"
    return "no" if held == {"closed"} else "depends"


def missing(outcomes: Sequence[Outcome]) -> tuple[Slot, ...]:
    """What would settle the verdict over one subject's candidate lines, whose outcomes these are."""
    answer = verdict(outcome.state for outcome in outcomes)
    if answer in ("no", None):
        return ()
    slots: list[Slot] = []
    if len({outcome.line for outcome in outcomes}) > 1 and (
        len({kind(outcome.state) for outcome in outcomes}) > 1 or answer == "yes"
    ):
        slots.append("line")
    if any(outcome.state in UNSETTLED and outcome.main is None for outcome in outcomes):
        slots.append("expiry")
    return tuple(slots)


def kind(state: State) -> str:
    """States that answer alike share a kind: every possible one is "possible"."""
    return "possible" if state in POSSIBLE else state
