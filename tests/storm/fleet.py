"""The processes of a design in the storm: started, killed, frozen and told to end."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from tests.edge import free_port
from tests.storm.plan import Plan

ROOT = Path(__file__).parent.parent.parent


class Fleet:
    """Web processes, each on a port of its own, and workers, all replaced as soon as they are gone."""

    def __init__(self, design: str, plan: Plan, environment: dict[str, str], folder: Path) -> None:
        self._design = design
        self._plan = plan
        self._environment = environment
        self._log = folder / f"{design}.log"
        self._talking = asyncio.Lock()
        self._nursery: asyncio.subprocess.Process | None = None
        self._running: dict[int, tuple[str, int]] = {}
        self._kept: asyncio.Task[None] | None = None
        self._ending = False
        self.ports = [free_port() for _ in range(plan.webs)]
        self.codes: list[int] = []

    @property
    def log(self) -> Path:
        """Where all processes write."""
        return self._log

    async def start(self) -> None:
        """Start everything, and keep it started."""
        self._nursery = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.storm.nursery",
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for port in self.ports:
            await self._launch("web", port)
        if self._design != "bolt":
            for _ in range(self._plan.workers):
                await self._launch("worker", 0)
        self._kept = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """SIGTERM for all; SIGKILL for those that do not end."""
        self._ending = True
        for number in self._running:
            _send(number, signal.SIGCONT, signal.SIGTERM)
        for _ in range(100):
            if not self._running:
                break
            await asyncio.sleep(0.1)
        for number in list(self._running):
            _send(number, signal.SIGKILL)
        if self._kept:
            self._kept.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._kept
        if self._nursery and self._nursery.stdin:
            self._nursery.stdin.close()
            await self._nursery.wait()

    def some(self, kind: str) -> int | None:
        """One process of a kind: the one that runs longest."""
        return next((number for number, (one, _) in self._running.items() if one == kind), None)

    def kill(self, kind: str) -> None:
        """kill -9 for one of a kind."""
        if number := self.some(kind):
            _send(number, signal.SIGKILL)

    def end(self, kind: str) -> None:
        """SIGTERM for one of a kind."""
        if number := self.some(kind):
            _send(number, signal.SIGTERM)

    async def freeze(self, kind: str, seconds: float) -> None:
        """Stop one of a kind for a while."""
        if number := self.some(kind):
            self._running[number] = ("frozen", self._running[number][1])
            _send(number, signal.SIGSTOP)
            await asyncio.sleep(seconds)
            _send(number, signal.SIGCONT)
            if number in self._running:
                self._running[number] = (kind, self._running[number][1])

    async def _launch(self, kind: str, port: int) -> None:
        environment = self._environment | {"PORT": str(port)}
        told = {"start": kind, "design": self._design, "environment": environment, "log": str(self._log)}
        self._running[int(await self._tell(told | {"lose": self._plan.lose}))] = (kind, port)

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(0.05)
            for number, (kind, port) in list(self._running.items()):
                code = await self._tell({"ask": number})
                if code is None:
                    continue
                del self._running[number]
                self.codes.append(int(code))
                if not self._ending:
                    await self._launch("worker" if kind == "frozen" else kind, port)

    async def _tell(self, told: dict[str, Any]) -> Any:
        async with self._talking:
            assert self._nursery is not None
            assert self._nursery.stdin is not None
            assert self._nursery.stdout is not None
            self._nursery.stdin.write(json.dumps(told).encode() + b"\n")
            return json.loads(await self._nursery.stdout.readline())


def _send(number: int, *signals: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        for one in signals:
            os.kill(number, one)
