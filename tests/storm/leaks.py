"""Twenty thousand events in fair weather: what is left of them in the processes and in Redis."""

import asyncio
import json
import random
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from redis.asyncio import Redis

from bot.delivery import connection
from bot.workspace.people import envelope
from bot.workspace.server import Server
from bot.workspace.state import BOT, BOT_ID, Channel, Workspace
from tests.edge import environment, fresh, up
from tests.storm.fleet import Fleet
from tests.storm.plan import Plan
from tests.storm.redis import Machine
from tests.storm.wire import Wire

PEOPLE = 16
"""Connections that events come in by."""
_PASSING = ("inbox:", "outbox:", "lease:", "tries:", "unsent:")
"""Keys that must be gone when everything is answered."""


@dataclass(frozen=True)
class Use:
    """Of one process: memory in megabytes; open files, None where that cannot be told."""

    memory: float
    files: int | None


@dataclass(frozen=True)
class Outcome:
    """grown: what each process uses more after all events than after the first quarter, by its kind; lasting: keys
    without a time to live; left: keys of things to do, although nothing is left to do."""

    events: int
    answered: int
    refused: int
    grown: dict[str, Use]
    keys: int
    lasting: int
    left: int


async def scene(plan: Plan, events: int, folder: Path) -> Outcome:
    """One web process and one worker take so many events, of every kind that Slack sends."""
    machine, slack = Machine(folder, cuts=False), Server(fresh())
    await asyncio.to_thread(machine.start)
    await slack.start()
    fleet = Fleet("own", plan, environment(slack, machine.url, 0), folder)
    try:
        await fleet.start()
        async with connection.closing(connection.connect(machine.url)) as redis:
            return await _play(slack.workspace, fleet, redis, events)
    finally:
        await fleet.stop()
        await slack.stop()
        await asyncio.to_thread(machine.stop)


async def _play(workspace: Workspace, fleet: Fleet, redis: Redis, events: int) -> Outcome:
    workspace.open(*(Channel(f"C{number}") for number in range(60)))
    async with aiohttp.ClientSession() as session:
        await up(session, f"http://127.0.0.1:{fleet.ports[0]}")
    refused = await _send(workspace, fleet.ports[0], events // 4)
    await _idle(redis)
    before = _uses(fleet)
    refused += await _send(workspace, fleet.ports[0], events - events // 4)
    await _idle(redis)
    grown = {kind: _more(use, before[kind]) for kind, use in _uses(fleet).items()}
    keys = [str(key) for key in await redis.keys("*")]
    times = [await redis.ttl(key) for key in keys]
    answered = sum(len(workspace.said(channel)) for channel in workspace.channels)
    left = sum(any(one in key for one in _PASSING) for key in keys)
    return Outcome(events, answered, refused, grown, len(keys), sum(one == -1 for one in times), left)


def _events(workspace: Workspace, dice: random.Random) -> Iterator[dict[str, Any]]:
    """Twenty at a time: a question in both its forms and once more; what is not for the bot; what no person wrote."""
    while True:
        channel = f"C{dice.randrange(60)}"
        asked = workspace.add(channel, {"user": f"U{dice.randrange(500)}", "text": f"<@{BOT}> question 1"})
        place = {"channel": channel, "channel_type": "channel"}
        other = {"type": "message", "user": "U2", "text": "lunch?", **place}
        yield {**asked, **place}
        yield {**asked, **place, "type": "app_mention"}
        yield {**asked, **place}
        for _ in range(4):
            yield {**other, "ts": workspace.stamp()}
            yield {**other, "ts": workspace.stamp(), "thread_ts": "1700000000.000100"}
        for _ in range(3):
            yield {**other, "ts": workspace.stamp(), "subtype": "message_changed", "hidden": True}
            yield {**other, "ts": workspace.stamp(), "bot_id": BOT_ID}
            yield {"type": "reaction_added", "user": "U2", "reaction": "+1"}


async def _send(workspace: Workspace, port: int, count: int) -> int:
    """Send events over a few connections. How many were refused."""
    source = _events(workspace, random.Random(count))
    bodies = iter([json.dumps(envelope(next(source))).encode() for _ in range(count)])

    async def one() -> int:
        wire = Wire(port)
        refused = sum([await wire.post(body) != 200 for body in bodies])
        wire.close()
        return refused

    return sum(await asyncio.gather(*(one() for _ in range(PEOPLE))))


async def _idle(redis: Redis) -> None:
    """Wait until nothing is left to do, and a little longer: the tally is written once a second."""
    until = time.monotonic() + 60
    while await redis.keys("*box:*") and time.monotonic() < until:
        await asyncio.sleep(0.2)
    await asyncio.sleep(1.2)


def _uses(fleet: Fleet) -> dict[str, Use]:
    return {kind: _use(number) for kind in ("web", "worker") if (number := fleet.some(kind))}


def _use(process: int) -> Use:
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
    files = Path(f"/proc/{process}/fd")
    return Use(int(told.stdout) / 1024, len(list(files.iterdir())) if files.exists() else None)


def _more(after: Use, before: Use) -> Use:
    files = None if after.files is None or before.files is None else after.files - before.files
    return Use(after.memory - before.memory, files)
