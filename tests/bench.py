"""`make bench`: what a question costs the engine, what a start costs, and how much memory it takes.

The questions are those of tests/questions/. Figures are medians of several rounds; nothing here is asserted.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import yaml

from bot import opening
from bot.asking import Asker, Request, as_json

ROOT = Path(__file__).parent.parent
TODAY = date(2018, 6, 1)
ROUNDS = 5


def questions() -> list[str]:
    """Every question of tests/questions/, both languages."""
    files = sorted((ROOT / "tests" / "questions").glob("*/*.yaml"))
    return [case["ask"] for path in files for case in yaml.safe_load(path.read_text())]


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def engine(asked: list[str]) -> None:
    """Milliseconds a question, in this process: understanding alone, and with words, blocks and JSON."""
    desk = opening.desk(ROOT / "knowledge")
    asker = Asker(desk, TODAY)
    requests = [Request(text, TODAY) for text in asked]
    for name, one in (
        ("read", lambda request: desk.read(request.text, TODAY)),
        ("answered as JSON", lambda request: json.dumps(as_json(asker.ask(request)))),
    ):
        for request in requests:
            one(request)
        cost = [min(seconds(partial(one, request)) for _ in range(ROUNDS)) * 1000 for request in requests]
        cost.sort()
        print(
            f"{name:<20} {len(cost)} questions: median {statistics.median(cost):.3f} ms, "
            f"p99 {cost[int(len(cost) * 0.99)]:.3f} ms, slowest {cost[-1]:.3f} ms"
        )


def stream(asked: list[str]) -> None:
    """`ask --jsonl` as a whole process, net of start-up: (all questions - one question) / questions."""
    command = [sys.executable, "-m", "bot", "ask", "--jsonl"]
    lines = [json.dumps({"text": text, "today": TODAY.isoformat()}) for text in asked]

    def process(count: int) -> Callable[[], object]:
        fed = "\n".join(lines[:count])
        return lambda: subprocess.run(command, input=fed, capture_output=True, text=True, check=True, cwd=ROOT)

    start = statistics.median(seconds(process(1)) for _ in range(ROUNDS))
    whole = statistics.median(seconds(process(len(lines))) for _ in range(ROUNDS))
    print(f"{'start of ask':<20} {start:.3f} s with one question")
    print(f"{'ask --jsonl':<20} {(whole - start) / (len(lines) - 1) * 1000:.3f} ms a question, net of the start")


if __name__ == "__main__":
    asked = questions()
    engine(asked)
    stream(asked)
    print(f"{'memory':<20} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at the most")
