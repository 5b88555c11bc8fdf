"""The Redis of a storm: the embedded server, killed and cut off from its power."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

from redis import Redis

from bot.delivery.embedded import Embedded

SOURCE = Path(__file__).parent / "power.c"


class Machine:
    """A server in a folder. `cuts`: whether a power cut can be played here (it needs a C compiler and Linux)."""

    def __init__(self, folder: Path, *, cuts: bool = True) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._synced = folder / "synced"
        self._embedded = Embedded(self._data)
        self._preload = self._compiled() if cuts else None
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
        os.environ.update(more)
        try:
            self._embedded.start()
        finally:
            for name in more:
                del os.environ[name]

    def stop(self) -> None:
        self._embedded.stop()

    def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        with Redis.from_url(self.url) as redis:
            number = int(redis.info("server")["process_id"])
        os.kill(number, signal.SIGKILL)
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

    def written(self) -> bytes:
        """Everything that the server has on disk."""
        return b"".join(file.read_bytes() for file in sorted(self._data.rglob("*")) if file.is_file())

    def _compiled(self) -> Path | None:
        compiler = shutil.which("cc")
        if not compiler or not os.path.exists("/proc/self/maps"):
            return None
        made = self._folder / "power.so"
        done = subprocess.run([compiler, "-shared", "-fPIC", "-o", made, SOURCE], capture_output=True, check=False)
        return made if done.returncode == 0 else None
