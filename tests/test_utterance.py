"""What was typed is made ready to be read: width, markup and secrets, each character knowing its place."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core import language, utterance
from bot.desk import Desk
from tests.storm.planted import Planted

FOLDER = Path(__file__).parent / "utterances"
SECRETS = yaml.safe_load((FOLDER / "secrets.yaml").read_text())
INNOCENT = yaml.safe_load((FOLDER / "innocent.yaml").read_text())


@pytest.mark.parametrize("case", SECRETS, ids=[case["ask"] for case in SECRETS])
def test_a_secret_is_taken_out_and_named_by_kind(case: dict[str, Any]) -> None:
    said = utterance.read(case["ask"])
    stored = utterance.mask(case["ask"])

    assert list(said.secrets) == case["kinds"]
    for piece in case["gone"]:
        assert piece.lower() not in said.folded
        assert piece not in stored


@pytest.mark.parametrize("text", INNOCENT)
def test_numbers_and_codes_that_are_no_secret_stay(text: str) -> None:
    assert utterance.read(text).secrets == ()
    assert utterance.mask(text) == text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("<@U123> can I renew?", "can I renew?"),
        ("see <#C02ABC|eset-help> please", "see please"),
        ("~2018-03-31~ sorry *2018-04-30*", "sorry 2018-04-30"),
        ("<https://example.com/a?b=1|the page> says so", "the page says so"),
        ("<mailto:a@example.com|a@example.com> wrote", "a@example.com wrote"),
        ("A &amp; B &lt;3", "A & B <3"),
        ("`2018-03-31` :eyes: ok", "2018-03-31 ok"),
        ("_expired_ in March", "expired in March"),
        ("ＥＳＥＴ　ｴﾝﾄﾞﾎﾟｲﾝﾄ", "ESET エンドポイント"),
        ("ES**- and N***-", "ES**- and N***-"),
        ("3~4ヶ月前~5月", "3~4ヶ月前~5月"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_markup_is_taken_out_and_width_unified(typed: str, text: str) -> None:
    assert " ".join(utterance.read(typed).text.split()) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("can I still renew?", "en"),
        ("まだ更新できますか", "ja"),
        ("クラウド対応オプション expired 2018-04-30, still OK to renew?", "en"),
        ("ユーザーズサイト ... ok logged in, now how do I generate that ライセンス申込書", "en"),
        ("おはよう bot, hi hi", "en"),
        ("what is 次年度更新?", "en"),
        ("Web Security for Linuxは12/15満了だったので更新できますよね？", "ja"),
        ("有効期限2018年3月、ESET Endpoint アンチウイルス、更新可否？", "ja"),
        ("file securityの期限が3月に切れました", "ja"),
        ("endpoint security 期限切れ 更新", "ja"),
        ("2018-03-31", None),
        ("???", None),
    ],
)
def test_the_language_is_that_of_the_sentence_not_of_the_names_in_it(text: str, expected: str | None) -> None:
    assert language.detect(text) == expected


def test_a_text_that_does_not_tell_keeps_the_language_of_the_conversation() -> None:
    assert utterance.read("2018-03-31", "ja").language == "ja"
    assert utterance.read("2018-03-31").language == "en"


@given(st.text(max_size=400))
@example("\xad")
def test_any_text_can_be_read_and_every_character_knows_its_place(typed: str) -> None:
    said = utterance.read(typed)

    assert len(said.folded) == len(said.text)
    places = [said.typed_at(offset) for offset in range(len(said.text) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= max(len(typed), 1) for place in places)


def test_of_thousands_of_secrets_in_any_writing_nothing_is_left() -> None:
    planted = Planted(2000, seed=7)
    texts = [f"まだ更新できますか {number}{planted.one()}" for number in range(2000)]

    assert planted.found("\n".join(texts).encode()) == planted.values
    assert planted.found("\n".join(map(utterance.mask, texts)).encode()) == []
    assert planted.found("\n".join(utterance.read(text).text for text in texts).encode()) == []


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("password: hunter2!", "●●●●"),
        ("can we renew? パスワードは Abc12345 です", "can we renew? ●●●● です"),
    ],
)
def test_the_label_of_a_secret_is_not_what_is_asked_about(typed: str, same: str, desk: Desk) -> None:
    today = date(2018, 6, 1)
    for text in (typed, utterance.mask(typed)):
        assert desk.read(text, today).intents == desk.read(same, today).intents


def test_what_is_asked_of_a_serial_number_is_heard_although_it_was_told(desk: Desk) -> None:
    reading = desk.read("シリアル番号はES12-3456-7890ですが、更新すると変わりますか", date(2018, 6, 1))
    assert reading.intents[0].id == "serial_change"


def test_a_secret_at_the_end_of_what_is_read_is_not_torn_in_two() -> None:
    for length in range(utterance.LONGEST - 60, utterance.LONGEST + 2100, 17):
        assert "34JK" not in utterance.mask("x " * (length // 2) + "3ABC-D4EF-12GH-34JK-56LM " * 9)


@given(st.text(max_size=400))
def test_masking_twice_is_masking_once(typed: str) -> None:
    once = utterance.mask(typed)
    assert utterance.mask(once) == once
