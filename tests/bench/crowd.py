"""Slack as the bot sees it, in a process of its own: it sends signed mentions and takes what is posted.

Reads one JSON object a line on standard input and prints one for each:
{"slack": delay} → {"port"}: answer calls of the Web API after so many seconds from now on.
{"pace": events a second, "count", "to": port} → open loop: what is sent is sent on time, whatever comes back.
{"window": count, "count", "to": port} → closed loop: so many questions are out at a time.
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.slack.signature import sign
from bot.workspace.people import envelope
from bot.workspace.state import BOT, BOT_ID, SECRET, TEAM
from tests.bench.engine import questions
from tests.bench.wire import Lines, Served

CHANNELS = 1000
LINES = 64
PATIENCE = 30.0
"""Seconds without an answer after which what is missing is taken to be lost."""
_THREAD = re.compile(rb'"thread_ts": ?"([^"]+)"')


@dataclass
class Asked:
    """One question: when it was to be sent, and the seconds until it was acknowledged and answered."""

    due: float
    acked: float | None = None
    answered: float | None = None
    status: int = 0


@dataclass
class Crowd:
    """Everyone who asks, and the Slack they do it in."""

    delay: float = 0.0
    port: int = 0
    asked: dict[str, Asked] = field(default_factory=dict)
    on_answer: Callable[[], None] = lambda: None

    async def listen(self) -> None:
        """Serve the Web API on a free port."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Served(self._call), "127.0.0.1", 0, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]

    def _call(self, first: bytes, body: bytes, reply: Callable[[bytes], None]) -> None:
        told: dict[str, Any] = {"ok": True, "team_id": TEAM, "user_id": BOT, "bot_id": BOT_ID, "url": "http://slack/"}
        if b"chat.postmessage" in first:
            told = {"ok": True, "channel": "C1", "ts": f"{time.time():.6f}", "message": {"text": "", "bot_id": BOT_ID}}
            found = _THREAD.search(body)
            if found:
                self._landed(found[1].decode())
        text = json.dumps(told).encode()
        if self.delay:
            asyncio.get_running_loop().call_later(self.delay, reply, text)
        else:
            reply(text)

    def _landed(self, thread: str) -> None:
        one = self.asked.get(thread)
        if one is not None and one.answered is None:
            one.answered = time.perf_counter() - one.due
            self.on_answer()

    def send(self, lines: Lines, ts: str, request: bytes, due: float) -> None:
        """Send one question, which was due at a second of the performance counter."""
        one = self.asked[ts] = Asked(due)

        def told(status: int) -> None:
            one.acked, one.status = time.perf_counter() - due, status

        lines.send(request, told)

    async def pace(self, lines: Lines, requests: Iterator[tuple[str, bytes]], pace: float) -> None:
        """Send all of them, so many a second."""
        began = time.perf_counter() + 0.05
        for number, (ts, request) in enumerate(requests):
            due = began + number / pace
            wait = due - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            self.send(lines, ts, request, due)

    async def window(self, lines: Lines, requests: Iterator[tuple[str, bytes]], size: int) -> None:
        """Send all of them, a new one for each that is answered."""

        def more() -> None:
            for ts, request in requests:
                self.send(lines, ts, request, time.perf_counter())
                return

        self.on_answer = more
        for _ in range(size):
            more()

    async def end(self) -> float:
        """Wait until everything is answered; the second at which the last answer came."""
        seen, since = -1, time.perf_counter()
        while True:
            count = sum(one.answered is not None for one in self.asked.values())
            if count != seen:
                seen, since = count, time.perf_counter()
            if count == len(self.asked) or time.perf_counter() - since > PATIENCE:
                return max(
                    (one.due + one.answered for one in self.asked.values() if one.answered is not None), default=0
                )
            await asyncio.sleep(0.02)


class Mentions:
    """Questions as Slack sends them, each in a conversation of its own."""

    def __init__(self) -> None:
        self._texts = questions()
        self._number = 0

    def some(self, count: int, port: int) -> list[tuple[str, bytes]]:
        """So many: the ts of each, and the whole signed request."""
        return [self._one(port) for _ in range(count)]

    def _one(self, port: int) -> tuple[str, bytes]:
        self._number += 1
        number, now = self._number, time.time()
        ts = f"{now:.0f}.{number:06}"
        text = self._texts[number % len(self._texts)]
        event = {"type": "app_mention", "user": f"U{number}", "text": f"<@{BOT}> {text}", "ts": ts, "event_ts": ts}
        event |= {"channel": f"C{number % CHANNELS}", "team": TEAM}
        body, stamp = json.dumps(envelope(event)).encode(), str(int(now))
        head = (
            f"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\nAccept: */*\r\nUser-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\n"
            f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: {sign(SECRET, stamp, body)}\r\n\r\n"
        )
        return ts, head.encode() + body


async def load(crowd: Crowd, mentions: Mentions, told: dict[str, Any]) -> dict[str, Any]:
    """One load, and what came of it; times in seconds."""
    requests, lines = mentions.some(told["count"], told["to"]), Lines(told["to"])
    await lines.open(LINES)
    crowd.asked.clear()
    crowd.on_answer = lambda: None
    began = time.perf_counter()
    if "pace" in told:
        await crowd.pace(lines, iter(requests), told["pace"])
    else:
        await crowd.window(lines, iter(requests), told["window"])
    ended = await crowd.end()
    lines.close()
    seen = crowd.asked.values()
    return {
        "seconds": ended - began,
        "acks": sorted(one.acked for one in seen if one.acked is not None),
        "answers": sorted(one.answered for one in seen if one.answered is not None),
        "refused": sum(one.status != 200 for one in seen),
    }


async def main() -> None:
    """Do as told until the end of input."""
    crowd, mentions = Crowd(), Mentions()
    await crowd.listen()
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        told = json.loads(line)
        if "slack" in told:
            crowd.delay = told["slack"]
            print(json.dumps({"port": crowd.port}), flush=True)
        else:
            print(json.dumps(await load(crowd, mentions, told)), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
