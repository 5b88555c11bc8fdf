"""The loader finds everything that is wrong, tells file, line and what was expected, and loads nothing then."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import library

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "faults.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small knowledge without faults, free to be changed."""
    return Path(shutil.copytree(HERE / "small", tmp_path / "knowledge"))


def faults_of(folder: Path) -> list[str]:
    return [str(fault).removeprefix(f"{folder}/") for fault in library.check(folder)]


def test_the_small_knowledge_has_no_faults(small: Path) -> None:
    assert faults_of(small) == []


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_each_fault_is_told_with_its_file_and_line(case: dict[str, Any], small: Path) -> None:
    for change in case["changes"]:
        path = small / change["file"]
        text = path.read_text(encoding="utf-8")
        assert change["swap"] in text, f"the case changes what is not there: {change}"
        path.write_text(text.replace(change["swap"], str(change["for"]), 1), encoding="utf-8")
    told = faults_of(small)
    for wanted in case["says"]:
        assert [fault for fault in told if fault.startswith(wanted)], "\n".join(told)
    assert len(told) == len(case["says"]), "\n".join(told)


def test_loading_raises_all_faults_together(small: Path) -> None:
    (small / "sources.yaml").write_text("page: {}\n", encoding="utf-8")
    (small / "replies" / "ja.yaml").unlink()
    with pytest.raises(library.Faults) as raised:
        library.load(small)
    assert raised.value.faults == library.check(small)
    assert len({fault.file for fault in raised.value.faults}) > 1
    assert str(raised.value.faults[0]) in str(raised.value)


@pytest.mark.parametrize("name", ["sources.yaml", "products.yaml", "phrases/en.yaml", "phrases/dates.ja.yaml"])
def test_a_file_that_is_not_there_is_told_once(name: str, small: Path) -> None:
    (small / name).unlink()
    assert faults_of(small) == [f"{name}:1: the file is missing; expected it to be there"]


def test_a_language_without_any_reply_is_told(small: Path) -> None:
    for path in (small / "replies").glob("*ja.yaml"):
        path.unlink()
    assert "replies/desk.en.yaml:1: the reply 'button.human' has no Japanese" in faults_of(small)[0]


def test_an_article_in_one_language_is_told(small: Path) -> None:
    (small / "articles" / "refills.ja.md").unlink()
    assert faults_of(small) == ["articles/refills.en.md:1: the article has no Japanese; expected refills.ja.md"]


def test_two_articles_for_one_intent_are_told(small: Path) -> None:
    for language in ("en", "ja"):
        text = (small / "articles" / f"refills.{language}.md").read_text(encoding="utf-8")
        text = text.replace(", version_upgrade/nib", "")
        (small / "articles" / f"zeal.{language}.md").write_text(text, encoding="utf-8")
    assert [fault.partition(" is already")[0] for fault in faults_of(small)] == [
        "articles/zeal.en.md:1: 'version_upgrade'"
    ]


def test_an_article_on_a_source_must_bear_the_title_of_the_source(small: Path) -> None:
    for language, title in (("en", "The page"), ("ja", "別の題")):
        text = f"---\ntitle: {title}\nsource: page\nurl: https://example.com/page\n---\n"
        (small / "articles" / f"page.{language}.md").write_text(text, encoding="utf-8")
    assert [fault.partition(";")[0] for fault in faults_of(small)] == [
        "articles/page.ja.md:1: title or url differs from the source 'page'"
    ]


@pytest.mark.parametrize("name", ["lines/pens.yml", "articles/refills.md", "replies/fr.yaml", "lines/pens.yaml~"])
def test_a_file_of_no_known_sort_is_told(name: str, small: Path) -> None:
    (small / name).write_text("a: b\n", encoding="utf-8")
    assert [fault.partition(";")[0] for fault in faults_of(small)] == [f"{name}:1: a file of no known sort"]


def test_a_file_in_another_encoding_is_told_with_its_line(small: Path) -> None:
    path = small / "replies" / "desk.ja.yaml"
    path.write_bytes(b"# human\n" + path.read_bytes().decode().encode("shift_jis"))
    assert faults_of(small) == ["replies/desk.ja.yaml:2: not UTF-8; expected the file to be saved as UTF-8"]


def test_an_empty_folder_is_told_of_every_part(tmp_path: Path) -> None:
    told = [fault.partition(":")[0] for fault in faults_of(tmp_path)]
    assert {"sources.yaml", "products.yaml", "lines", "articles", "replies", "phrases/ja.yaml"} <= set(told)
