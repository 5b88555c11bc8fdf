"""Several processes that do the same work: none is missed, none is left behind.

Each test runs a program of its own, for a process of the tests has threads and must not fork.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WORK = """
import os, pathlib, signal, sys, time
from bot import prefork
from bot.settings import BadSetting
folder = pathlib.Path({folder!r})
def work():
    (folder / str(os.getpid())).touch()
    {work}
try:
    prefork.run(3, work)
except BadSetting as wrong:
    sys.exit(f"sentence: {{wrong}}")
"""
WAIT_FOR_SIGNAL = "signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); time.sleep(60)"


@contextmanager
def running(folder: Path, work: str) -> Iterator[subprocess.Popen[str]]:
    program = WORK.format(folder=str(folder), work=work)
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def three(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process with three at work, who wait for a signal."""
    with running(folder, WAIT_FOR_SIGNAL) as process:
        until(lambda: len(at_work(folder)) == 3)
        yield process


def at_work(folder: Path) -> set[int]:
    """The processes that have begun the work and live."""
    return {int(path.name) for path in folder.iterdir() if lives(int(path.name))}


def lives(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "state=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.strip().startswith("Z")


def until(true: Callable[[], bool]) -> None:
    for _ in range(200):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("it did not come about")


def test_each_does_the_work_and_a_polite_end_reaches_all(tmp_path: Path) -> None:
    with three(tmp_path) as process:
        process.terminate()
        assert process.wait(10) == 0
        assert not at_work(tmp_path)


def test_one_that_is_killed_is_replaced(tmp_path: Path) -> None:
    with three(tmp_path) as process:
        first = at_work(tmp_path)
        os.kill(min(first), signal.SIGKILL)
        until(lambda: len(at_work(tmp_path) - first) == 1)
        assert len(at_work(tmp_path)) == 3
        process.terminate()
        assert process.wait(10) == 0
        assert not at_work(tmp_path)


def test_they_are_killed_with_the_process_that_made_them(tmp_path: Path) -> None:
    with three(tmp_path) as process:
        process.kill()
        until(lambda: not at_work(tmp_path))


def test_what_one_fails_with_ends_all_and_is_told_once(tmp_path: Path) -> None:
    fails = "raise BadSetting('PORT is wrong.')"
    with running(tmp_path, fails) as process:
        _, told = process.communicate(timeout=10)
        assert process.returncode == 1
        assert told == "sentence: PORT is wrong.\n"
        assert not at_work(tmp_path)


def test_one_that_ends_with_an_exit_code_ends_all_with_it(tmp_path: Path) -> None:
    with running(tmp_path, "sys.exit(7)") as process:
        assert process.wait(10) == 7
