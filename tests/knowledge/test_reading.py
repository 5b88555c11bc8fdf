"""What the loader makes of knowledge without faults: values just as they were typed, nothing guessed."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import library
from bot.core.knowledge import Window

SMALL = Path(__file__).parent / "small"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small knowledge without faults, free to be changed."""
    return Path(shutil.copytree(SMALL, tmp_path / "knowledge"))


def test_lines_come_in_the_order_of_their_positions() -> None:
    assert list(library.load(SMALL).lines) == ["pens", "ink"]


def test_a_rule_keeps_its_day_its_window_and_its_sources() -> None:
    first, second = library.load(SMALL).lines["pens"].rules
    assert (first.start, first.window, first.source) == (date(2017, 11, 24), Window("limited", months=3), "page")
    assert (second.window, second.also) == (Window("limited", days=30), ("page",))
    assert (first.contested_last_day, second.contested_last_day) == (True, False)
    assert first.steps["ja"] == ("尋ねます。", "待ちます。")


def test_a_window_that_is_not_stated_is_not_unlimited() -> None:
    assert library.load(SMALL).lines["ink"].rules[0].window == Window("not_stated")


def test_all_reply_files_of_a_language_are_one() -> None:
    assert library.load(SMALL).replies["en"].keys() == {"headline.yes", "list.or", "button.human"}


def test_blanks_in_quotes_are_kept() -> None:
    assert library.load(SMALL).replies["en"]["list.or"] == " or "


def test_a_source_can_be_cited_like_an_article() -> None:
    article = library.load(SMALL).articles["page"]
    assert (article.url, article.title["ja"], article.body) == ("https://example.com/page", "ページ", {})


def test_an_article_keeps_its_lines() -> None:
    assert library.load(SMALL).articles["refills"].body["en"] == "A refill is optional.\n\n1. Open it.\n1. Fill it."


@pytest.mark.parametrize("word", ["on", "yes", "No", "1.10", "0x10", "2018-03-31", "1_000", "12:30", "3"])
def test_words_that_yaml_would_turn_into_something_else_stay_words(word: str, small: Path) -> None:
    path = small / "products.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Pencil Co", word), encoding="utf-8")
    assert library.load(small).catalogue.rivals == (word,)


def test_a_file_from_windows_reads_the_same(small: Path) -> None:
    for path in (path for path in small.rglob("*") if path.is_file()):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert library.load(small) == library.load(SMALL)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    text=st.text(alphabet=st.characters(codec="utf-8"), max_size=80),
    name=st.sampled_from(["sources.yaml", "lines/pens.yaml", "articles/refills.ja.md", "replies/en.yaml"]),
)
def test_no_text_whatever_makes_the_loader_fail_otherwise_than_by_faults(text: str, name: str, small: Path) -> None:
    (small / name).write_text(text, encoding="utf-8")
    faults = library.check(small)
    assert all(fault.line >= 1 and fault.message for fault in faults)
