"""`run` without tokens: one process that serves the page, with the real desk behind it."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.local import ROOT, local


def test_a_question_on_the_page_is_answered_by_the_real_desk(tmp_path: Path) -> None:
    with local(tmp_path, TODAY="2018-05-01") as running:
        text = "Endpoint Protection Standard expired on 31 March 2018, can I renew?"
        question = running.act("say", channel="C0SUPPORT", text=text)
        answer = running.answer("C0SUPPORT", question["ts"])
        assert answer["text"] == "Yes, until 30 June 2018."
        assert answer["thread_ts"] == question["ts"]


def test_it_ends_well_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with local(tmp_path) as running, urllib.request.urlopen(f"{running.url}/changes?as=U0EMMA") as stream:
        assert stream.readline()
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(20) == 0
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_port_that_is_taken_is_one_sentence_and_exit_2(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "run"],
            env={**os.environ, "PORT": str(taken.getsockname()[1]), "XDG_STATE_HOME": str(tmp_path)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("PORT ")
    assert len(done.stderr.splitlines()) == 1
