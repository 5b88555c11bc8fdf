"""One storm over one design: the crowd asks, everything fails in its turn, and then it is counted."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from bot.delivery import connection
from bot.delivery.letters import Letters
from tests.edge import environment
from tests.storm import diary
from tests.storm.count import Count, complete, count
from tests.storm.crowd import Crowd
from tests.storm.diary import Diary
from tests.storm.faulty import FaultySlack
from tests.storm.fleet import Fleet
from tests.storm.plan import Plan
from tests.storm.redis import Machine


@dataclass(frozen=True)
class Outcome:
    """What was seen. `leaked`: planted secrets found on Redis' disk, in the logs, in what Slack was sent or in the
    metrics; `crashed`: processes that ended by themselves with an error; `ended`: workers that ended in order when
    told to; `cut`: bytes that power cuts threw away; `dead`: dead letters; `diary`: what the processes logged."""

    plan: Plan
    count: Count
    seconds: float
    acked: int
    refused: int
    ack_median: float
    cuts: int
    cut: int
    killed: int
    crashed: int
    ended: int
    poison: int
    clicks: int
    dead: int
    diary: Diary
    planted: int
    leaked: list[str] = field(default_factory=list)
    faults: dict[str, int] = field(default_factory=dict)


async def storm(design: str, plan: Plan, folder: Path) -> Outcome:
    """Let a storm pass over a design; its files are in the folder."""
    machine, slack = Machine(folder, cuts=plan.power_cuts > 0, fsync=plan.fsync), FaultySlack(plan)
    await asyncio.to_thread(machine.start)
    await slack.start()
    fleet = Fleet(design, plan, environment(slack, machine.url, 0), folder)
    try:
        async with aiohttp.ClientSession() as session:
            return await _pass(plan, machine, slack, fleet, session)
    finally:
        await fleet.stop()
        await slack.stop()
        await asyncio.to_thread(machine.stop)


async def _pass(
    plan: Plan, machine: Machine, slack: FaultySlack, fleet: Fleet, session: aiohttp.ClientSession
) -> Outcome:
    await fleet.start()
    crowd = Crowd(plan, slack, fleet.ports, session)
    began = time.monotonic()
    await asyncio.gather(crowd.ask(), *_disasters(plan, machine, fleet, crowd))
    await _calmed(plan, crowd, slack)
    await fleet.settled()
    seconds = time.monotonic() - began
    seen = [machine.written(), fleet.log.read_bytes(), repr(slack.workspace.calls).encode()]
    seen.append(await _metrics(fleet.ports[0], session))
    acks = sorted(crowd.acks)
    return Outcome(
        plan,
        count(crowd.threads, slack.workspace),
        seconds,
        acked=len(acks),
        refused=crowd.refused,
        ack_median=acks[len(acks) // 2],
        cuts=plan.power_cuts if machine.cuts else 0,
        cut=machine.thrown_away,
        killed=fleet.ended("killed", -9),
        crashed=fleet.crashed,
        ended=fleet.ended("told to end", 0),
        poison=sum(thread.poison for thread in crowd.threads),
        clicks=sum(len(thread.clicked) for thread in crowd.threads),
        dead=await _dead(machine.url),
        diary=diary.read(fleet.log),
        planted=len(crowd.planted.values),
        leaked=await asyncio.to_thread(crowd.planted.found, b"\n".join(seen)),
        faults=slack.faults,
    )


async def _metrics(port: int, session: aiohttp.ClientSession) -> bytes:
    async with session.get(f"http://127.0.0.1:{port}/metrics") as page:
        return await page.read()


async def _dead(url: str) -> int:
    async with connection.closing(connection.connect(url)) as redis:
        return await Letters(redis).count()


async def _calmed(plan: Plan, crowd: Crowd, slack: FaultySlack) -> None:
    """Wait until everything is answered, or nothing has been said for a while."""
    landed, since = 0, time.monotonic()
    while time.monotonic() - since < plan.quiet and not complete(crowd.threads, slack.workspace):
        await asyncio.sleep(0.2)
        if slack.landed != landed:
            landed, since = slack.landed, time.monotonic()
    await asyncio.sleep(1)  # What comes twice comes a little later.


def _disasters(plan: Plan, machine: Machine, fleet: Fleet, crowd: Crowd) -> list[Awaitable[None]]:
    dice = random.Random(plan.seed)

    async def often(times: int, do: Callable[[], Awaitable[None]]) -> None:
        async def once(when: float) -> None:
            await asyncio.sleep(when)
            await do()

        await asyncio.gather(*(once(plan.seconds * dice.uniform(0.1, 0.95)) for _ in range(times)))

    async def redis(end: Callable[[], None], away: float = 0.5) -> None:
        async with one_at_a_time:
            await asyncio.to_thread(end)
            await asyncio.sleep(away)
            await asyncio.to_thread(machine.start)
            await asyncio.sleep(0.3)

    async def cut(share: float) -> None:
        """The power fails right after something was acknowledged."""
        await crowd.acknowledged(share)
        await redis(machine.cut)

    async def gone() -> None:
        await asyncio.sleep(plan.seconds * 0.05)
        await redis(machine.kill, plan.away)

    one_at_a_time = asyncio.Lock()
    hit = "worker" if fleet.some("worker") else "web"
    return [
        often(plan.worker_kills, lambda: fleet.kill(hit)),
        often(plan.freezes, lambda: fleet.freeze(hit, plan.frozen)),
        often(plan.web_kills, lambda: fleet.kill("web")),
        often(plan.terms, lambda: fleet.end(hit)),
        often(plan.redis_kills, lambda: redis(machine.kill)),
        often(plan.rewrites, lambda: asyncio.to_thread(machine.rewrite)),
        *([gone()] if plan.away else []),
        *(cut((number + 1) / (plan.power_cuts + 1)) for number in range(plan.power_cuts if machine.cuts else 0)),
    ]
