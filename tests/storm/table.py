"""What came of a storm, as a table: each line with what it should have been."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.storm import deaf, leaks
from tests.storm.weather import Outcome

LEAK = 8.0
"""Megabytes that a process may grow by: half a kilobyte for each of 15,000 events."""
FILES = 64
"""Open files that may be added: connections to Redis are opened as they are needed, and kept."""

Line = tuple[str, str, bool]
"""What, what came of it, and whether that is right."""


@dataclass(frozen=True)
class Seen:
    """What was seen of every scene."""

    own: Outcome
    drought: Outcome
    deaf: deaf.Outcome
    leaks: leaks.Outcome
    bolt: Outcome
    streams: Outcome
    unsynced: Outcome


def show(seen: Seen) -> bool:
    """Print everything; whether all of it is as it should be."""
    print(f"{'design':<48}{'questions':>10}{'lost':>7}{'twice':>7}{'disorder':>10}{'memory':>8}{'leaked':>8}{'s':>6}")
    for one in (seen.own, seen.bolt, seen.streams, seen.unsynced):
        told = one.count
        numbers = f"{told.lost:>7}{told.twice:>7}{told.disorder:>10}{told.forgetful + told.unexpected:>8}"
        print(f"{one.plan.name:<48}{one.plan.questions:>10}{numbers}{len(one.leaked):>8}{one.seconds:>6.0f}")
    print("\nwhat the bot stood")
    lines = list(stood(seen))
    for what, told, good in lines:
        print(f"{what:<30}{told}" + ("" if good else "   <- NOT as it should be"), flush=True)
    return all(good for _, _, good in lines) and teeth(seen) == []


def stood(seen: Seen) -> Iterator[Line]:
    """Line by line what happened to the bot, and whether it came of it as it should."""
    own, plan, slack = seen.own, seen.own.plan, seen.own.faults
    yield "questions", f"{plan.questions} asked, {own.acked} events acknowledged", own.count.faultless
    kills = plan.worker_kills + plan.web_kills
    told = f"{own.killed} of {kills} (workers and web); ended by themselves: {own.crashed}"
    yield "kill -9", told, own.killed == kills and not own.crashed
    yield "freezes", f"{plan.freezes} workers for {plan.frozen:g} s, longer than a lease", True
    told = f"{own.ended} of {plan.terms} ended in order, finishing {own.diary.finished} conversations"
    yield "SIGTERM in mid-answer", told, own.ended == plan.terms
    yield "Redis killed", f"{plan.redis_kills} times, written anew {plan.rewrites} times", True
    yield "power cuts", f"{own.cuts}, {own.cut} unsynced bytes thrown away", True
    lost = own.diary.events["reply_lost"]
    yield "replies of Redis lost", str(lost), lost > 0
    failed = sum(slack.get(one, 0) for one in ("500", "500-landed"))
    hung = sum(slack.get(one, 0) for one in ("hang", "hang-landed"))
    yield "Slack", f"{slack.get('429', 0)} times 429, {failed} 5xx, {hung} not answered; half of those had landed", True
    yield "poison", f"{own.poison} apologised for once, {own.dead} dead letters", own.dead == own.poison == plan.poison
    yield "double clicks", f"{own.clicks} of {plan.clicks}, answered once each", own.clicks == plan.clicks
    told = f"{own.planted} of {plan.secrets} planted; traces in files, logs, metrics, Slack: {len(own.leaked)}"
    yield "secrets", told, not own.leaked and own.planted > plan.secrets // 2
    yield from _scenes(seen)


def _scenes(seen: Seen) -> Iterator[Line]:
    dry = seen.drought
    told = (
        f"for {dry.plan.away:g} s: {dry.plan.questions} questions, {dry.refused} times not acknowledged, {_zeros(dry)}"
    )
    yield "Redis away", told, dry.count.faultless and dry.refused > 0 and not dry.crashed
    ears = seen.deaf
    told = f"{ears.told} questions told, {ears.untold} not; rebuilt {ears.rebuilt}; {_zeros(ears)}"
    yield "deaf socket, process gone", told, ears.count.faultless and ears.rebuilt > 0
    left = seen.leaks
    grown = ", ".join(f"{kind} {use.memory:+.1f} MB {_files(use)}" for kind, use in left.grown.items())
    small = all(use.memory < LEAK and (use.files or 0) < FILES for use in left.grown.values())
    yield f"{left.events} events for leaks", grown, small and len(left.grown) == 2
    told = f"{left.keys} keys, {left.lasting} of them without a time to live, {left.left} left over"
    yield "", f"{told}; answered {left.answered}", not (left.lasting or left.left or left.refused)


def teeth(seen: Seen) -> list[str]:
    """The controls that the storm did no harm to: there must be none, or it proves nothing."""
    unsynced = seen.unsynced
    bitten = {
        "bolt": seen.bolt.count.lost and seen.bolt.count.twice,
        "streams": seen.streams.count.twice and seen.streams.count.disorder,
        "unsynced": not unsynced.count.faultless or not unsynced.cuts,
    }
    return [name for name, harm in bitten.items() if not harm]


def _zeros(one: Outcome | deaf.Outcome) -> str:
    return f"lost {one.count.lost}, twice {one.count.twice}, disorder {one.count.disorder}"


def _files(use: leaks.Use) -> str:
    return "" if use.files is None else f"{use.files:+d} files"
