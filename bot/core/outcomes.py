"""What the rules say of everything that is asked about: a group of outcomes for each subject."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.core import rule
from bot.core.knowledge import Knowledge, Line
from bot.core.model import LineId, Outcome, Slot, State, Subject, Verdict

Groups = tuple[tuple[Outcome, ...], ...]
"""The outcomes of each subject's candidate lines, in the order of the subjects; empty where no line knows it."""


def candidates(subject: Subject, knowledge: Knowledge, today: date) -> tuple[Line, ...]:
    """The lines that a subject may belong to; when nothing was named, every line that counts on that day."""
    if subject.lines:
        return tuple(knowledge.lines[line] for line in subject.lines)
    if subject.products:
        return ()
    return tuple(
        line for line in knowledge.lines.values() if line.candidate_from is not None and line.candidate_from <= today
    )


def existing(subject: Subject, knowledge: Knowledge, today: date) -> Subject:
    """The subject without the lines that its name has by now, but had not on that day ("Advanced", in 2019)."""
    since = {line: knowledge.lines[line].candidate_from for line in subject.lines}
    left = tuple(line for line, day in since.items() if day is None or day <= today)
    return replace(subject, lines=left) if left and left != subject.lines else subject


def work_out(subjects: Sequence[Subject], known: Sequence[Subject], knowledge: Knowledge, today: date) -> Groups:
    """Every candidate line's outcome, a group for each subject.

    An option takes its main license into account where that is asked about too, or is `known` from earlier turns.
    """
    alone = [_alone(subject, knowledge, today) for subject in subjects]
    earlier = [_alone(subject, knowledge, today) for subject in known]
    settled = {group[0].line: group[0] for group in (*earlier[::-1], *alone) if len(group) == 1}
    return tuple(tuple(rule.ride(outcome, _main(outcome, settled, knowledge)) for outcome in group) for group in alone)


def _alone(subject: Subject, knowledge: Knowledge, today: date) -> tuple[Outcome, ...]:
    return tuple(
        rule.apply(line, subject.expiry, today, subject.in_term) for line in candidates(subject, knowledge, today)
    )


def _main(outcome: Outcome, settled: Mapping[LineId, Outcome], knowledge: Knowledge) -> Outcome | None:
    rides_on = knowledge.lines[outcome.line].rides_on
    return settled.get(rides_on) if rides_on else None


def options(knowledge: Knowledge) -> frozenset[LineId]:
    """The lines that ride on another."""
    return frozenset(line.id for line in knowledge.lines.values() if line.rides_on)


def with_option(subjects: tuple[Subject, ...], known: Sequence[Subject], knowledge: Knowledge) -> tuple[Subject, ...]:
    """A main license told of while its option was being talked about: the question is still about the option."""
    if len(subjects) != 1 or len(subjects[0].lines) != 1:
        return subjects
    main = subjects[0].lines[0]
    options = tuple(
        subject for subject in known if len(subject.lines) == 1 and knowledge.lines[subject.lines[0]].rides_on == main
    )
    return (*options, *subjects)


def states(groups: Groups) -> Iterator[State]:
    """The state of every outcome; a product that no line knows is not covered."""
    for group in groups:
        if not group:
            yield "not_covered"
        for outcome in group:
            yield outcome.state


def verdict(groups: Groups) -> Verdict | None:
    """The verdict over all subjects; None where none was worked out, or nothing is covered."""
    return rule.verdict(states(groups))


def nothing_covered(groups: Groups) -> bool:
    """Whether outcomes were worked out and no page of ours covers any of them."""
    return bool(groups) and set(states(groups)) == {"not_covered"}


def missing(groups: Groups) -> tuple[Slot, ...]:
    """What would settle the verdict over all subjects: the line, the expiry, both or nothing."""
    if verdict(groups) == "no":
        return ()
    wanted = {slot for group in groups for slot in rule.missing(group)}
    order: tuple[Slot, ...] = ("line", "expiry")
    return tuple(slot for slot in order if slot in wanted)


def lines(subjects: Iterable[Subject]) -> tuple[LineId, ...]:
    """The candidate lines of all subjects, each once."""
    return tuple(dict.fromkeys(line for subject in subjects for line in subject.lines))
