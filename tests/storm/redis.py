"""The Redis of a storm: the embedded server, killed and cut off from its power."""

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from bot.delivery.embedded import Embedded

_SLOW = "800000"
"""Microseconds that a disk takes for which nobody waits."""
_ALONE = threading.Lock()
"""The environment is that of the whole process, and the scenes of a storm start their servers at the same time."""
SOURCE = Path(__file__).parent / "power.c"


class Machine:
    """A server in a folder. `cuts`: whether a power cut can be played here (it needs a C compiler and Linux)."""

    def __init__(self, folder: Path, *, cuts: bool = True, fsync: str = "always") -> None:
        self._folder = folder
        self._fsync = fsync
        self._before: list[bytes] = []
        self._data = folder / "data"
        self._synced = folder / "synced"
        self._embedded = Embedded(self._data)
        self._preload = self._compiled() if cuts else None
        self._process = 0
        self.thrown_away = 0

    @property
    def url(self) -> str:
        return self._embedded.url

    @property
    def cuts(self) -> bool:
        return self._preload is not None

    def start(self) -> None:
        """Start it; blocks until it answers."""
        more = {"LD_PRELOAD": str(self._preload), "STORM_SYNCED": str(self._synced)} if self._preload else {}
        if more and self._fsync != "always":
            more["STORM_DISK"] = _SLOW
        with _ALONE:
            os.environ.update(more)
            try:
                self._embedded.start()
            finally:
                for name in more:
                    del os.environ[name]
        with Redis.from_url(self.url) as redis:
            self._process = int(redis.info("server")["process_id"])
            redis.config_set("appendfsync", self._fsync)
            redis.config_set("rdbcompression", "no")  # A secret in a rewritten file must be there to be found.

    def stop(self) -> None:
        self._embedded.stop()

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        os.kill(self._process, signal.SIGKILL)
        self._embedded.stop()

    def cut(self) -> None:
        """SIGKILL, and throw away what was not synced."""
        self.kill()
        lasting = dict(map(int, line.split()) for line in self._synced.read_text().splitlines())  # type: ignore[misc]
        for file in self._data.rglob("*.incr.aof"):
            size = file.stat().st_size
            kept = lasting.get(file.stat().st_ino, 0)
            self.thrown_away += max(0, size - kept)
            os.truncate(file, min(size, kept))

    def rewrite(self) -> None:
        """Have the append-only file written anew; what was in the old one is remembered."""
        self._before.append(self._on_disk())
        with contextlib.suppress(RedisError), Redis.from_url(self.url) as redis:
            redis.bgrewriteaof()

    def written(self) -> bytes:
        """Everything that the server has on disk, or had before it was written anew."""
        return b"".join([*self._before, self._on_disk()])

    def _on_disk(self) -> bytes:
        return b"".join(file.read_bytes() for file in sorted(self._data.rglob("*")) if file.is_file())

    def _compiled(self) -> Path | None:
        compiler = shutil.which("cc")
        if not compiler or not os.path.exists("/proc/self/maps"):
            return None
        made = self._folder / "power.so"
        done = subprocess.run([compiler, "-shared", "-fPIC", "-o", made, SOURCE], capture_output=True, check=False)
        return made if done.returncode == 0 else None
