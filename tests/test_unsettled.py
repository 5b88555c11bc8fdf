"""Wordings that settle no expiry, as they are written in knowledge: what each part of them fits."""

import pytest

from bot.core import unsettled
from bot.core.knowledge import Phrases
from bot.core.model import DateMention, Mark, ProductMention

GROUPS = {"dead": ("expired", "out of date"), "切れ": ("切れ", "失効")}


def fits(wording: str, text: str) -> bool:
    """Whether a wording fits a text in which D is a date, P a product and O an office."""
    phrases = Phrases(concepts={}, intents={}, acts={}, date_cues={}, unsettled={"any": (wording,)}, groups=GROUPS)
    dates = [DateMention("D", place, place + 1, ()) for place, char in enumerate(text) if char == "D"]
    products = [ProductMention("P", place, place + 1, (), ()) for place, char in enumerate(text) if char == "P"]
    offices = [Mark("office/osaka", place, place + 1) for place, char in enumerate(text) if char == "O"]
    return unsettled.find(text.lower(), dates, products, offices, unsettled.prepare({"en": phrases}))


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
    assert fits(wording, text)


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
    assert not fits(wording, text)


@pytest.mark.parametrize("wording", ["<alive>", "on {day}", "…", ""])
def test_a_wording_that_cannot_be_read_is_told_in_a_sentence(wording: str) -> None:
    with pytest.raises(ValueError, match="expected one"):
        unsettled.parse(wording, GROUPS)
