"""The bot's local workspace as a process of its own, for tests."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
_OURS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "REDIS_URL", "TODAY", "KNOWLEDGE", "TIMEZONE")


@dataclass
class Local:
    """A local workspace that runs."""

    process: "subprocess.Popen[bytes]"
    url: str

    def act(self, name: str, who: str = "U0EMMA", **body: Any) -> dict[str, Any]:
        """Do what the page does."""
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/act/{name}?as={who}", json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request) as answer:
            return dict(json.load(answer))

    def sees(self, who: str = "U0EMMA") -> dict[str, Any]:
        """What a person sees."""
        with urllib.request.urlopen(f"{self.url}/state?as={who}") as answer:
            return dict(json.load(answer))

    def answer(self, channel: str, thread: str, patience: float = 20) -> dict[str, Any]:
        """The bot's first message in a thread."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            for message in self.sees()["messages"][channel]:
                if message.get("thread_ts") == thread and message.get("bot_id"):
                    return dict(message)
            time.sleep(0.05)
        raise AssertionError("no answer came")


@contextlib.contextmanager
def local(folder: Path, **more: str) -> Iterator[Local]:
    """Start `bot run` without tokens, its state in a folder; ended at the end."""
    port = _free_port()
    clean = {name: value for name, value in os.environ.items() if name not in _OURS}
    environment = {**clean, "PORT": str(port), "XDG_STATE_HOME": str(folder), **more}
    command = [sys.executable, "-m", "bot", "run"]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log)
        try:
            _until_up(process, log.fileno())
            yield Local(process, f"http://127.0.0.1:{port}")
        finally:
            _end(process)


def _until_up(process: "subprocess.Popen[bytes]", log: int, patience: float = 60) -> None:
    """Until it has told where its page is and the bot behind it has started."""
    until = time.monotonic() + patience
    while time.monotonic() < until and process.poll() is None:
        if b'"started"' in os.pread(log, 10_000, 0):
            return
        time.sleep(0.02)
    raise AssertionError("it did not start")


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(30)
    finally:
        process.kill()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as wire:
        return int(wire.getsockname()[1])
