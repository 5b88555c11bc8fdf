"""A connection of Socket Mode that goes deaf although it answers, and a process that is gone: nothing is missed."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.workspace.people import envelope
from bot.workspace.state import APP_TOKEN, BOT
from tests.edge import environment
from tests.storm import diary
from tests.storm.count import Count, complete, count
from tests.storm.crowd import Thread
from tests.storm.faulty import FaultySlack
from tests.storm.fleet import Fleet
from tests.storm.plan import Plan
from tests.storm.redis import Machine

CHANNELS = 3
"""Fewer than are told at first: a sweep looks where somebody has talked with the bot before."""
PATIENCE = 90.0
"""Seconds after which a question that has no answer is lost."""


@dataclass(frozen=True)
class Outcome:
    """told: questions that came over the connection; untold: those that nothing told of; rebuilt: connections."""

    count: Count
    told: int
    untold: int
    rebuilt: int


async def scene(plan: Plan, each: int, folder: Path) -> Outcome:
    """`each` questions are told, not told because the connection is deaf, not told because nobody is there, told."""
    machine, slack = Machine(folder, cuts=False), FaultySlack(plan)
    await asyncio.to_thread(machine.start)
    await slack.start()
    told = environment(slack, machine.url, 0) | {"SLACK_APP_TOKEN": APP_TOKEN}
    fleet = Fleet("sockets", replace(plan, webs=1, workers=0), told, folder)
    try:
        await fleet.start()
        return await _play(slack, fleet, each)
    finally:
        await fleet.stop()
        await slack.stop()
        await asyncio.to_thread(machine.stop)


async def _play(slack: FaultySlack, fleet: Fleet, each: int) -> Outcome:
    threads: list[Thread] = []

    async def ask(*, tell: bool) -> None:
        for _ in range(each):
            await _ask(slack, threads, tell=tell)

    await ask(tell=True)
    await _until(lambda: complete(threads, slack.workspace))  # So it is known where people talk with the bot.
    deaf = slack.connections
    await ask(tell=False)
    await _until(lambda: complete(threads, slack.workspace) and slack.connections not in ([], deaf))
    await fleet.kill("web")
    await ask(tell=False)
    await _until(lambda: complete(threads, slack.workspace))
    await ask(tell=True)
    await _until(lambda: complete(threads, slack.workspace))
    await asyncio.sleep(1)  # What comes twice comes a little later.
    rebuilt = diary.read(fleet.log).events["socket_rebuilt"]
    return Outcome(count(threads, slack.workspace), 2 * each, 2 * each, rebuilt)


async def _ask(slack: FaultySlack, threads: list[Thread], *, tell: bool) -> None:
    number = len(threads) + 1
    channel = f"C{number % CHANNELS}"
    message = slack.workspace.add(channel, {"user": "U1", "text": f"<@{BOT}> question {number}"})
    threads.append(Thread(channel, message["ts"], [number]))
    while tell:
        try:
            await slack.push("events_api", envelope({**message, "channel": channel}))
            return
        except (TimeoutError, ConnectionError):
            await asyncio.sleep(0.1)


async def _until(seen: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not seen() and time.monotonic() < until:
        await asyncio.sleep(0.1)
