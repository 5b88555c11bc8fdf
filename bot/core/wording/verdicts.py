"""The verdict in words: one line's, or every branch at once where it depends."""

from collections.abc import Sequence
from datetime import timedelta

from bot.core import rule
from bot.core.knowledge import Knowledge, RuleVersion
from bot.core.message import Section, Told
from bot.core.model import Outcome, Reply, Subject
from bot.core.wording import asked_days, rules_alone, shades
from bot.core.wording.branches import branches
from bot.core.wording.phrasing import Phrasing, capitalised, product_name


def tell(reply: Reply, knowledge: Knowledge, words: Phrasing) -> Told:
    """Headline and sections for the outcomes of a reply."""
    if len(reply.subjects) > 1:
        return _several(reply, knowledge, words)
    if reply.rule_only:
        return rules_alone.tell(reply, knowledge, words)
    if len(reply.outcomes) == 1:
        return _single(reply.outcomes[0], reply, knowledge, words)
    told = branches(reply.outcomes, reply, knowledge, words)
    return _headline(reply, words), (Section(paragraphs=told), *asked_days.tell(reply, knowledge, words))


def _single(outcome: Outcome, reply: Reply, knowledge: Knowledge, words: Phrasing) -> Told:
    line = knowledge.lines[outcome.line]
    current = rule.version(line, reply.today)
    expiry = reply.subjects[0].expiry
    key = shades.shade(outcome, current)
    parts = {
        "short": line.short[words.language],
        "short_first": capitalised(line.short[words.language]),
        "window": words.window(current.window),
        **shades.last_days(outcome, words),
        "expiry": words.expiry(expiry),
        "today": words.day(reply.today),
    }
    reasons = [words.say(f"why.{key.removesuffix('_range')}", **parts)]
    if outcome.state in ("in_term", "in_grace"):
        reasons.append(left(outcome, reply, words))
    if any(mention.approximate for mention in expiry) and outcome.state != "unlimited":
        reasons.append(words.say("why.approximate", expiry=words.expiry(expiry)))
    if reply.impossible and "expiry" not in reply.missing:
        reasons.append(words.say("why.impossible", day=reply.impossible[0]))
    if key in ("depends", "unknown"):
        reasons += _cuts(outcome, current, reply, words)
    paragraphs = tuple(reason for reason in reasons if reason)
    return words.say(f"headline.{key}", **parts), (
        Section(paragraphs=paragraphs),
        *asked_days.tell(reply, knowledge, words),
    )


def left(outcome: Outcome, reply: Reply, words: Phrasing) -> str:
    """Days left up to an exact last day; empty where it is a range."""
    last = shades.exact(outcome.last_day)
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
        cuts.append("• " + words.say("cut.no", edge=words.day(shades.edge(first, contested))))
    return cuts


def _headline(reply: Reply, words: Phrasing) -> str:
    if reply.verdict == "yes":
        lasts = [outcome.last_day.start for outcome in reply.outcomes if outcome.last_day and outcome.last_day.start]
        if lasts:
            return words.say("headline.yes_all_until", last_day=words.day(min(lasts)))
        return words.say("headline.yes_all")
    if reply.verdict == "no":
        return words.say("headline.no_all")
    return words.say("headline.depends_both" if "expiry" in reply.missing else "headline.depends_line")


def _several(reply: Reply, knowledge: Knowledge, words: Phrasing) -> Told:
    """Several things asked about together: each with its own outcome."""
    key = {"yes": "headline.yes_each", "no": "headline.no_each"}.get(reply.verdict or "", "headline.depends_each")
    sections = tuple(
        Section(_heading(subject, knowledge, words), _each(group, subject, reply, knowledge, words))
        for subject, group in zip(reply.subjects, reply.groups, strict=True)
    )
    return words.say(key), (*sections, *asked_days.tell(reply, knowledge, words))


def _heading(subject: Subject, knowledge: Knowledge, words: Phrasing) -> str:
    """What a thing is called: its product's name, else that of its line."""
    named = product_name(subject.products, knowledge.catalogue, words.language)
    thing = named or (capitalised(knowledge.lines[subject.lines[0]].name[words.language]) if subject.lines else "")
    office = knowledge.phrases[words.language].offices.get(subject.office, ("",))[0]
    return words.bare("office.of", office=office, thing=thing) if office and thing else office or thing


def _each(
    group: Sequence[Outcome], subject: Subject, reply: Reply, knowledge: Knowledge, words: Phrasing
) -> tuple[str, ...]:
    if group:
        return branches(group, reply, knowledge, words)
    return ("• " + words.say("branch.not_covered", told=_heading(subject, knowledge, words)),)
