"""How wordings are read, and what holds for every text whatever it says."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import library
from bot.core import intent, utterance
from bot.core.intent import Index
from bot.core.intent.pattern import is_example
from bot.core.knowledge import Phrases
from bot.core.model import Language

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"


def phrases(intents: Mapping[str, tuple[str, ...]], **concepts: tuple[str, ...]) -> Mapping[Language, Phrases]:
    return {"en": Phrases(concepts, intents, {}, {})}


def ids(typed: str, index: Index) -> list[str]:
    return [one.id for one in intent.find(utterance.read(typed), index)[0] if one.score >= 0.5]


def small(*wordings: str) -> Index:
    return intent.prepare(
        phrases(
            {"can_renew": wordings, "thanks": ("<thank>",)},
            renew=("renew*", "更新"),
            possible=("can we", "可能"),
            price=("price",),
            thank=("thanks",),
        )
    )


def known() -> Mapping[Language, Phrases]:
    return library.load(KNOWLEDGE).phrases


@pytest.fixture(scope="module")
def real() -> Index:
    return intent.prepare(known())


def test_the_parts_of_a_wording_may_stand_in_any_order() -> None:
    index = small("<renew> <possible>")
    assert ids("can we get it renewed", index) == ["can_renew"]
    assert ids("renewal: can we", index) == ["can_renew"]


def test_the_parts_of_an_ordered_wording_may_not() -> None:
    index = small("<renew> > <possible>")
    assert ids("renewal: can we", index) == ["can_renew"]
    assert ids("can we get it renewed", index) == []


def test_a_word_that_rules_a_wording_out_rules_it_out() -> None:
    index = small("<renew> <possible> -<price>")
    assert ids("can we renew at the old price", index) == []


def test_a_word_may_rule_a_wording_out_from_another_sentence() -> None:
    index = small("<renew> <possible> --<price>")
    assert ids("The price. Can we renew?", index) == []
    assert ids("Can we renew?", index) == ["can_renew"]


def test_a_wording_may_need_a_word_in_another_sentence() -> None:
    index = small("<possible> ++<price> @0.8")
    assert ids("The price. Can we?", index) == ["can_renew"]
    assert ids("Can we?", index) == []


def test_a_wording_of_one_language_is_met_by_words_of_the_other() -> None:
    assert ids("can we 更新 this", small("<renew> <possible>")) == ["can_renew"]


def test_plain_words_in_a_wording_stand_for_themselves() -> None:
    index = small("get it <renew> .. at once")
    assert ids("please get it renewed for us, at once", index) == ["can_renew"]
    assert ids("please get it renewed for us", index) == []


def test_a_plain_sentence_is_an_example_and_found_again() -> None:
    assert ids("Would it go through?!", small("would it go through")) == ["can_renew"]


def test_an_example_is_found_within_a_longer_question_that_says_nothing_else() -> None:
    index = intent.prepare(phrases({"version_upgrade/harbour": ("harbour log",), "help": ("<how>",)}, how=("how",)))
    found, *_ = intent.find(utterance.read("where would the harbour log be"), index)
    assert [(one.id, one.topic) for one in found] == [("version_upgrade", "harbour")]


def test_a_misspelt_word_is_read_as_the_known_one_next_to_it() -> None:
    assert ids("can we renwe", small("<renew> <possible>")) == []
    index = intent.prepare(phrases({"can_renew": ("<renewal>",)}, renewal=("renewal",)))
    assert ids("renewla", index) == ["can_renew"]


def test_a_contraction_is_known_without_its_apostrophe() -> None:
    index = intent.prepare(phrases({"can_renew": ("<over>",)}, over=("hasn't run out",)))
    assert ids("it hasnt run out", index) == ["can_renew"]


def test_a_word_with_an_s_is_read_with_it_first_and_then_without() -> None:
    index = intent.prepare(
        phrases({"can_renew": ("<ask> <date>",)}, ask=("what's the",), date=("end", "license card says"))
    )
    assert ids("what's the end", index) == ["can_renew"]
    assert ids("what's the license's card's saying", index) == []
    assert ids("what's the license card says", index) == ["can_renew"]


def test_words_that_are_passed_over_may_stand_in_the_midst_of_an_entry() -> None:
    index = intent.prepare(phrases({"how_to_renew": ("<way>",)}, way=("how do i renew",), between=("actually",)))
    assert ids("so how do I actually renew?", index) == ["how_to_renew"]


def test_a_license_may_be_spelt_with_a_c() -> None:
    index = intent.prepare(phrases({"license_info": ("<card>",)}, card=("license card", "sub-licence")))
    assert ids("the licence card", index) == ["license_info"]
    assert ids("a sub-license", index) == ["license_info"]


def test_small_talk_around_a_question_is_left_out() -> None:
    index = small("<renew> <possible>")
    assert ids("thanks! can we renew?", index) == ["can_renew"]
    assert ids("thanks!", index) == ["thanks"]


def test_a_wording_that_names_an_unknown_concept_is_an_error() -> None:
    with pytest.raises(ValueError, match="<colour>"):
        small("<renew> <colour>")


def test_a_wording_without_parts_is_an_error() -> None:
    with pytest.raises(ValueError, match="0 parts"):
        small("@0.9")


def test_concepts_made_of_each_other_do_no_harm() -> None:
    index = intent.prepare(phrases({"help": ("<one>",)}, one=("<two>", "ichi"), two=("<one>", "ni")))
    assert ids("ni", index) == ["help"]


def test_examples_are_understood_without_being_recognised_word_for_word(real: Index) -> None:
    unaware = replace(real, examples={})
    examples = [
        (key.partition("/")[0], wording)
        for language in known().values()
        for key, wordings in language.intents.items()
        for wording in wordings
        if is_example(wording)
    ]
    understood = sum(key in ids(wording, unaware) for key, wording in examples)
    assert understood / len(examples) > 0.95


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error_and_scored_between_0_and_1(real: Index, typed: str) -> None:
    intents, *_ = intent.find(utterance.read(typed), real)
    assert all(0.0 <= one.score <= 1.0 for one in intents)
    assert len({one.id for one in intents}) == len(intents) or intents[0].score < 0.5


WORDS = [
    "更新",
    "できますか",
    "期限",
    "renew",
    "can we",
    "expired",
    "?",
    "。",
    "シリアル",
    "と",
    "how",
    "N***-",
    "v6",
    "\n",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=120))
def test_any_heap_of_known_words_is_read_without_an_error(real: Index, words: list[str]) -> None:
    intents, *_ = intent.find(utterance.read("".join(words)), real)
    assert len(intents) <= 12


@pytest.mark.parametrize("typed", ["更新" * 20_000, "how do I renew? " * 2_500, "?" * 40_000, "renwe " * 6_600])
def test_the_longest_text_is_read_in_bounded_time(real: Index, typed: str) -> None:
    assert len(intent.find(utterance.read(typed), real)[0]) <= 12
