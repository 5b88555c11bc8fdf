"""What the documents say is true: settings, Make words, scopes, modules and files are those that there are."""

import re
from pathlib import Path

import yaml

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
HOUSE = (ROOT / "bot" / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_readme() -> None:
    names = {name.upper() for name in Settings.model_fields} - {"XDG_STATE_HOME"}
    assert names <= set(re.findall(r"`([A-Z_]+)`", README))


def test_every_make_word_in_the_documents_exists() -> None:
    words = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    documents = [*ROOT.glob("*.md"), *ROOT.glob("*/README.md")]
    told = {
        word
        for path in documents
        for word in re.findall(r"(?:`|^ {4}|\$ )make ([a-z]+)", path.read_text("utf-8"), re.M)
    }
    assert {"run", "test", "ask"} <= told <= words


def test_every_scope_of_the_manifest_is_justified_in_the_readme() -> None:
    manifest = yaml.safe_load((ROOT / "manifest.yaml").read_text(encoding="utf-8"))
    for scope in manifest["oauth_config"]["scopes"]["bot"]:
        assert f"`{scope}`" in README


def test_every_room_of_the_core_is_in_the_picture_of_the_house() -> None:
    rooms = {path.name + "/" if path.is_dir() else path.name for path in (ROOT / "bot" / "core").iterdir()}
    for room in rooms - {"__init__.py", "__pycache__/"}:
        assert room in HOUSE, room


def test_every_folder_of_the_tests_is_in_their_readme() -> None:
    text = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
    for folder in (path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"):
        assert f"{folder}/" in text, folder
