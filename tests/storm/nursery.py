"""Starts processes quickly: everything is imported once, and every process is a fork of this one.

Reads one JSON object a line: {"start": "web" | "worker", "design", "environment", "log", "lose"} → its process id;
{"ask": pid} → its exit code, null while it runs.
"""

import json
import os
import random
import signal
import sys
import traceback
from typing import Any

import uvloop

from bot import log
from tests.storm.designs import DESIGNS, lose_replies


def start(told: dict[str, Any]) -> int:
    """Fork; the child never returns."""
    sys.stdout.flush()
    if child := os.fork():
        return child
    code = 1
    try:
        with open(told["log"], "a", buffering=1) as written:
            for number, mode in ((0, os.O_RDONLY), (1, None), (2, None)):
                os.dup2(written.fileno() if mode is None else os.open(os.devnull, mode), number)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        log.set_up()
        random.seed()
        lose_replies(told["lose"])
        web, worker = DESIGNS[told["design"]]
        chosen = web if told["start"] == "web" else worker
        assert chosen is not None
        uvloop.run(chosen(told["environment"]))  # type: ignore[arg-type]
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def ask(child: int) -> int | None:
    """The exit code of a child, negative for a signal; None while it runs."""
    found, status = os.waitpid(child, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


def main() -> None:
    """Do as told until the end of input."""
    for line in sys.stdin:
        told = json.loads(line)
        print(json.dumps(start(told) if "start" in told else ask(told["ask"])), flush=True)


if __name__ == "__main__":
    main()
