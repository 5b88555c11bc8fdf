"""The verdict in words: one line's, or every branch at once where it depends."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.core import rule
from bot.core.knowledge import Knowledge, Line, RuleVersion, Window
from bot.core.model import Outcome, Period, Reply, Section, Subject
from bot.core.phrasing import Phrasing, capitalised

Told = tuple[str, tuple[Section, ...]]


def tell(reply: Reply, knowledge: Knowledge, words: Phrasing) -> Told:
    """Headline and sections for the outcomes of a reply."""
    if len(reply.subjects) > 1:
        return _several(reply, knowledge, words)
    if reply.rule_only:
        return _rule(reply, knowledge, words)
    if len(reply.outcomes) == 1:
        return _single(reply.outcomes[0], reply, knowledge, words)
    branches = _branches(reply.outcomes, reply, knowledge, words)
    return _headline(reply, words), (Section(paragraphs=branches), *_asked(reply, knowledge, words))


# ---------------------------------------------------------------- one line


def _single(outcome: Outcome, reply: Reply, knowledge: Knowledge, words: Phrasing) -> Told:
    line = knowledge.lines[outcome.line]
    current = rule.version(line, reply.today)
    expiry = reply.subjects[0].expiry
    key = _key(outcome, current)
    parts = {
        "short": line.short[words.language],
        "short_first": capitalised(line.short[words.language]),
        "window": words.window(current.window),
        **_last(outcome, words),
        "expiry": words.expiry(expiry),
        "today": words.day(reply.today),
    }
    reasons = [words.say(f"why.{key.removesuffix('_range')}", **parts)]
    if outcome.state in ("in_term", "in_grace"):
        reasons.append(_left(outcome, reply, words))
    if any(mention.approximate for mention in expiry) and outcome.state != "unlimited":
        reasons.append(words.say("why.approximate", expiry=words.expiry(expiry)))
    if reply.impossible and "expiry" not in reply.missing:
        reasons.append(words.say("why.impossible", day=reply.impossible[0]))
    if key in ("depends", "unknown"):
        reasons += _cuts(outcome, current, reply, words)
    paragraphs = tuple(reason for reason in reasons if reason)
    return words.say(f"headline.{key}", **parts), (Section(paragraphs=paragraphs), *_asked(reply, knowledge, words))


def _key(outcome: Outcome, current: RuleVersion) -> str:
    """The text that tells an outcome: its state, or a finer shade of it."""
    if outcome.state == "unknown" and current.window.kind == "not_stated":
        return "not_stated"
    if outcome.state == "in_term" and outcome.last_day is None:
        return "in_term_told"
    if outcome.state in ("in_term", "in_grace", "closed") and _exact(outcome.last_day) is None:
        return f"{outcome.state}_range"
    if rule.rides(outcome):
        return "depends_main"
    return outcome.state


def _last(outcome: Outcome, words: Phrasing) -> dict[str, str]:
    """The last day as it fills a text: exact, or the earliest and the latest that it can be."""
    last = outcome.last_day
    if last is None:
        return {}
    return {
        "last_day": words.period(last),
        "earliest": words.day(last.start) if last.start else "",
        "latest": words.day(last.end) if last.end else "",
    }


def _left(outcome: Outcome, reply: Reply, words: Phrasing) -> str:
    """Days left up to an exact last day; empty where it is a range."""
    last = _exact(outcome.last_day)
    if last is None:
        return ""
    count = (last - reply.today) // timedelta(days=1)
    if count == 0:
        return words.say("left.last")
    return words.say("left.one") if count == 1 else words.say("left.many", count=count)


def _cuts(outcome: Outcome, current: RuleVersion, reply: Reply, words: Phrasing) -> list[str]:
    """Every branch of a date that is open: from which expiry date on it is a yes, on which it is contested."""
    first, contested = rule.turning(current, reply.today)
    held = set(outcome.states) or {"closed", "boundary", "in_grace"}
    cuts = []
    if held & rule.POSSIBLE:
        cuts.append("• " + words.say("cut.yes", first=words.day(first)))
    if contested and "boundary" in held:
        cuts.append("• " + words.say("cut.boundary", boundary=words.period(contested)))
    if "closed" in held:
        cuts.append("• " + words.say("cut.no", edge=words.day(_edge(first, contested))))
    return cuts


def _edge(first: date, contested: Period | None) -> date:
    return contested.start if contested and contested.start else first


# ---------------------------------------------------------------- several lines


def _headline(reply: Reply, words: Phrasing) -> str:
    if reply.verdict == "yes":
        lasts = [outcome.last_day.start for outcome in reply.outcomes if outcome.last_day and outcome.last_day.start]
        if lasts:
            return words.say("headline.yes_all_until", last_day=words.day(min(lasts)))
        return words.say("headline.yes_all")
    if reply.verdict == "no":
        return words.say("headline.no_all")
    return words.say("headline.depends_both" if "expiry" in reply.missing else "headline.depends_line")


def _branches(outcomes: Sequence[Outcome], reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[str, ...]:
    """A bullet for each outcome; lines whose outcome reads the same share one."""
    shared: dict[tuple[str, tuple[tuple[str, str], ...]], list[Line]] = {}
    for outcome in outcomes:
        line = knowledge.lines[outcome.line]
        shared.setdefault(_branch(outcome, rule.version(line, reply.today), reply, words), []).append(line)
    return tuple(_bullet(f"branch.{key}", lines, dict(parts), words) for (key, parts), lines in shared.items())


def _bullet(key: str, lines: Sequence[Line], parts: dict[str, str], words: Phrasing) -> str:
    told = words.texts["told.join"].join(line.told[words.language] for line in lines)
    return "• " + capitalised(words.bare(key, told=told, **parts))


def _branch(
    outcome: Outcome, current: RuleVersion, reply: Reply, words: Phrasing
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text that tells a branch, and what fills it."""
    key = _key(outcome, current)
    parts = _last(outcome, words)
    if key in ("depends", "unknown"):
        first, contested = rule.turning(current, reply.today)
        parts = {"first": words.day(first), "window": words.window(current.window)}
        if contested is None:
            return "dated", tuple(parts.items())
        parts |= {"edge": words.day(_edge(first, contested)), "boundary": words.period(contested)}
        return "dated_contested", tuple(parts.items())
    return key, tuple(parts.items())


def _several(reply: Reply, knowledge: Knowledge, words: Phrasing) -> Told:
    """Several things asked about together: each with its own outcome."""
    key = {"yes": "headline.yes_each", "no": "headline.no_each"}.get(reply.verdict or "", "headline.depends_each")
    sections = tuple(
        Section(
            words.say("subject.heading", name=subject.name),
            _branches(_of(subject, reply.outcomes), reply, knowledge, words),
        )
        for subject in reply.subjects
    )
    return words.say(key), (*sections, *_asked(reply, knowledge, words))


def _of(subject: Subject, outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.subject == subject.name]


# ---------------------------------------------------------------- the rule alone


def _rule(reply: Reply, knowledge: Knowledge, words: Phrasing) -> Told:
    lines = [knowledge.lines[outcome.line] for outcome in reply.outcomes]
    if len(lines) > 1:
        return words.say("headline.rule_each"), (Section(paragraphs=_rule_branches(lines, reply, words)),)
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


_RULE_BRANCH = {
    "limited": "branch.rule",
    "unlimited": "branch.rule_unlimited",
    "not_stated": "branch.not_stated",
    "not_covered": "branch.not_covered",
}


def _rule_branches(lines: Sequence[Line], reply: Reply, words: Phrasing) -> tuple[str, ...]:
    shared: dict[Window, list[Line]] = {}
    for line in lines:
        shared.setdefault(rule.version(line, reply.today).window, []).append(line)
    return tuple(
        _bullet(_RULE_BRANCH[window.kind], alike, {"window": words.window(window)}, words)
        for window, alike in shared.items()
    )


# ---------------------------------------------------------------- a day asked about


def _asked(reply: Reply, knowledge: Knowledge, words: Phrasing) -> tuple[Section, ...]:
    """Whether a day on which someone wants to act is inside, where the last day is an exact one."""
    if len(reply.outcomes) != 1 or not reply.asked_about:
        return ()
    outcome = reply.outcomes[0]
    contested = rule.version(knowledge.lines[outcome.line], reply.today).contested_last_day
    texts = (_asked_one(period, outcome, contested, words) for period in reply.asked_about)
    return (Section(paragraphs=tuple(text for text in texts if text)),)


def _asked_one(asked: Period, outcome: Outcome, contested: bool, words: Phrasing) -> str:
    day = words.period(asked)
    if outcome.state == "unlimited":
        return words.say("asked.unlimited", day=day)
    last = _exact(outcome.last_day)
    if last is None or asked.start is None or asked.end is None:
        return ""
    if asked.end < last or (asked.end == last and not contested):
        return words.say("asked.inside", day=day)
    if asked.start <= last:
        return words.say(
            "asked.boundary" if contested and asked.end == last else "asked.partly", day=day, last_day=words.day(last)
        )
    return words.say("asked.outside", day=day, last_day=words.day(last))


def _exact(period: Period | None) -> date | None:
    return period.start if period is not None and period.start == period.end else None
