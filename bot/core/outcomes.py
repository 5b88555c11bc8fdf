"""What the rules say of everything that is asked about: a group of outcomes for each subject."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.core import rule
from bot.core.knowledge import Knowledge, Line
from bot.core.model import LineId, Outcome, Slot, Subject

Groups = tuple[tuple[Outcome, ...], ...]
"""The outcomes of each subject's candidate lines, in the order of the subjects."""


def candidates(subject: Subject, knowledge: Knowledge, today: date) -> tuple[Line, ...]:
    """The lines that a subject may belong to; when nothing was named, every line that counts on that day."""
    if subject.lines:
        return tuple(knowledge.lines[line] for line in subject.lines)
    if subject.products:
        return ()
    return tuple(
        line for line in knowledge.lines.values() if line.candidate_from is not None and line.candidate_from <= today
    )


def work_out(subjects: Sequence[Subject], knowledge: Knowledge, today: date) -> Groups:
    """Every candidate line's outcome. Options take their main license into account where that was asked about too."""
    alone = [
        tuple(
            replace(rule.apply(line, subject.expiry, today, subject.in_term), subject=subject.name)
            for line in candidates(subject, knowledge, today)
        )
        for subject in subjects
    ]
    settled = {group[0].line: group[0] for group in alone if len(group) == 1}
    return tuple(tuple(rule.ride(outcome, _main(outcome, settled, knowledge)) for outcome in group) for group in alone)


def _main(outcome: Outcome, settled: Mapping[LineId, Outcome], knowledge: Knowledge) -> Outcome | None:
    rides_on = knowledge.lines[outcome.line].rides_on
    return settled.get(rides_on) if rides_on else None


def flat(groups: Groups) -> tuple[Outcome, ...]:
    """All outcomes in one row."""
    return tuple(outcome for group in groups for outcome in group)


def missing(groups: Groups) -> tuple[Slot, ...]:
    """What would settle the verdict over all subjects: the line, the expiry, both or nothing."""
    if rule.verdict(flat(groups)) == "no":
        return ()
    wanted = {slot for group in groups for slot in rule.missing(group)}
    order: tuple[Slot, ...] = ("line", "expiry")
    return tuple(slot for slot in order if slot in wanted)


def lines(subjects: Iterable[Subject]) -> tuple[LineId, ...]:
    """The candidate lines of all subjects, each once."""
    return tuple(dict.fromkeys(line for subject in subjects for line in subject.lines))
