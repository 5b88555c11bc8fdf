"""What holds for any text, and for any catalogue."""

import sys
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import product
from bot.core.knowledge import Catalogue, Knowledge, Product
from bot.core.model import Utterance

pieces = st.sampled_from(
    "ESET NOD32 File Mail Web Security for Linux Windows Server Endpoint Protection Advanced Kaspersky EES ERA the box "
    "サーバー 専用 ファイル セキュリティ エンドポイント ー ・ ッ の 版 用 ( ) / - 箱 クラウド オプション 6.5 s".split(
        " "
    )
)
texts = st.one_of(st.text(max_size=60), st.lists(st.one_of(pieces, st.text(max_size=3)), max_size=12).map("".join))


def typed(text: str) -> Utterance:
    folded = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return Utterance(text=text, folded=folded, language="en")


@settings(max_examples=400, deadline=None)
@given(text=texts)
def test_any_text_gives_places_inside_it_in_order(text: str, index: product.Index) -> None:
    found = product.find(typed(text), index)
    for some in (found.mentions, found.clues):
        assert all(text[one.start : one.end] == one.text != "" for one in some)
        assert all(one.end <= other.start for one, other in pairwise(some))


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_every_mention_is_of_the_catalogue_and_has_its_lines(
    text: str, index: product.Index, knowledge: Knowledge
) -> None:
    known = {some.id: some.lines for some in knowledge.catalogue.products}
    for mention in product.find(typed(text), index).mentions:
        assert set(mention.lines) == {line for name in mention.products for line in known[name]}
        assert len(set(mention.lines)) == len(mention.lines)


@settings(max_examples=100, deadline=None)
@given(text=texts)
def test_the_same_text_is_read_the_same_twice(text: str, index: product.Index) -> None:
    assert product.find(typed(text), index) == product.find(typed(text), index)


def test_every_official_name_is_found_as_its_product(index: product.Index, knowledge: Knowledge) -> None:
    for some in knowledge.catalogue.products:
        for name in some.name.values():
            mentions = product.find(typed(name), index).mentions
            assert [some.id in mention.products for mention in mentions] == [True], name


@pytest.mark.parametrize(
    "unit",
    [
        "security ",
        "filesecurity",
        "エンドポイント",
        "セキュ",
        "ー",
        "nod32 for linux ",
        "the box ",
        "endpiont ",
        "(",
        "😀",
        "linux / ",
    ],
)
def test_the_work_grows_with_length_and_no_faster(unit: str, index: product.Index) -> None:
    def calls(length: int) -> int:
        said, counted = typed((unit * length)[:length]), Counter[str]()
        sys.setprofile(lambda _frame, event, _argument: counted.update([event]))
        try:
            product.find(said, index)
        finally:
            sys.setprofile(None)
        return counted["call"] + counted["c_call"]

    assert calls(40_000) <= 9 * calls(5_000) + 1_000


def test_an_empty_catalogue_finds_nothing() -> None:
    assert product.find(typed("File Security"), product.prepare(Catalogue())) == product.Found()


def test_a_new_product_needs_no_more_than_its_entry() -> None:
    name = "ESET Toaster Security for Kitchen"
    toaster = Product("toaster", {"en": name, "ja": "ESET トースター セキュリティ"}, ("home",), ("ETS",))
    index = product.prepare(Catalogue(products=(toaster,), brands=("ESET",), spellings=(("security", "セキュリティ"),)))
    for text in ("Toaster Security", "toster security", "Kitchen Toaster Security", "トースタセキュリティ", "ETS"):
        assert [mention.products for mention in product.find(typed(text), index).mentions] == [("toaster",)], text


def slips(word: str) -> set[str]:
    """Every word that is one slip of the finger away."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    lost = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    other = {left + letter + right[1:] for left, right in cuts if right for letter in letters}
    return lost | swapped | other | {left + letter + right for left, right in cuts for letter in letters}


@pytest.mark.parametrize("word", ["file", "mail", "web", "smart", "server", "gateway"])
def test_a_slip_never_turns_one_product_into_another(word: str, index: product.Index) -> None:
    meant = {name for one in product.find(typed(f"ESET {word} security"), index).mentions for name in one.products}
    for slip in slips(word) - {"file", "mail", "web", "smart", "server", "gateway"}:
        got = {name for one in product.find(typed(f"{slip} security"), index).mentions for name in one.products}
        assert got <= meant, slip
