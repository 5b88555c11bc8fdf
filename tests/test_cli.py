"""The command line as others use it; where something is wrong, it says so in one clear sentence."""

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def bot(*words: str, fed: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if name not in ("KNOWLEDGE", "TODAY", "TIMEZONE")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        input=fed,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**clean, **environment},
        timeout=60,
        check=False,
    )


def answers(*lines: dict[str, Any]) -> list[dict[str, Any]]:
    done = bot("ask", "--jsonl", fed="\n".join(json.dumps(line) for line in lines) + "\n")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


FIELDS = {
    "language", "intents", "scope", "lines", "expiry", "outcomes", "verdict", "missing", "articles", "links",
    "handoff", "sensitive", "text", "blocks",
}  # fmt: skip


def test_a_question_is_answered_as_text_verdict_first() -> None:
    done = bot("ask", "Endpoint Protection Standard expired on 2018-03-31, can I renew?", "--today", "2018-05-01")
    assert done.returncode == 0
    assert done.stdout.startswith("Yes, until 30 June 2018.")


def test_the_language_of_an_answer_can_be_fixed() -> None:
    done = bot("ask", "gateway license, expired 2018-03-31, renewable?", "--today", "2018-05-01", "--language", "ja")
    assert done.stdout.startswith("はい。2018年6月30日まで更新できます。")


def test_one_answer_as_json_has_every_field_of_the_machine_readable_form() -> None:
    done = bot("ask", "gateway license, expired 2018-03-31, renewable?", "--today", "2018-05-01", "--json")
    answer = json.loads(done.stdout)
    assert set(answer) == FIELDS
    assert answer["outcomes"] == [
        {"line": "gateway", "state": "in_grace", "last_day": {"start": "2018-06-30", "end": "2018-06-30"}}
    ]
    assert answer["blocks"]


def test_a_stream_keeps_conversations_apart_and_in_order() -> None:
    got = answers(
        {"text": "Endpoint Security, can I renew?", "conversation": "a", "today": "2018-05-01"},
        {"text": "File Security, can I renew?", "conversation": "b", "today": "2018-05-01"},
        {"text": "it expired on 2018-03-31", "conversation": "a", "today": "2018-05-01"},
        {"text": "it expired on 2018-03-31", "today": "2018-05-01"},
    )
    assert [answer["lines"] for answer in got] == [
        ["server-client"], ["server-only", "server-client"], ["server-client"], [],
    ]  # fmt: skip
    assert got[2]["verdict"] == "yes"


def test_a_bad_line_of_a_stream_gets_one_sentence_and_the_next_one_its_answer() -> None:
    done = bot("ask", "--jsonl", fed='nonsense\n{"text": 5}\n{"text": "hi", "today": "soon"}\n{"text": "hello"}\n')
    got = [json.loads(line) for line in done.stdout.splitlines()]
    assert [set(item) for item in got[:3]] == [{"error"}] * 3
    assert "2018-03-31" in got[2]["error"]
    assert got[3]["intents"] == ["greeting"]


def test_explain_prints_how_a_text_was_read_with_offsets_in_the_text_as_typed() -> None:
    text = "ＥＳＥＴ　Ｆｉｌｅ　Ｓｅｃｕｒｉｔｙは２０１８年３月３１日に切れました"
    done = bot("explain", "--jsonl", fed=json.dumps({"text": text, "today": "2018-05-01"}) + "\n")
    read = json.loads(done.stdout)
    assert set(read) == {"language", "intents", "products", "dates"}
    assert read["language"] == "ja"
    [when] = read["dates"]
    assert (when["start"], when["end"], when["role"], when["approximate"]) == (
        "2018-03-31",
        "2018-03-31",
        "expiry",
        False,
    )
    assert text[when["from"] : when["to"]] == "２０１８年３月３１日"
    assert {text[product["start"] : product["end"]] for product in read["products"]} == {
        "ＥＳＥＴ　Ｆｉｌｅ　Ｓｅｃｕｒｉｔｙ"
    }


def test_a_wrong_day_is_one_sentence_and_nothing_starts() -> None:
    done = bot("ask", "hello", "--today", "2018-13-01")
    assert done.returncode == 2
    assert "2018-03-31" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_one_sentence_and_nothing_starts() -> None:
    for name, value in (("TODAY", "someday"), ("TIMEZONE", "Mars/Olympus"), ("KNOWLEDGE", "/no/such/folder")):
        done = bot("ask", "hello", **{name: value})
        assert done.returncode == 2
        assert name in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1


def test_the_day_can_be_fixed_by_the_environment() -> None:
    done = bot("ask", "gateway license, expired yesterday, renewable?", "--json", TODAY="2018-05-01")
    assert json.loads(done.stdout)["expiry"] == [{"start": "2018-04-30", "end": "2018-04-30", "approximate": False}]


def test_the_shipped_knowledge_is_in_order() -> None:
    done = bot("check")
    assert (done.returncode, done.stderr) == (0, "")


def test_check_prints_every_fault_with_file_and_line_and_the_desk_does_not_start(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    line = folder / "lines" / "gateway.yaml"
    line.write_text(line.read_text().replace("id: gateway", "id: gateway\nid: gateway"))
    (folder / "articles" / "serial-change.ja.md").unlink()

    checked = bot("check", KNOWLEDGE=str(folder))
    asked = bot("ask", "hello", KNOWLEDGE=str(folder))

    assert checked.returncode == 1
    assert "lines/gateway.yaml:2:" in checked.stdout
    assert "serial-change" in checked.stdout
    assert asked.returncode == 2
    assert "lines/gateway.yaml:2:" in asked.stderr


def test_a_conversation_on_the_terminal_remembers_until_an_empty_line() -> None:
    keyboard, terminal = pty.openpty()
    os.write(keyboard, b"gateway license, can I renew?\nit expired on 2018-03-31\n\nnever read\n")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask"],
        stdin=terminal,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "TODAY": "2018-05-01"},
        timeout=60,
        check=False,
    )
    os.close(keyboard)
    os.close(terminal)
    assert done.returncode == 0
    assert "Yes, until 30 June 2018." in done.stdout
