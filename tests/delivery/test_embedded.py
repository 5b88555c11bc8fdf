"""The embedded server: shared, lasting, and never left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from redis import Redis

from bot.delivery.embedded import Embedded, NoServer

ROOT = Path(__file__).parent.parent.parent
OWNER = """
import sys, time
from pathlib import Path
from bot.delivery.embedded import Embedded, NoServer
Embedded(Path(sys.argv[1])).start()
print("started", flush=True)
time.sleep(60)
"""


def owner(folder: Path) -> "subprocess.Popen[bytes]":
    """A process that has started a server in the folder."""
    child = subprocess.Popen([sys.executable, "-c", OWNER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE)
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline() == b"started\n"
    return child


def gone(embedded: Embedded) -> bool:
    for _ in range(300):
        if not embedded.answers():
            return True
        time.sleep(0.01)
    return False


def test_it_keeps_every_change(tmp_path: Path) -> None:
    embedded = Embedded(tmp_path)
    with Redis.from_url(embedded.start()) as client:
        assert client.config_get("append*")["appendfsync"] == "always"
        client.set("key", "value")
    embedded.stop()
    assert gone(embedded)
    with Redis.from_url(embedded.start(), decode_responses=True) as client:
        assert client.get("key") == "value"
    embedded.stop()


def test_processes_share_one_server(tmp_path: Path) -> None:
    child = owner(tmp_path)
    mine = Embedded(tmp_path)
    with Redis.from_url(mine.start()) as client:
        before = client.info("server")["run_id"]
        mine.start()
        assert client.info("server")["run_id"] == before
    mine.stop()
    assert mine.answers()
    child.kill()
    child.wait()
    assert gone(mine)


def test_it_goes_when_its_process_is_killed_and_starts_again_with_all_data(tmp_path: Path) -> None:
    child = owner(tmp_path)
    mine = Embedded(tmp_path)
    with Redis.from_url(mine.url) as client:
        client.set("key", "value")
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert gone(mine)
    with Redis.from_url(mine.start(), decode_responses=True) as client:
        assert client.get("key") == "value"
    mine.stop()


def test_it_starts_again_after_the_server_itself_was_killed(tmp_path: Path) -> None:
    embedded = Embedded(tmp_path)
    with Redis.from_url(embedded.start()) as client:
        client.set("key", "value")
        os.kill(client.info("server")["process_id"], signal.SIGKILL)
    assert gone(embedded)
    with Redis.from_url(embedded.start(), decode_responses=True) as client:
        assert client.get("key") == "value"
    embedded.stop()


@pytest.mark.parametrize("name", ["long" * 40, "spaced out #1 100%?", "保管"])
def test_the_name_of_the_folder_is_no_obstacle(tmp_path: Path, name: str) -> None:
    embedded = Embedded(tmp_path / name)
    with Redis.from_url(embedded.start()) as client:
        assert client.ping()
    embedded.stop()


def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NoServer, match=r"^The folder .* cannot be used: .*\.$"):
        Embedded(tmp_path / "file" / "state").start()
