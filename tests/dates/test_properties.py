"""What holds of the dates in any text at all."""

import unicodedata
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import dates, utterance
from bot.core.dates import feasts
from bot.core.dates.resolution import BOUNDS, WIDE
from bot.core.model import DateMention, Period, Utterance

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
WORDS = (
    "3 31 12 2018 2018-03-31 3/31 03/04/2018 6.5 R6.3.31 march may mon sunday last this next end of the early in on by "
    "ago months weeks years day yesterday expired expires bought renewed if for since about more than half a couple "
    "年 月 日 ヶ月 前 後 末 上旬 の 去年 先月 来週 昨日 三 十二 〇 平成 令和 元 切れた 切れて 期限 "
    "満了 購入 更新 から まで に は 以上 半 数 ちょうど 約 経ちました 月曜 (土) 年度 年末 春 , . 、 。 ? - / ~ 〜 &"
)
PHRASES = st.lists(st.sampled_from(WORDS.split(" ")), max_size=14).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)
TEXTS = st.one_of(st.text(max_size=200), PHRASES)


def _said(text: str) -> Utterance:
    return utterance.read(text)


def _shape(found: tuple[DateMention, ...]) -> list[tuple[object, ...]]:
    return [(m.start, m.end, m.readings, m.role, m.margin, m.named) for m in found]


@settings(max_examples=400, deadline=None)
@given(TEXTS, DAYS)
def test_every_mention_lies_inside_the_text_and_its_days_within_bounds(text: str, today: date) -> None:
    said = _said(text)
    # The fixture would be made anew for every example; the cues are of no account here.
    found = dates.find(said, today, NO_CUES)
    last = 0
    for mention in found:
        assert last <= mention.start < mention.end <= len(said.text)
        assert mention.text == said.text[mention.start : mention.end]
        whole = mention.end - mention.start >= len(said.text.strip()) - 4
        for period in mention.readings:
            assert _ordered(period)
            low, high = WIDE if whole else BOUNDS
            assert all(low <= day <= high for day in (period.start, period.end) if day)
        last = mention.end


def _ordered(period: Period) -> bool:
    return period.start is None or period.end is None or period.start <= period.end


@settings(max_examples=200, deadline=None)
@given(TEXTS, DAYS)
def test_capitals_change_nothing(text: str, today: date) -> None:
    small, big = _said(text.lower()), _said(text.lower().upper())
    if small.folded == big.folded and small.language == big.language:
        assert _shape(dates.find(small, today, NO_CUES)) == _shape(dates.find(big, today, NO_CUES))


@settings(max_examples=200, deadline=None)
@given(PHRASES, DAYS)
def test_full_width_changes_nothing(text: str, today: date) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)
    narrow = Utterance(text, text.lower(), "ja")
    same = unicodedata.normalize("NFKC", wide)
    found = dates.find(Utterance(same, same.lower(), "ja"), today, NO_CUES)
    assert _shape(found) == _shape(dates.find(narrow, today, NO_CUES))


@settings(max_examples=200, deadline=None)
@given(
    DAYS, DAYS, st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%Y%m%d"])
)
def test_a_day_written_out_is_that_day(day: date, today: date, form: str) -> None:
    found = dates.find(_said("expired " + day.strftime(form)), today, NO_CUES)
    assert [mention.readings for mention in found] == [(Period(day, day),)]


@settings(max_examples=200, deadline=None)
@given(st.integers(10**8, 10**20), DAYS)
def test_a_number_too_long_for_a_day_names_none(number: int, today: date) -> None:
    for text in (f"order {number}", f"{number}", f"注文番号は{number}です", f"license {number} expired"):
        assert dates.find(_said(text), today, NO_CUES) == ()


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(feasts.NAMES)), st.integers(1990, 2090))
def test_a_feast_with_its_year_lies_in_that_year(name: str, year: int) -> None:
    for text in (f"{name} {year}", f"{year}年の{name}"):
        found = dates.find(_said(text), date(2018, 6, 15), NO_CUES)
        assert {p.start.year for mention in found for p in mention.readings if p.start} == {year}


@settings(max_examples=200, deadline=None)
@given(DAYS, DAYS)
def test_the_week_of_a_day_is_monday_to_sunday_around_it(day: date, today: date) -> None:
    for text in (f"the week of {day:%d %B %Y}", f"{day:%Y年%m月%d日}の週"):
        (mention,) = dates.find(_said(text), today, NO_CUES)
        (week,) = mention.readings
        assert week.start
        assert week.end
        assert week.start <= day <= week.end
        assert (week.start.weekday(), week.end.weekday()) == (0, 6)


@settings(max_examples=200, deadline=None)
@given(DAYS, st.integers(1, 400))
def test_days_ago_are_counted_and_exact(today: date, days: int) -> None:
    day = today - timedelta(days=days)
    for text in (f"expired {days} days ago", f"{days}日前に切れました"):
        (mention,) = dates.find(_said(text), today, NO_CUES)
        assert mention.readings == (Period(day, day),)
        assert not mention.approximate


@settings(max_examples=200, deadline=None)
@given(PHRASES, PHRASES, DAYS)
def test_a_completed_date_keeps_its_place_and_its_days_are_days(one: str, two: str, today: date) -> None:
    for known in dates.find(_said(one), today, NO_CUES):
        for mention in dates.find(_said(two), today, NO_CUES):
            completed = dates.complete(mention, known, today)
            if completed is not None:
                assert (completed.start, completed.end, completed.text) == (mention.start, mention.end, mention.text)
                assert all(_ordered(period) for period in completed.readings)


NO_CUES = dates.prepare({})
