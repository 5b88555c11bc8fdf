"""Chosen instead of typed: what a form means, what is wrong with it, and what a list offers while somebody types."""

from datetime import date, timedelta

import pytest

from bot.core import form
from bot.core.form import Form
from bot.core.model import Conversation, DateMention, Language, Margin, Period, Subject
from bot.desk import Desk
from bot.slack import returned, sheet
from bot.slack.entry import Malformed
from bot.slack.sheet import Place, Sheet
from bot.slack.views import timeline

TODAY = date(2018, 5, 1)
LONG_AGO = date(2018, 1, 10)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_product_of_the_list_is_understood_as_itself(desk: Desk, language: Language) -> None:
    for product in desk.knowledge.catalogue.products:
        reply = desk.check(Conversation(), Form(language, product.id, LONG_AGO), TODAY).reply
        assert (reply.language, reply.lines) == (language, product.lines), product.id
        (subject,) = reply.subjects
        assert subject.products == (product.id,)
        assert [when.readings for when in subject.expiry] == [(Period(LONG_AGO, LONG_AGO),)]


def test_a_product_that_no_page_covers_gets_no_verdict(desk: Desk) -> None:
    reply = desk.check(Conversation(), Form("en", "ems_exchange", LONG_AGO), TODAY).reply
    assert (reply.verdict, reply.scope) == (None, "not-covered")


def test_without_a_product_every_line_is_answered(desk: Desk) -> None:
    reply = desk.check(Conversation(), Form("en", None, LONG_AGO), TODAY).reply
    assert len(reply.outcomes) == 4
    assert reply.verdict == "depends"


def test_a_form_tells_all_that_it_is_about(desk: Desk) -> None:
    told = desk.take_turn(Conversation(), "Mail Security expired on 2018-04-20, can I renew?", TODAY)
    reply = desk.check(told.conversation, Form("en", "eepa"), TODAY).reply
    assert reply.lines == ("server-client",)
    assert reply.missing == ("expiry",)


def test_the_conversation_goes_on_after_a_form(desk: Desk) -> None:
    checked = desk.check(Conversation(), Form("ja", "eepa", LONG_AGO), TODAY)
    again = desk.take_turn(checked.conversation, "2018年2月10日の間違いでした", TODAY)
    assert again.reply.verdict == "yes"
    assert again.reply.lines == ("server-client",)


def test_what_a_form_says_of_an_answer_is_what_was_understood(desk: Desk) -> None:
    told = desk.take_turn(Conversation(), "Endpoint Protection Advanced 2018-02-10", TODAY)
    assert told.message.form == Form("en", "eepa", date(2018, 2, 10))
    assert told.message.form_label


@pytest.mark.parametrize(
    "expiry",
    [
        DateMention("", 0, 0, (Period(LONG_AGO, LONG_AGO),), "expiry", Margin(days=15)),
        DateMention("", 0, 0, (Period(LONG_AGO, TODAY),), "expiry"),
        DateMention("", 0, 0, (Period(LONG_AGO, LONG_AGO), Period(TODAY, TODAY)), "expiry"),
        DateMention("", 0, 0, (), "expiry"),
    ],
)
def test_a_day_that_is_not_exact_is_not_filled_in(expiry: DateMention) -> None:
    assert form.known((Subject(products=("eepa",), expiry=(expiry,)),), "en") == Form("en", "eepa")


def test_of_several_things_none_is_filled_in() -> None:
    assert form.known((Subject(products=("eepa",)), Subject(products=("egs",))), "ja") == Form("ja")


@pytest.mark.parametrize(
    ("filled", "keys"),
    [
        (Form(), ["form.slip.empty"]),
        (Form("en", "eepa"), []),
        (Form("en", None, LONG_AGO), []),
        (Form("en", "gone"), ["form.slip.product"]),
        (Form("en", "eepa", form.EARLIEST), []),
        (Form("en", "eepa", form.EARLIEST - timedelta(days=1)), ["form.slip.early"]),
        (Form("en", "eepa", date(2028, 5, 1)), []),
        (Form("en", "eepa", date(2028, 5, 2)), ["form.slip.far"]),
        (Form("en", "gone", date.max), ["form.slip.product", "form.slip.far"]),
    ],
)
def test_each_slip_is_told(desk: Desk, filled: Form, keys: list[str]) -> None:
    assert [slip.key for slip in form.slips(filled, desk.knowledge, TODAY)] == keys


def test_on_a_leap_day_ten_years_ahead_is_a_day(desk: Desk) -> None:
    (slip,) = form.slips(Form(), desk.knowledge, date(2028, 2, 29))
    assert slip.last == date(2038, 2, 28)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("endpiont protection adv", "eepa"),
        ("リモートアドミニストレータ", "era"),
        ("gateway sec", "egs"),
        ("ＥＥＰＡ", "eepa"),
    ],
)
def test_what_is_named_comes_first(desk: Desk, typed: str, first: str) -> None:
    assert desk.offer(typed, TODAY)[0].id == first


def test_part_of_a_name_is_enough(desk: Desk) -> None:
    assert [product.id for product in desk.offer("uard", TODAY)] == ["liveguard"]
    assert {"protect_mdr_lite", "protect_mdr_advanced"} <= {product.id for product in desk.offer("mdr", TODAY)}


@pytest.mark.parametrize(
    ("expiry", "english", "japanese"),
    [
        (
            date(2018, 2, 10),
            "expired 10 Feb 2018 · today 1 May · last day 10 May · 9 days left",
            "期限切れ 2018年2月10日 · 本日 5月1日 · 最終日 5月10日 · 残り9日",
        ),
        (
            date(2018, 12, 31),
            "today 1 May 2018 · expires 31 Dec · last day 31 Mar 2019 · 334 days left",
            "本日 2018年5月1日 · 有効期限 12月31日 · 最終日 2019年3月31日 · 残り334日",
        ),
        (
            date(2017, 12, 31),
            "expired 31 Dec 2017 · last day 31 Mar 2018 · today 1 May · 31 days too late",
            "期限切れ 2017年12月31日 · 最終日 2018年3月31日 · 本日 5月1日 · 31日超過",
        ),
        (
            date(2018, 2, 1),
            "expired 1 Feb 2018 · today 1 May · last day 1 May · today is the last day",
            "期限切れ 2018年2月1日 · 本日 5月1日 · 最終日 5月1日 · 本日が最終日",
        ),
        (
            date(2018, 2, 2),
            "expired 2 Feb 2018 · today 1 May · last day 2 May · 1 day left",
            "期限切れ 2018年2月2日 · 本日 5月1日 · 最終日 5月2日 · 残り1日",
        ),
    ],
)
def test_the_timeline_is_one_line(desk: Desk, expiry: date, english: str, japanese: str) -> None:
    told: dict[Language, str] = {"en": english, "ja": japanese}
    for language, line in told.items():
        message = desk.check(Conversation(), Form(language, "eepa", expiry), TODAY).message
        assert message.timeline is not None
        assert timeline.line(message.timeline, language) == line


@pytest.mark.parametrize("filled", [Form("en", "eepa"), Form("en", "efs_lw", LONG_AGO), Form("en", None, LONG_AGO)])
def test_without_exact_days_there_is_no_timeline(desk: Desk, filled: Form) -> None:
    assert desk.check(Conversation(), filled, TODAY).message.timeline is None


@pytest.mark.parametrize(
    "on_its_way",
    [
        Sheet(),
        Sheet(Form("ja", "eepa", LONG_AGO, ("File Security package",))),
        Sheet(Form("ja", None, LONG_AGO), Place("C1", "1.1")),
        Sheet(Form("en", "eepa"), Place("C1", respond="https://hooks.slack.com/commands/T1/1/x", live=True)),
    ],
)
def test_a_form_comes_back_from_slack_as_it_was_sent(on_its_way: Sheet) -> None:
    assert returned.sheet(sheet.dump(on_its_way)) == on_its_way


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"form": {"language": "fr"}}', '{"place": {"channel": "a b"}}', '{"form": {"expiry": "soon"}}'],
)
def test_what_was_never_sent_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        returned.sheet(text)


def test_a_secret_among_the_buttons_is_taken_out() -> None:
    sent = sheet.dump(Sheet(Form("en", "eepa", None, ("EAV-0123456789",))))
    assert "0123456789" not in str(returned.sheet(sent))
