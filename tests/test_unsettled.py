"""Wordings that tell no expiry date, as knowledge has them: what each part of them fits, and what it does."""

from datetime import date

import pytest

from bot.core import unsettled
from bot.core.knowledge import Phrases
from bot.core.model import DateMention, Mark, Period, ProductMention

GROUPS = {"dead": ("expired", "out of date"), "切れ": ("切れ", "失効")}
TODAY = date(2018, 6, 15)
FIRST, SECOND = date(2018, 3, 1), date(2018, 5, 31)


def told(wordings: dict[str, tuple[str, ...]], text: str) -> unsettled.Told:
    """What wordings make of a text in which D is a date (1 March, then 31 May), P a product, O an office."""
    phrases = Phrases(concepts={}, intents={}, acts={}, date_cues={}, unsettled=wordings, groups=GROUPS)
    places = [place for place, char in enumerate(text) if char == "D"]
    dates = tuple(
        DateMention("D", place, place + 1, (Period(day, day),), "expiry")
        for place, day in zip(places, (FIRST, SECOND), strict=False)
    )
    products = [ProductMention("P", place, place + 1, (), ()) for place, char in enumerate(text) if char == "P"]
    offices = [Mark("office/osaka", place, place + 1) for place, char in enumerate(text) if char == "O"]
    return unsettled.told(text.lower(), dates, products, offices, TODAY, unsettled.prepare({"en": phrases}))


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("already <dead> on {date}", "P was already expired on D"),
        ("already <dead> on {date}", "Already out of date on D?"),
        ("{date}には<切れ>", "PはDには失効していました"),
        ("one … {date}……the other{last}", "one expired D. And the other?"),
        ("{office}'s … {date}", "O's P expired D"),
        ("{line}date: {date}", "hello\n> date: D\n> it expired"),
        ("no date{end}", "the second has no date. Can we renew?"),
        ("undated", "a post-it, undated"),
    ],
)
def test_a_wording_fits(wording: str, text: str) -> None:
    assert told({"case": (wording,)}, text).unsettled


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        pytest.param("already <dead> on {date}", "it is already expired. I buy on D", id="a word in between"),
        pytest.param("one … {date}", "one expired. D", id="the end of a sentence in a gap"),
        pytest.param("one … other", "one D, other", id="a date in a gap"),
        pytest.param("one … {date}……the other{last}", "one expired D, the other D", id="a date behind the last"),
        pytest.param("{line}date: {date}", "expiry date: D", id="no new line"),
        pytest.param("no date{end}", "there is no date format", id="no end of a sentence"),
        pytest.param("on <dead>", "season expired", id="part of a word"),
    ],
)
def test_a_wording_does_not_fit(wording: str, text: str) -> None:
    assert not told({"case": (wording,)}, text).unsettled


def test_a_day_by_which_it_had_expired_is_the_last_it_may_have_expired_on() -> None:
    found = told({"until": ("already <dead> on {date}",)}, "already expired on D")
    assert [when.readings for when in found.dates] == [(Period(None, FIRST),)]
    assert not found.unsettled


def test_a_day_on_which_it_still_ran_and_one_on_which_it_had_expired_are_one_range() -> None:
    wordings = {"from": ("still valid on {date}",), "until": ("already <dead> on {date}",)}
    found = told(wordings, "still valid on D, already expired on D")
    assert [when.readings for when in found.dates] == [(Period(FIRST, SECOND),)]


def test_bounds_that_contradict_each_other_both_stay() -> None:
    wordings = {"until": ("already <dead> on {date}",), "from": ("still valid on {date}",)}
    found = told(wordings, "already expired on D, still valid on D")
    assert [when.readings for when in found.dates] == [(Period(None, FIRST),), (Period(SECOND, TODAY),)]


@pytest.mark.parametrize("kind", ["other", "deadline"])
def test_the_day_of_something_else_is_no_expiry_and_another_date_counts(kind: str) -> None:
    found = told({kind: ("the lease ended {date}",)}, "expired D, the lease ended D")
    assert [when.role for when in found.dates] == ["expiry", "other"]
    assert not found.unsettled


@pytest.mark.parametrize("wording", ["<alive>", "on {day}", "…", ""])
def test_a_wording_that_cannot_be_read_is_told_in_a_sentence(wording: str) -> None:
    with pytest.raises(ValueError, match="expected one"):
        unsettled.parse("case", wording, GROUPS)
