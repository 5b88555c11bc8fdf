"""The crowd: asks question after question in many threads, repeats what was not acknowledged, and clicks twice."""

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.workspace.people import People, envelope
from bot.workspace.server import Server
from bot.workspace.state import BOT
from tests.storm.plan import Plan
from tests.storm.planted import Planted

CLICKED = 1_000_000
"""What a click adds to the number of the question whose answer it was on."""


@dataclass
class Thread:
    """One thread: what was asked in it, in order, and acknowledged."""

    channel: str
    ts: str = ""
    asked: list[int] = field(default_factory=list)
    poison: int = 0
    clicked: list[int] = field(default_factory=list)


class Crowd:
    """Everyone who asks in a storm."""

    def __init__(self, plan: Plan, slack: Server, ports: list[int], session: aiohttp.ClientSession) -> None:
        self._plan = plan
        self._slack = slack
        self._session = session
        self._people = [People(slack, f"http://127.0.0.1:{port}/slack/events", session) for port in ports]
        self._dice = random.Random(plan.seed)
        self._numbers = iter(range(1, plan.questions + 1))
        self.threads = [Thread(f"C{n % plan.channels}") for n in range(plan.threads)]
        self.planted = Planted(plan.secrets, plan.seed)
        self.acks: list[float] = []
        self.refused = 0

    async def ask(self) -> None:
        """Ask everything; ends when all of it is acknowledged."""
        began = time.monotonic()
        shares = self._plan.questions // self._plan.threads
        await asyncio.gather(*(self._converse(one, shares, number, began) for number, one in enumerate(self.threads)))

    async def _converse(self, thread: Thread, count: int, number: int, began: float) -> None:
        pace = self._plan.seconds / count
        poisoned = number < self._plan.poison
        for step in range(count):
            await self._until(began + pace * (step + number / self._plan.threads))
            if poisoned and step == 1:
                thread.poison += 1
                await self._say(thread, "break it", step)
                continue
            question = next(self._numbers)
            text = f"question {question}{self.planted.one()}"
            await self._say(thread, text, step)
            thread.asked.append(question)
        if number < self._plan.clicks:
            await self._click_twice(thread)

    async def _until(self, when: float) -> None:
        await asyncio.sleep(max(0.0, when - time.monotonic()))

    async def _say(self, thread: Thread, text: str, step: int) -> None:
        mentions = step % 3 == 0
        typed = f"<@{BOT}> {text}" if mentions else text
        more = {"thread_ts": thread.ts} if thread.ts else {}
        message = self._slack.workspace.add(thread.channel, {"user": f"U{step}", "text": typed} | more)
        thread.ts = thread.ts or message["ts"]
        event = {**message, "channel": thread.channel, "channel_type": "channel"}
        kinds = ["message", "app_mention"] if mentions else ["message"]
        self._dice.shuffle(kinds)
        for kind in kinds:
            await self._insist(json.dumps(envelope(event | {"type": kind})).encode(), "application/json")
        if self._dice.random() < self._plan.replays:
            await self._insist(json.dumps(envelope(event)).encode(), "application/json")

    async def _click_twice(self, thread: Thread) -> None:
        """Press the first button of the thread's first answer twice."""
        for _ in range(600):
            said = [one for one in self._slack.workspace.said(thread.channel, thread.ts) if _buttons(one)]
            if said:
                break
            await asyncio.sleep(0.05)
        else:
            return
        number = int(said[0]["text"].split()[0].removeprefix("#"))
        presses = [self._people[0].pressed(said[0], "choice-0", thread.channel) for _ in range(2)]
        for press in presses:
            await self._insist(None, "", payload=json.dumps(press))
        thread.clicked.append(number + CLICKED)

    async def _insist(self, body: bytes | None, kind: str, **form: str) -> None:
        """Send until it is acknowledged, as Slack does, only with less patience."""
        while True:
            people, began = self._dice.choice(self._people), time.perf_counter()
            try:
                async with asyncio.timeout(3):  # Slack's own patience (Events API, "Responding to events")
                    status = await (people.form(**form) if body is None else people.send(body, kind))
            except (aiohttp.ClientError, TimeoutError, OSError):
                status = 0
            people.last.clear()
            if status == 200:
                self.acks.append(time.perf_counter() - began)
                return
            self.refused += 1
            await asyncio.sleep(0.1 + self._dice.random() * 0.2)


def _buttons(message: dict[str, Any]) -> bool:
    return any(block["type"] == "actions" for block in message.get("blocks", [])) and message["text"].startswith("#")
