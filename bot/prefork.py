"""One process or several that do the same work: Python uses one core in each.

They are forked once everything is loaded, so it is in memory only once, and a new one takes no time to start.
"""

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess

import structlog

MOST = 4
"""Processes that are made unless told otherwise: a container may see more cores than it was given."""
PAUSE = 1.0
"""Seconds before one that is gone is replaced, so that a machine without memory is not kept busy with that."""
_LONGEST = 16_000
"""Bytes of a traceback that are passed on; a pipe holds four times as much."""
ENDING = (signal.SIGTERM, signal.SIGINT)

Work = Callable[[], object]


def usual() -> int:
    """How many processes this machine is good for: one for each core that we may use, up to `MOST`."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST)


def run(count: int, work: Work) -> None:
    """Have `count` processes do the work until SIGTERM or Ctrl-C, which is passed on to them as SIGTERM.

    One that ends otherwise is replaced; when this one is killed, so are they. But what one of them raises, or an exit
    code of its own, ends all of them and is raised here. No threads and no event loop may run yet. With 1, this
    process does the work itself.
    """
    if count == 1:
        work()
    else:
        _Family(count, work).run()


@dataclass(frozen=True, slots=True)
class _Child:
    process: ForkProcess
    raised: Connection


class _Family:
    def __init__(self, count: int, work: Work) -> None:
        self._count = count
        self._work = work
        self._fork = multiprocessing.get_context("fork")
        self._children: list[_Child] = []
        self._before = {number: signal.getsignal(number) for number in ENDING}
        self._ending = False
        self._failure: BaseException | None = None

    def run(self) -> None:
        for number in ENDING:
            signal.signal(number, lambda *_: self._end())
        try:
            for _ in range(self._count):
                self._start()
            while self._children:
                gone = connection.wait([child.process.sentinel for child in self._children])
                for child in [child for child in self._children if child.process.sentinel in gone]:
                    self._gone(child)
        except BaseException:  # A fault of this one's own: the others, of whom nobody would know, end with it.
            self._end()
            raise
        if self._failure is not None:
            raise self._failure

    def _start(self) -> None:
        # A signal that comes meanwhile waits, or it would miss a child that is not in the list yet.
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            if not self._ending:
                self._children.append(self._made())
        except OSError as cause:  # No memory, or no more processes: those that there are finish what they have.
            self._failure = self._failure or cause
            self._end()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)

    def _made(self) -> _Child:
        raised, telling = self._fork.Pipe(duplex=False)
        child = _Child(self._fork.Process(target=self._child, args=(telling,)), raised)
        child.process.start()
        telling.close()
        return child

    def _child(self, telling: Connection) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        threading.Thread(target=_end_with_parent, daemon=True).start()
        try:
            self._work()
        except Exception as cause:
            # Where it was raised is lost on the way, but for a note; and what is too long would wait in the pipe.
            cause.add_note(traceback.format_exc()[-_LONGEST:])
            if len(pickle.dumps(cause)) <= 2 * _LONGEST:
                telling.send(cause)
            else:
                traceback.print_exc()
            sys.exit(1)

    def _gone(self, child: _Child) -> None:
        self._children.remove(child)
        child.process.join()
        failure = _failure(child)
        if failure is not None:
            self._failure = self._failure or failure
            self._end()
        elif not self._ending:
            structlog.get_logger().warning("process_replaced", exit_code=child.process.exitcode)
            time.sleep(PAUSE)
            self._start()

    def _end(self) -> None:
        self._ending = True
        for child in self._children:
            child.process.terminate()


def _failure(child: _Child) -> BaseException | None:
    """What a child that is gone failed with; None if it was killed or ended in order."""
    code = child.process.exitcode or 0
    with child.raised as raised:
        if code <= 0:
            return None
        try:
            told: BaseException = raised.recv()
        except Exception:  # It could not say: what it failed with cannot be sent, and stands in its own last words.
            return SystemExit(code)
        return told


def _end_with_parent() -> None:
    """Wait until the parent is gone, then end at once, as it did."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
