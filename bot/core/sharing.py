"""Several things in one utterance: whose each date is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.core import joining
from bot.core.model import DateMention, LineId, Reading, Subject
from bot.core.naming import Thing


def shared_out(things: Sequence[Thing], dates: Sequence[DateMention], reading: Reading) -> tuple[Subject, ...]:
    """Several things in one utterance: each date belongs to the thing, or to the list of things, nearest to it.

    "both" shares every date; as many dates as things are taken in order. What no date belongs to stays unknown.
    """
    if len(dates) == 1 and _is_of_all(dates[0], things, reading):
        return tuple(replace(thing.subject, expiry=tuple(dates)) for thing in things)
    runs = _in_lists(things)
    if len(dates) == len(runs) and _alternate(runs, dates):
        own_each = [[when] for when in dates]
    else:
        own_each = _owned(runs, dates, reading)
    return tuple(
        subject
        for run, own in zip(runs, own_each, strict=True)
        for subject in _in_order([thing.subject for thing in run], own)
    )


def _is_of_all(when: DateMention, things: Sequence[Thing], reading: Reading) -> bool:
    """Whether "both" says that a date is that of all things: in its sentence, or where they are named in one list. "A
    expires in May. B's date is unknown. Can both be renewed?" does not."""
    text = reading.utterance.text
    both = [mark for mark in reading.marks if mark.kind == "both"]
    if len(_in_lists(things)) == 1 or joining.marked(reading.marks, "same"):
        return bool(both)
    sentence = joining.PER_SENTENCE
    return any(joining.distance(text, one.start, one.end, when.start, when.end) < sentence for one in both)


def _alternate(runs: Sequence[Sequence[Thing]], dates: Sequence[DateMention]) -> bool:
    """Whether each thing has its date behind it, or each before it: "1 May for this, 3 June for that"."""
    places = sorted([(run[0].start, 0) for run in runs] + [(when.start, 1) for when in dates])
    return all(one[1] != other[1] for one, other in pairwise(places))


def _owned(runs: Sequence[Sequence[Thing]], dates: Sequence[DateMention], reading: Reading) -> list[list[DateMention]]:
    owned: list[list[DateMention]] = [[] for _ in runs]
    for when in dates:
        owned[_nearest(when, runs, reading)].append(when)
    return owned


def _in_lists(things: Sequence[Thing]) -> list[list[Thing]]:
    """The things as they are listed: each run is one list, or a thing by itself."""
    runs: list[list[Thing]] = []
    for thing in things:
        if thing.listed and runs:
            runs[-1].append(thing)
        else:
            runs.append([thing])
    return runs


def _nearest(when: DateMention, runs: Sequence[Sequence[Thing]], reading: Reading) -> int:
    text, marks = reading.utterance.text, reading.marks
    far = [
        min(joining.apart(text, marks, start, end, when) for start, end in _places(run, runs, reading)) for run in runs
    ]
    return far.index(min(far))


def _places(run: Sequence[Thing], runs: Sequence[Sequence[Thing]], reading: Reading) -> Iterator[tuple[int, int]]:
    """Where a thing, or a list of them, is named, and where a clue tells of no other ("the option's expiry")."""
    yield run[0].start, run[-1].end
    own = _lines_of(run)
    others = {line for other in runs if other is not run for line in _lines_of(other)}
    for clue in reading.clues:
        if set(clue.lines) & own and not set(clue.lines) & others:
            yield clue.start, clue.end


def _lines_of(run: Sequence[Thing]) -> set[LineId]:
    return {line for thing in run for line in thing.subject.lines}


def _in_order(subjects: Sequence[Subject], own: Sequence[DateMention]) -> list[Subject]:
    if len(own) == len(subjects) > 1:
        return [replace(subject, expiry=(when,)) for subject, when in zip(subjects, own, strict=True)]
    return [replace(subject, expiry=tuple(own)) for subject in subjects]
