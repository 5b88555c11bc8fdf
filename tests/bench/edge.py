"""The bot from outside, as its Procfile starts it, with the embedded Redis; beside it the least that a bot can do.

A crowd in a process of its own sends signed mentions and takes the answers (crowd.py). Acknowledgements are timed from
the moment at which an event was to be sent, at a pace that does not wait for anything; answers a second by keeping a
number of questions out. Everything runs on one machine, so the crowd takes its share of the cores too.
"""

import asyncio
import os
import time
from dataclasses import dataclass

from tests.bench.processes import DESIGNS, LEAST, Bot, Outside, outside, running

PACE, SECONDS = 300, 10
"""Events a second, and for how long."""
SLOW = 0.08
"""Seconds that a slow Slack takes for a call."""
WINDOW, ANSWERS = 256, 3000
"""Questions that are out at a time, and in all."""
ROUNDS = 3


@dataclass(frozen=True)
class Acknowledged:
    """What came of events at the pace: milliseconds from when each was to be sent; `lost`: refused or not answered."""

    median: float
    p99: float
    slowest: float
    answer: float
    lost: int


@dataclass(frozen=True, order=True)
class Answered:
    """What came of questions kept out: answers a second, seconds from nothing to the first answer, MiB in memory."""

    rate: float
    start: float
    memory: int


async def acknowledged(crowd: Outside, slack: int, delay: float) -> Acknowledged:
    """Send events at the pace to the bot."""
    async with running("web + worker", slack) as bot:
        await _warm(crowd, bot, delay)
        seen = await crowd.tell(pace=PACE, count=PACE * SECONDS, to=bot.port)
    acks, lost = seen["acks"], PACE * SECONDS - len(seen["answers"]) + seen["refused"]
    return Acknowledged(_part(acks, 0.5), _part(acks, 0.99), acks[-1] * 1000, _part(seen["answers"], 0.5), lost)


async def answered(crowd: Outside, slack: int, design: str, delay: float) -> Answered:
    """Keep questions out to a design."""
    async with running(design, slack) as bot:
        start = await _warm(crowd, bot, delay)
        seen = await crowd.tell(window=WINDOW, count=ANSWERS, to=bot.port)
        missing = ANSWERS - len(seen["answers"])
        assert not missing, f"{design}: {missing} questions were not answered"
        return Answered(ANSWERS / seen["seconds"], start, bot.memory())


async def _warm(crowd: Outside, bot: Bot, delay: float) -> float:
    """Ask a little beforehand; the seconds from the start of the processes to the first answer."""
    await crowd.tell(slack=0)
    await crowd.tell(window=1, count=1, to=bot.port)
    start = time.perf_counter() - bot.began
    await crowd.tell(window=64, count=300, to=bot.port)
    await crowd.tell(slack=delay)
    return start


def _part(ordered: list[float], part: float) -> float:
    return ordered[int(len(ordered) * part)] * 1000


async def measure() -> None:
    """Measure and print all of it: the best of several rounds, for other work on the machine only adds."""
    async with outside() as crowd:
        slack = int((await crowd.tell(slack=0))["port"])
        for delay in (0.0, SLOW):
            rounds = [await acknowledged(crowd, slack, delay) for _ in range(ROUNDS)]
            _show_acknowledged(delay, rounds)
        for delay in (0.0, SLOW):
            rows: dict[str, list[Answered]] = {design: [] for design in DESIGNS}
            for _ in range(ROUNDS):
                for design, row in rows.items():
                    row.append(await answered(crowd, slack, design, delay))
            _show_answered(delay, rows)
    print(f"{'the machine':<20} load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; best of {ROUNDS} rounds each")


def _show_acknowledged(delay: float, rounds: list[Acknowledged]) -> None:
    best = min(rounds, key=lambda one: one.p99)
    print(
        f"{'acknowledged':<20} {PACE} events/s, Slack takes {delay * 1000:.0f} ms: median {best.median:.2f} ms, "
        f"p99 {best.p99:.2f} ms, slowest {best.slowest:.1f} ms; answered after {best.answer:.0f} ms; "
        f"lost {sum(one.lost for one in rounds)}",
        flush=True,
    )


def _show_answered(delay: float, rows: dict[str, list[Answered]]) -> None:
    least = max(rows[LEAST]).rate
    for design, row in rows.items():
        best = max(row)
        print(
            f"{'answers':<20} Slack takes {delay * 1000:.0f} ms, {design}: {best.rate:.0f}/s, "
            f"{best.rate / least:.2f} of the echo; {min(one.start for one in row):.2f} s from the start to the first "
            f"answer; {best.memory} MiB in memory",
            flush=True,
        )


def show() -> None:
    """Measure and print."""
    asyncio.run(measure())


if __name__ == "__main__":
    show()
