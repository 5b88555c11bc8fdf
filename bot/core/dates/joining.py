"""What belongs together in one message: "2017 … 31 March", "2 weeks from" 15 January, a day told to be today."""

import re
from collections.abc import Sequence
from datetime import date

from bot.core.dates.doubt import lacks_year
from bot.core.dates.draft import Draft
from bot.core.dates.nearness import names
from bot.core.dates.roles import MAY_BE_EXPIRY, Sense
from bot.core.model import EXACT, Period

_CLAUSE = re.compile(r"[,;.!?。、！？\n()]")
_SMALL = re.compile(
    r"(?:\s|in|it|was|that|this|i|think|is|of|the|year|maybe|probably|must|have|been|back|sometime|and|'s|年|"
    r"の|で|し|た|だ|っ|と|思|い|ま|す|は|が|たぶん|多分|確か|それ|こと|ね|よ|はず|か|な)*"
)
"""Words that say nothing beside a year; none can be read as two others, so that matching stays linear."""
_CLOSE = re.compile(r"[\s,、.。の()「」:]*(?:of|in|on|the|たしか|確か|it was|was)?[\s,、の]*")
_IS = re.compile(r"(?:'s)?(?: date)?\s*(?:is|it is|it's|the|=|:|は|が|って|\()?\s*(?:the)?\s*")
_BRACKET = re.compile(r"(?:[ぁ-ん一-鿿]{0,4}| )?\(")
_BOTH = re.compile(
    r"(?:どちらも|どっちも|両方とも?|いずれも|ともに|\b(?:both|all)(?: of (?:them|those))?(?: in| of)?) ?$"
)
_APPOSED = re.compile(r",? (?:which was |that was )?an? ")
_BARE = re.compile(r"\s*,?\s*")


def parts(drafts: Sequence[Draft], folded: str) -> list[Draft]:
    """Neighbours that complete each other made one: a year and a day, a month and a day."""
    joined: list[Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if last and last.beside and not draft.beside:
            joined[-1:] = [_shifted(last, draft, folded)]
            continue
        if last and draft.week and folded[last.end : draft.start].strip() == "の":
            joined[-1] = last._replace(end=draft.end, week=True)
            continue
        if last and _is_told_again(last, draft, folded):
            joined[-1] = last if draft.weekday is not None else draft
            continue
        both = _both(last, draft) if last and _CLOSE.fullmatch(folded[last.end : draft.start]) else None
        if both and joined:
            joined[-1] = both
        else:
            joined.append(draft)
    return [draft for draft in joined if not draft.beside]


def _is_told_again(one: Draft, two: Draft, folded: str) -> bool:
    """Whether a date only tells the one before it again: "9 March, a Saturday", 翌年の2020年5月6日."""
    gap = folded[one.end : two.start]
    if two.weekday is not None and two.month is None and two.day is None:
        return one.day is not None and _APPOSED.fullmatch(gap) is not None
    vague = bool(one.periods or one.years) and not one.month and not one.day and not one.counted
    return vague and gap == "の" and bool(two.years and two.month)


def _shifted(count: Draft, draft: Draft, folded: str) -> Draft:
    """ "2 weeks from" + "15 January", "the week of" + "10 April", where nothing stands between."""
    if folded[count.end : draft.start].strip() not in ("", "the", "on"):
        return draft
    if count.week:
        return draft._replace(start=count.start, week=True)
    return draft._replace(start=count.start, shift=count.shift, shift_sign=count.shift_sign, counted=False)


def todays(drafts: Sequence[Draft], folded: str, today: date) -> list[Draft]:
    """ "Today is 31 July", 本日は7/31: the date told is today's, and the word "today" goes."""
    kept: list[Draft] = []
    for draft in drafts:
        last = kept[-1] if kept else None
        gap = folded[last.end : draft.start] if last else ""
        if last and _is_now(last, today) and not draft.periods and _IS.fullmatch(gap) and not _BARE.fullmatch(gap):
            kept[-1] = draft._replace(is_today=True)
        elif last and _same_day(last, draft, gap, today):
            kept[-1] = draft._replace(start=last.start, periods=(Period(today, today),))
        elif last and _is_now(draft, today) and gap in (" ", "の") and last.counted:
            kept[-1] = last._replace(margin=EXACT)
        elif last and _is_now(draft, today) and gap in (" ", "の") and not last.periods and not last.years:
            kept[-1] = last._replace(is_today=True)
        else:
            kept.append(draft)
    return kept


def _same_day(one: Draft, two: Draft, gap: str, today: date) -> bool:
    """ "Today, 15 June", 6/15の今日: today told twice."""
    if _is_now(one, today):
        return names(two, today) and bool(_BARE.fullmatch(gap))
    return _is_now(two, today) and names(one, today) and gap.strip() in ("", "の", "(", ",", "、")


def _is_now(draft: Draft, today: date) -> bool:
    return draft.periods == (Period(today, today),) and not draft.counted


def _both(one: Draft, two: Draft) -> Draft | None:
    if one.periods or two.periods or one.swap or two.swap or one.leaning or two.leaning:
        return None
    if bool(one.years) == bool(two.years) and (one.years or two.years):
        return None
    if (one.month and two.month) or (one.day and two.day) or (not one.month and not two.month) or one.part or two.part:
        return None
    return one._replace(
        end=two.end,
        years=one.years or two.years,
        month=one.month or two.month,
        day=one.day or two.day,
        lean=one.lean or two.lean,
        bare_year=False,
    )


def years(drafts: list[Draft], senses: list[Sense], folded: str) -> tuple[list[Draft], list[Sense]]:
    """A year that stands alone, or "last month", settles the one day or month in the message that lacks it."""
    drafts, senses = _in_brackets(drafts, senses, folded)
    lacking = [n for n, d in enumerate(drafts) if lacks_year(d) and senses[n].role in MAY_BE_EXPIRY]
    if len(lacking) > 1:
        return _of_all(drafts, senses, lacking, folded)
    if len(lacking) != 1:
        return drafts, senses
    told = [
        (n, year)
        for n, d in enumerate(drafts)
        if n != lacking[0] and senses[n].role in MAY_BE_EXPIRY and (year := _year_told(d, drafts[lacking[0]], folded))
    ]
    if len(told) != 1:
        return drafts, senses
    ((place, year),) = told
    drafts[lacking[0]] = drafts[lacking[0]]._replace(years=(year,), lean="")
    del drafts[place], senses[place]
    return drafts, senses


def _in_brackets(drafts: list[Draft], senses: list[Sense], folded: str) -> tuple[list[Draft], list[Sense]]:
    """ "8/31 (2018)", 8/31満了（2018年）: a year in brackets behind a day is that day's."""
    kept: list[tuple[Draft, Sense]] = []
    for draft, told in zip(drafts, senses, strict=True):
        last = kept[-1][0] if kept else None
        own = last and draft.bare_year and len(draft.years) == 1 and lacks_year(last)
        if (
            last
            and own
            and _BRACKET.fullmatch(folded, last.end, draft.start)
            and folded[draft.end : draft.end + 1] == ")"
        ):
            kept[-1] = (last._replace(years=draft.years, lean=""), kept[-1][1])
        else:
            kept.append((draft, told))
    return [draft for draft, _ in kept], [told for _, told in kept]


def _of_all(
    drafts: list[Draft], senses: list[Sense], lacking: Sequence[int], folded: str
) -> tuple[list[Draft], list[Sense]]:
    """ "A on 30 April, B on 31 March, both this year": the year of all that lack one."""
    for place, draft in enumerate(drafts):
        if draft.bare_year and len(draft.years) == 1 and _BOTH.search(folded, 0, draft.start):
            for other in lacking:
                drafts[other] = drafts[other]._replace(years=draft.years, lean="")
            del drafts[place], senses[place]
            return drafts, senses
    return drafts, senses


def _year_told(draft: Draft, lacking: Draft, folded: str) -> int | None:
    """The year that one date tells of another: a year alone, or the same month, said relative to today's."""
    if _is_lone_year(draft, folded):
        return draft.years[0] if len(draft.years) == 1 else None
    if draft.relative and draft.years and draft.day is None:
        return draft.years[0] if draft.month == lacking.month and lacking.day else None
    return None


def _is_lone_year(draft: Draft, folded: str) -> bool:
    """Whether a clause says nothing but a year: "in 2017, I think" does, "the PC is from 2015" does not."""
    if not draft.bare_year or draft.part:
        return False
    before = _CLAUSE.split(folded[max(0, draft.start - 40) : draft.start])[-1]
    after = _CLAUSE.split(folded[draft.end : draft.end + 40])[0]
    return bool(_SMALL.fullmatch(before) and _SMALL.fullmatch(after))
