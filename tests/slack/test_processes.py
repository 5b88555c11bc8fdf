"""The processes as an operator runs them: `python -m bot web`, `worker`, `run`, embedded server included."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from redis import Redis

from bot.delivery.embedded import Embedded
from bot.workspace.people import People
from bot.workspace.server import Server
from bot.workspace.state import BOT
from tests.edge import TRIAGE, environment, free_port, fresh, settled, up

pytestmark = pytest.mark.asyncio(loop_scope="module")
ROOT = Path(__file__).parent.parent.parent
MENTION = f"<@{BOT}>"


@dataclass
class Machine:
    """A machine on which the bot's processes run."""

    slack: Server
    state: Path
    port: int
    people: People
    running: list[asyncio.subprocess.Process] = field(default_factory=list)

    async def start(self, *commands: str, **more: str) -> None:
        for command in commands:
            self.running.append(await launch(command, self.environment() | more))
        if set(commands) & {"web", "run"}:
            await up(self.people.session, f"http://127.0.0.1:{self.port}")

    def environment(self) -> dict[str, str]:
        set_up = environment(self.slack, "", self.port) | {"XDG_STATE_HOME": str(self.state), "TODAY": "2018-06-01"}
        return {"PATH": os.environ["PATH"]} | set_up

    async def end(self, number: signal.Signals) -> list[int]:
        """Send a signal to every process; their exit codes."""
        for process in self.running:
            process.send_signal(number)
        codes = [await asyncio.wait_for(process.wait(), 20) for process in self.running]
        self.running.clear()
        return codes

    async def said(self, channel: str, thread: str, count: int = 1) -> list[dict[str, Any]]:
        return await settled(lambda: self.slack.workspace.said(channel, thread), count)


async def launch(command: str, environment: dict[str, str], quiet: bool = True) -> asyncio.subprocess.Process:
    where = asyncio.subprocess.DEVNULL if quiet else asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", command, cwd=ROOT, env=environment, stdout=where, stderr=where
    )


@pytest_asyncio.fixture(loop_scope="module")
async def machine(slack: Server, tmp_path: Path) -> AsyncIterator[Machine]:
    port, slack.workspace = free_port(), fresh()
    async with aiohttp.ClientSession() as session:
        one = Machine(slack, tmp_path, port, People(slack, f"http://127.0.0.1:{port}/slack/events", session))
        yield one
        for process in one.running:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def test_a_restart_in_the_middle_of_a_conversation_loses_nothing(machine: Machine) -> None:
    await machine.start("web", "worker")
    ts = await machine.people.say("C1", f"{MENTION} can I still renew File Security? It expired on 31 January 2018.")
    (first,) = await machine.said("C1", ts)
    assert "choice-0" in str(first["blocks"])
    assert await machine.end(signal.SIGKILL) == [-9, -9]
    await machine.start("web", "worker")
    await machine.people.say("C1", "it was the package", thread=ts)
    second = (await machine.said("C1", ts, 2))[1]
    assert second["text"].startswith("Yes")


async def test_what_was_acknowledged_before_a_crash_is_answered_after_it(machine: Machine) -> None:
    await machine.start("web")
    ts = await machine.people.say("C1", f"{MENTION} 更新期限を教えてください")
    assert await machine.end(signal.SIGKILL) == [-9]
    await machine.start("worker")
    (answer,) = await machine.said("C1", ts)
    assert not answer["text"].isascii()


async def test_a_worker_that_dies_while_it_passes_something_on_does_so_once(machine: Machine) -> None:
    await machine.start("web", "worker")
    ts = await machine.people.say("C1", f"{MENTION} I want to talk to a human")
    (card,) = await machine.said(TRIAGE, "")
    await machine.said("C1", ts)
    await machine.people.click(card, "ticket-claim", TRIAGE, "U8")
    await machine.said("C1", ts, 2)
    passed_on = {"C1": (ts, 3), TRIAGE: (card["ts"], 2)}
    for said_in, user, shown_in in ((TRIAGE, "U8", "C1"), ("C1", "U1", TRIAGE)):
        machine.slack.workspace.fates["chat.postMessage"].append("hang-landed")
        await machine.people.say(said_in, "are you there?", user, passed_on[said_in][0])
        await machine.said(shown_in, *passed_on[shown_in])
        await machine.end(signal.SIGKILL)
        await machine.start("web", "worker")
        await settle(machine)
        await machine.said(shown_in, *passed_on[shown_in])


async def settle(machine: Machine) -> None:
    """Until nothing is left to post."""
    with Redis.from_url(Embedded(machine.state / "renewal-desk" / "redis").url) as redis:
        for _ in range(200):
            if not redis.keys("*outbox*"):
                return
            await asyncio.sleep(0.1)
    raise AssertionError("something was not posted")


async def test_one_process_does_both_and_a_polite_end_is_an_orderly_one(machine: Machine) -> None:
    await machine.start("run")
    ts = await machine.people.say("C1", f"{MENTION} I want to talk to a human")
    await machine.said(TRIAGE, "", 1)
    await machine.said("C1", ts, 1)
    assert await machine.end(signal.SIGTERM) == [0]


async def test_every_line_of_the_log_is_json_with_ids_and_no_text(machine: Machine) -> None:
    process = await launch("run", machine.environment(), quiet=False)
    machine.running.append(process)
    await up(machine.people.session, f"http://127.0.0.1:{machine.port}")
    ts = await machine.people.say(
        "C1", f"{MENTION} our aubergine expired, password: hunter2!x. Let a human look at it."
    )
    await machine.said("C1", ts)
    await machine.people.command("aubergine")
    process.terminate()
    out, wrong = await asyncio.wait_for(process.communicate(), 20)
    lines = [json.loads(line) for line in out.decode().splitlines()]
    assert all({"event", "level", "timestamp"} <= set(line) for line in lines)
    received = [line for line in lines if line["event"] == "received"]
    assert {line["entry"] for line in received} >= {f"C1:{ts}"}
    assert {line["user"] for line in received} == {"U1"}
    for word in ("aubergine", "hunter2", "human look"):
        assert word not in out.decode()
    assert not wrong


async def test_a_worker_goes_on_when_one_of_its_processes_is_killed(machine: Machine, redis_url: str) -> None:
    with Redis.from_url(redis_url) as redis:  # A server that goes with no process of the bot's.
        redis.flushall()
    await machine.start("web", "worker", WORKER_PROCESSES="2", REDIS_URL=redis_url)
    await machine.said("C1", await machine.people.say("C1", f"{MENTION} hello"))
    for _ in range(2):
        os.kill(await a_child(machine.running[1].pid), signal.SIGKILL)
        await machine.said("C1", await machine.people.say("C1", f"{MENTION} hello"))
    assert await machine.end(signal.SIGTERM) == [0, 0]


async def a_child(parent: int) -> int:
    """The process, one of another, that was made first."""
    told = await asyncio.create_subprocess_exec("ps", "-eo", "pid=,ppid=", stdout=asyncio.subprocess.PIPE)
    rows = [line.split() for line in (await told.communicate())[0].decode().splitlines()]
    return min(int(pid) for pid, of in rows if int(of) == parent)


async def test_a_worker_ends_in_order_and_leaves_web_its_redis(machine: Machine) -> None:
    await machine.start("worker")
    await machine.start("web")
    (worker, web) = machine.running
    await machine.said("C1", await machine.people.say("C1", f"{MENTION} hello"))
    worker.send_signal(signal.SIGTERM)
    assert await worker.wait() == 0
    for _ in range(100):
        async with machine.people.session.get(f"http://127.0.0.1:{machine.port}/readyz") as answer:
            if answer.status == 200:
                break
        await asyncio.sleep(0.05)
    assert answer.status == 200
    web.send_signal(signal.SIGTERM)
    assert await web.wait() == 0
    machine.running.clear()


async def test_the_bot_survives_the_end_of_its_redis(machine: Machine) -> None:
    await machine.start("web", "worker")
    ts = await machine.people.say("C1", f"{MENTION} can I still renew File Security? It expired on 31 January 2018.")
    await machine.said("C1", ts)
    with Redis.from_url(Embedded(machine.state / "renewal-desk" / "redis").url) as redis:
        os.kill(redis.info("server")["process_id"], signal.SIGKILL)
    event = {"type": "app_mention", "user": "U1", "text": "it was the package", "channel": "C1", "thread_ts": ts}
    event["ts"] = machine.slack.workspace.stamp()
    statuses = [await machine.people.event(event)]
    while statuses[-1] != 200 and len(statuses) < 100:
        await asyncio.sleep(0.1)
        statuses.append(await machine.people.event(event))
    assert set(statuses) <= {200, 503}
    second = (await machine.said("C1", ts, 2))[1]
    assert second["text"].startswith("Yes")


@pytest.mark.parametrize(
    ("command", "setting", "value"),
    [
        ("web", "SLACK_SIGNING_SECRET", ""),
        ("web", "PORT", "many"),
        ("worker", "SLACK_BOT_TOKEN", ""),
        ("run", "TIMEZONE", "Mars/Olympus"),
        ("worker", "WORKING_HOURS", "always"),
        ("worker", "HOLIDAYS", "JP,2026-02-30"),
        ("worker", "WORKER_PROCESSES", "0"),
        ("worker", "REDIS_URL", "redis+sentinel://nowhere"),
    ],
)
async def test_a_wrong_setting_is_one_sentence_and_exit_code_two(
    machine: Machine, command: str, setting: str, value: str
) -> None:
    process = await launch(command, machine.environment() | {setting: value}, quiet=False)
    out, wrong = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 2
    assert wrong.decode().count("\n") == 1
    assert setting in wrong.decode()
    assert not out
