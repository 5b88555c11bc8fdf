"""One storm over one design: the crowd asks, everything fails in its turn, and then it is counted."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from tests.edge import environment
from tests.storm.count import Count, complete, count
from tests.storm.crowd import Crowd
from tests.storm.faulty import FaultySlack
from tests.storm.fleet import Fleet
from tests.storm.plan import Plan
from tests.storm.redis import Machine


@dataclass(frozen=True)
class Outcome:
    """What was seen. `leaked`: planted secrets found on Redis' disk or in the logs; `crashed`: processes that ended
    by themselves with an error. `cut`: bytes that power cuts threw away."""

    count: Count
    seconds: float
    acked: int
    refused: int
    ack_median: float
    cuts: int
    cut: int
    crashed: int
    leaked: list[str] = field(default_factory=list)
    faults: dict[str, int] = field(default_factory=dict)


async def storm(design: str, plan: Plan, folder: Path) -> Outcome:
    """Let a storm pass over a design; its files are in the folder."""
    machine, slack = Machine(folder, cuts=plan.power_cuts > 0), FaultySlack(plan)
    await asyncio.to_thread(machine.start)
    await slack.start()
    fleet = Fleet(design, plan, environment(slack, machine.url, 0) | {"LOG": "ids"}, folder)
    try:
        async with aiohttp.ClientSession() as session:
            return await _pass(plan, machine, slack, fleet, session)
    finally:
        await fleet.stop()
        await slack.stop()
        machine.stop()


async def _pass(
    plan: Plan, machine: Machine, slack: FaultySlack, fleet: Fleet, session: aiohttp.ClientSession
) -> Outcome:
    await fleet.start()
    crowd = Crowd(plan, slack, fleet.ports, session)
    began = time.monotonic()
    await asyncio.gather(crowd.ask(), *_disasters(plan, machine, fleet))
    await _calmed(plan, crowd, slack)
    seconds = time.monotonic() - began
    written = machine.written() + fleet.log.read_bytes() + repr(slack.workspace.calls).encode()
    acks = sorted(crowd.acks)
    return Outcome(
        count(crowd.threads, slack.workspace),
        seconds,
        len(acks),
        crowd.refused,
        acks[len(acks) // 2],
        plan.power_cuts if machine.cuts else 0,
        machine.thrown_away,
        sum(code > 0 for code in fleet.codes),
        crowd.planted.found(written),
        slack.faults,
    )


async def _calmed(plan: Plan, crowd: Crowd, slack: FaultySlack) -> None:
    """Wait until everything is answered, or nothing has been said for a while."""
    landed, since = 0, time.monotonic()
    while time.monotonic() - since < plan.quiet and not complete(crowd.threads, slack.workspace):
        await asyncio.sleep(0.2)
        if slack.landed != landed:
            landed, since = slack.landed, time.monotonic()
    await asyncio.sleep(1)  # What comes twice comes a little later.


def _disasters(plan: Plan, machine: Machine, fleet: Fleet) -> list[Awaitable[None]]:
    dice = random.Random(plan.seed)

    async def often(times: int, do: Callable[[], Awaitable[None] | None]) -> None:
        async def once(when: float) -> None:
            await asyncio.sleep(when)
            done = do()
            if done is not None:
                await done

        await asyncio.gather(*(once(plan.seconds * dice.uniform(0.1, 0.95)) for _ in range(times)))

    async def redis(end: Callable[[], None]) -> None:
        async with one_at_a_time:
            await asyncio.to_thread(end)
            await asyncio.sleep(0.5)
            await asyncio.to_thread(machine.start)
            await asyncio.sleep(0.3)

    one_at_a_time = asyncio.Lock()
    hit = "worker" if fleet.some("worker") else "web"
    return [
        often(plan.worker_kills, lambda: fleet.kill(hit)),
        often(plan.freezes, lambda: fleet.freeze(hit, plan.frozen)),
        often(plan.web_kills, lambda: fleet.kill("web")),
        often(plan.terms, lambda: fleet.end(hit)),
        often(plan.redis_kills, lambda: redis(machine.kill)),
        often(plan.power_cuts if machine.cuts else 0, lambda: redis(machine.cut)),
    ]
