"""A message in kana alone is read like the same message in the usual spelling."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import library
from bot.core import kana, utterance
from bot.desk import Desk

TODAY = date(2018, 6, 18)
KNOWLEDGE = library.load(Path(__file__).parent.parent / "knowledge")
KANA = kana.prepare(KNOWLEDGE.phrases)
SAME = [
    ("こうしんできますか", "更新できますか"),
    ("ｺｳｼﾝﾃﾞｷﾏｽｶ", "更新できますか"),
    ("めーるせきゅりてぃのきげんが3がつ31にちにきれました", "メールセキュリティの期限が3月31日に切れました"),
    ("ｼﾘｱﾙﾊﾞﾝｺﾞｳﾊ ｶﾜﾘﾏｽｶ", "シリアル番号は 変わりますか"),
    ("らいせんすのゆうこうきげんはどこでわかりますか", "ライセンスの有効期限はどこでわかりますか"),
    (
        "えんどぽいんとぷろてくしょん8月に切れました。更新できますか",
        "エンドポイントプロテクション8月に切れました。更新できますか",
    ),
    ("会社のふぁいるせきゅりてぃー、期限は3月末", "会社のファイルセキュリティ、期限は3月末"),
]


@pytest.mark.parametrize(("written", "usual"), SAME)
def test_kana_alone_is_read_like_the_usual_spelling(desk: Desk, written: str, usual: str) -> None:
    one, other = desk.read(written, TODAY), desk.read(usual, TODAY)

    assert [intent.id for intent in one.intents] == [intent.id for intent in other.intents]
    assert [mention.lines for mention in one.products] == [mention.lines for mention in other.products]
    assert [when.readings for when in one.dates] == [when.readings for when in other.dates]


@pytest.mark.parametrize("text", ["更新はこうしんと読みます", "ok", "ファイルセキュリティ", "きれいですね、ほんとうに"])
def test_other_text_is_left_alone(text: str) -> None:
    said = utterance.read(text)

    assert kana.respell(said, KANA) == said


@given(st.text(st.sampled_from("こうしんきれたまがつねんめーるコウシン3 　ー。a"), max_size=40))
def test_each_character_knows_its_place_in_what_was_typed(typed: str) -> None:
    said = kana.respell(utterance.read(typed), KANA)

    places = [said.typed_at(at) for at in range(len(said.text) + 1)]
    assert len(said.text) == len(said.folded)
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= len(typed)
