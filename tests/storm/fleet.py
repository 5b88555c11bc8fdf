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
        self.ends: list[tuple[str, int]] = []

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

    async def settled(self) -> None:
        """Wait, not for ever, until those that were told to end have ended."""
        for _ in range(200):
            if self.some("told to end") is None:
                break
            await asyncio.sleep(0.1)

    def ended(self, kind: str, code: int) -> int:
        """How many of a kind, or of those to which something happened, ended with a code (negative: by a signal)."""
        return self.ends.count((kind, code))

    @property
    def crashed(self) -> int:
        """How many ended by themselves with an error."""
        return sum(code > 0 for _, code in self.ends)

    def some(self, kind: str) -> int | None:
        """One process of a kind to which nothing has happened yet: the one that runs longest."""
        return next((number for number, (one, _) in self._running.items() if one == kind), None)

    async def kill(self, kind: str) -> None:
        """kill -9 for one of a kind."""
        _send(await self._struck(kind, "killed"), signal.SIGKILL)

    async def end(self, kind: str) -> None:
        """SIGTERM for one of a kind, which is then left alone until it has ended."""
        _send(await self._struck(kind, "told to end"), signal.SIGTERM)

    async def freeze(self, kind: str, seconds: float) -> None:
        """Stop one of a kind for a while."""
        number = await self._struck(kind, "frozen")
        _send(number, signal.SIGSTOP)
        await asyncio.sleep(seconds)
        _send(number, signal.SIGCONT)
        if number in self._running:
            self._running[number] = (kind, self._running[number][1])

    async def _struck(self, kind: str, how: str) -> int:
        """One of a kind, as soon as there is one, marked by what now happens to it."""
        while not (number := self.some(kind)):
            await asyncio.sleep(0.05)
        self._running[number] = (how, self._running[number][1])
        return number

    async def _launch(self, kind: str, port: int) -> None:
        environment = self._environment | {"PORT": str(port)}
        told = {"start": kind, "design": self._design, "environment": environment, "log": str(self._log)}
        self._running[int(await self._tell(told | {"lose": self._plan.lose}))] = (kind, port)

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(0.05)
            for number in list(self._running):
                code = await self._tell({"ask": number})
                if code is None:
                    continue
                kind, port = self._running.pop(number)
                self.ends.append((kind, int(code)))
                if not self._ending:
                    await self._launch("worker" if port == 0 else "web", port)

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
