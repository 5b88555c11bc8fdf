"""The processes of the measuring: the designs, as they are started, and the crowd."""

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
from typing import Any

from bot.workspace.state import SECRET, TOKEN
from tests.bench.engine import ROOT
from tests.edge import free_port

LEAST = "bare slack-bolt echo"
DESIGNS = {
    "web + worker": (["bot", "web"], ["bot", "worker"]),
    "run": (["bot", "run"],),
    LEAST: (["tests.bench.echo"],),
}


@dataclass
class Bot:
    """One design that runs."""

    port: int
    processes: list[Process]
    began: float

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
        yield Bot(port, processes, began)
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
