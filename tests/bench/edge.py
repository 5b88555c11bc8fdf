"""The bot from outside, as its Procfile starts it, with the embedded Redis; beside it the least that a bot can do.

A crowd in a process of its own sends signed mentions and takes the answers (crowd.py). Acknowledgements are timed from
the moment at which an event was to be sent, at a pace that does not wait for anything; answers a second by keeping a
number of questions out. Everything runs on one machine, so the crowd takes its share of the cores too.
"""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.workspace.state import SECRET, TOKEN
from tests.bench.engine import ROOT
from tests.edge import free_port

PACE, SECONDS = 300, 10
"""Events a second, and for how long."""
SLOW = 0.08
"""Seconds that a slow Slack takes for a call."""
WINDOW, ANSWERS = 256, 3000
"""Questions that are out at a time, and in all."""
ROUNDS = 3
DESIGNS = {
    "web + worker": (["bot", "web"], ["bot", "worker"]),
    "run": (["bot", "run"],),
    "bare slack-bolt echo": (["tests.bench.echo"],),
}


@dataclass
class Bot:
    """One design that runs."""

    port: int
    processes: list[Process]
    started: float

    def memory(self) -> int:
        """MiB that its processes have in memory, their Redis included."""
        told = subprocess.run(["ps", "-eo", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout
        table = {int(pid): (int(parent), int(size)) for pid, parent, size in map(str.split, told.splitlines())}
        family = {process.pid for process in self.processes}
        while more := {pid for pid, (parent, _) in table.items() if parent in family} - family:
            family |= more
        return sum(table[pid][1] for pid in family if pid in table) // 1024


class Outside:
    """The crowd, told what to do."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def tell(self, **told: Any) -> dict[str, Any]:
        """Have something done; what came of it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(told).encode() + b"\n")
        return dict(json.loads(await self._process.stdout.readline()))


@contextlib.asynccontextmanager
async def outside() -> AsyncIterator[Outside]:
    """The crowd in its process."""
    command = [sys.executable, "-m", "tests.bench.crowd"]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=PIPE, stdout=PIPE, limit=1 << 26)
    yield Outside(process)
    assert process.stdin is not None
    process.stdin.close()
    await process.wait()


@contextlib.asynccontextmanager
async def running(design: str, slack: int) -> AsyncIterator[Bot]:
    """A design's processes, from an empty Redis until told to end."""
    port, began = free_port(), time.perf_counter()
    with tempfile.TemporaryDirectory() as state:
        environment = {
            "PATH": os.environ["PATH"],
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": f"http://127.0.0.1:{slack}/api/",
            "XDG_STATE_HOME": state,
            "PORT": str(port),
            "TODAY": "2018-06-01",
        }
        processes = [
            await asyncio.create_subprocess_exec(
                sys.executable, "-m", *command, cwd=ROOT, env=environment, stdout=asyncio.subprocess.DEVNULL
            )
            for command in DESIGNS[design]
        ]
        await _up(port)
        yield Bot(port, processes, time.perf_counter() - began)
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            await process.wait()


async def _up(port: int) -> None:
    """Wait until something listens; asked by a connection, which costs nobody anything."""
    while True:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(0.01)


async def acknowledged(crowd: Outside, slack: int, delay: float) -> dict[str, float]:
    """Milliseconds until an event is acknowledged, at the pace, by the bot."""
    async with running("web + worker", slack) as bot:
        await crowd.tell(slack=0)
        await crowd.tell(window=64, count=300, to=bot.port)
        await crowd.tell(slack=delay)
        seen = await crowd.tell(pace=PACE, count=PACE * SECONDS, to=bot.port)
    lost = PACE * SECONDS - len(seen["answers"])
    acks, answers = seen["acks"], seen["answers"]
    return {
        "median": _part(acks, 0.5),
        "p99": _part(acks, 0.99),
        "slowest": acks[-1] * 1000,
        "answer": _part(answers, 0.5),
        "lost": lost + seen["refused"],
    }


async def answered(crowd: Outside, slack: int, design: str, delay: float) -> tuple[float, float, int]:
    """Answers a second, the seconds of the start, and the MiB in memory afterwards."""
    async with running(design, slack) as bot:
        await crowd.tell(slack=0)
        await crowd.tell(window=64, count=300, to=bot.port)
        await crowd.tell(slack=delay)
        seen = await crowd.tell(window=WINDOW, count=ANSWERS, to=bot.port)
        assert len(seen["answers"]) == ANSWERS, f"{design}: {ANSWERS - len(seen['answers'])} were not answered"
        return ANSWERS / seen["seconds"], bot.started, bot.memory()


def _part(ordered: list[float], part: float) -> float:
    return ordered[int(len(ordered) * part)] * 1000


async def measure() -> None:
    """Measure and print all of it: the best of several rounds, for other work on the machine only adds."""
    async with outside() as crowd:
        slack = int((await crowd.tell(slack=0))["port"])
        for delay in (0.0, SLOW):
            rounds = [await acknowledged(crowd, slack, delay) for _ in range(ROUNDS)]
            best = min(rounds, key=lambda one: one["p99"])
            print(
                f"{'acknowledged':<20} {PACE} events/s, Slack takes {delay * 1000:.0f} ms: median {best['median']:.2f} ms, "
                f"p99 {best['p99']:.2f} ms, slowest {best['slowest']:.1f} ms, answered after {best['answer']:.0f} ms, "
                f"lost {sum(one['lost'] for one in rounds)}; p99 of all rounds "
                + ', '.join(f"{one['p99']:.1f}" for one in rounds)
            )
        for delay in (0.0, SLOW):
            await _compare(crowd, slack, delay)
    print(f"{'load of the machine':<20} {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


async def _compare(crowd: Outside, slack: int, delay: float) -> None:
    best: dict[str, tuple[float, float, int]] = {}
    for _ in range(ROUNDS):
        for design in DESIGNS:
            best[design] = max(best.get(design, (0.0, 0.0, 0)), await answered(crowd, slack, design, delay))
    least = best["bare slack-bolt echo"][0]
    for design, (rate, start, memory) in best.items():
        print(
            f"{'answers':<20} Slack takes {delay * 1000:.0f} ms: {design}: {rate:.0f}/s, {rate / least:.2f} of the echo; "
            f"starts in {start:.2f} s, {memory} MiB"
        )


def show() -> None:
    """Measure and print."""
    asyncio.run(measure())


if __name__ == "__main__":
    show()
