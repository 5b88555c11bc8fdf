"""What belongs together in one message: "2017 … 31 March", "March or April", a date and its correction."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from bot.core.dates.calendar import last_day, months_later
from bot.core.dates.completion import near
from bot.core.dates.cues import Cue
from bot.core.dates.draft import Draft
from bot.core.dates.resolution import candidates
from bot.core.dates.roles import Sense
from bot.core.model import EXACT, DateMention, Named, Period

_OR = re.compile(
    r"\s*[、,]?\s*(?:or|(?:だった|でした)?か|または|又は|もしくは|あるいは)[、,]?\s*(?:in|on|the|maybe|perhaps|possibly|early|late)?\s*"
)
_UNTIL = re.compile(r"\s*(?:[~〜–—−-]|から|to|until|till|through|より)\s*")
_BETWEEN = re.compile(r"between\s*(?:the)?\s*$")
_WITHIN = re.compile(r"\s*の間")
_CLAUSE = re.compile(r"[,;.!?。、！？\n()]")
_SMALL = re.compile(
    r"(?:\s|in|it|was|that|that's|this|i|think|is|of|the|year|maybe|probably|must|have|been|back|sometime|and|'s|年|"
    r"の|で|し|た|です|だ|っ|と|思|い|ま|す|は|が|たぶん|多分|確か|たしか|それ|こと|ね|よ|はず|か|な)*"
)
"""Words that say nothing beside a year."""
_CLOSE = re.compile(r"[\s,、.。の()「」:]*(?:of|in|on|the|たしか|確か|it was|was)?[\s,、の]*")
_IS = re.compile(r"(?:'s)?(?: date)?\s*(?:is|it is|it's|the|=|:|は|が|って|\()?\s*(?:the)?\s*")
_BARE = re.compile(r"\s*,?\s*")
LIMIT_SLACK = 3
"""People miscount the end of a month by so many days."""
_NEAR_ROLES = ("expiry", "none")


def parts(drafts: Sequence[Draft], folded: str) -> list[Draft]:
    """Neighbours that complete each other made one: a year and a day, a month and a day."""
    joined: list[Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if last and last.shift and not draft.shift:
            joined[-1:] = [_shifted(last, draft, folded)]
            continue
        both = _both(last, draft) if last and _CLOSE.fullmatch(folded[last.end : draft.start]) else None
        if both and joined:
            joined[-1] = both
        else:
            joined.append(draft)
    return [
        draft
        for draft in joined
        if not draft.shift or draft.periods or draft.month or draft.years or draft.day or draft.weekday is not None
    ]


def _shifted(count: Draft, draft: Draft, folded: str) -> Draft:
    """ "2 weeks from" + "15 January", where nothing stands between."""
    if folded[count.end : draft.start].strip() not in ("", "the"):
        return draft
    return draft._replace(start=count.start, shift=count.shift, shift_sign=count.shift_sign, counted=False)


def todays(drafts: Sequence[Draft], folded: str, today: date) -> list[Draft]:
    """ "Today is 31 July", 本日は7/31: the date told is today's, and the word "today" goes."""
    kept: list[Draft] = []
    for draft in drafts:
        last = kept[-1] if kept else None
        gap = folded[last.end : draft.start] if last else ""
        if last and _is_now(last, today) and not draft.periods and _IS.fullmatch(gap) and not _BARE.fullmatch(gap):
            kept[-1] = draft._replace(is_today=True)
        elif last and _is_now(draft, today) and gap in (" ", "の") and (last.counted or not last.periods):
            kept[-1] = last._replace(margin=EXACT) if last.counted else last._replace(is_today=True)
        else:
            kept.append(draft)
    return kept


def _is_now(draft: Draft, today: date) -> bool:
    return draft.periods == (Period(today, today),) and not draft.counted


def _both(one: Draft, two: Draft) -> Draft | None:
    if one.periods or two.periods or one.swap or two.swap:
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


def uncorrected(drafts: list[Draft], cues: Sequence[Cue], folded: str) -> list[Draft]:
    """Without the dates that were taken back: 3月じゃなくて4月, "March, sorry, April"."""
    kept: list[Draft] = []
    for place, draft in enumerate(drafts):
        after = drafts[place + 1].start if place + 1 < len(drafts) else None
        if after is not None and any(_corrects(c, draft.end, after) for c in cues if "correction" in c.keys):
            continue
        if len(drafts) > 1 and any("not" in c.keys and 0 <= draft.start - c.end <= 1 for c in cues):
            continue
        kept.append(draft)
    return kept


def _corrects(cue: Cue, start: int, end: int) -> bool:
    """Whether a cue is all that stands between two dates, give or take a few letters."""
    return start <= cue.start and cue.end <= end and end - start <= (cue.end - cue.start) + 14


def years(drafts: list[Draft], senses: list[Sense], folded: str) -> tuple[list[Draft], list[Sense]]:
    """A year that stands alone settles the one day or month in the message that lacks it."""
    alone = [n for n, d in enumerate(drafts) if _is_lone_year(d, folded) and senses[n].role in _NEAR_ROLES]
    lacking = [n for n, d in enumerate(drafts) if _lacks_year(d) and senses[n].role in _NEAR_ROLES]
    if len(alone) != 1 or len(lacking) != 1 or len(drafts[alone[0]].years) != 1:
        return drafts, senses
    drafts[lacking[0]] = drafts[lacking[0]]._replace(years=drafts[alone[0]].years, lean="")
    del drafts[alone[0]], senses[alone[0]]
    return drafts, senses


def _is_lone_year(draft: Draft, folded: str) -> bool:
    """Whether a clause says nothing but a year: "in 2017, I think" does, "the PC is from 2015" does not."""
    if not draft.bare_year or draft.part:
        return False
    before = _CLAUSE.split(folded[max(0, draft.start - 40) : draft.start])[-1]
    after = _CLAUSE.split(folded[draft.end : draft.end + 40])[0]
    return bool(_SMALL.fullmatch(before) and _SMALL.fullmatch(after))


def _lacks_year(draft: Draft) -> bool:
    return draft.month is not None and not draft.years and not draft.periods


def mentions(pairs: Sequence[tuple[Draft, Sense, DateMention]], folded: str, today: date) -> list[DateMention]:
    """Mentions that belong together made one, counts dropped that only repeat a date, limits told from expiries."""
    drafts = [draft for draft, _, _ in pairs]
    found = _limits([mention for _, _, mention in pairs], [told for _, told, _ in pairs])
    return _alternatives(_stretches(_counts(found, drafts, today), folded), folded)


def _limits(found: list[DateMention], senses: Sequence[Sense]) -> list[DateMention]:
    """ "Expired on 31 March, so 30 June is the date?": three months behind an expiry lies the last renewal day.

    Only a date that no verb calls the expiry is taken so.
    """
    firm = [m for m, told in zip(found, senses, strict=True) if m.role == "expiry" and len(m.readings) > 0]
    return [
        _as_limit(mention, [m for m in firm if m is not mention]) if _may_be_limit(mention, told) else mention
        for mention, told in zip(found, senses, strict=True)
    ]


def _may_be_limit(mention: DateMention, told: Sense) -> bool:
    return mention.role in _NEAR_ROLES and not told.firm and mention.named.day is not None


def _as_limit(mention: DateMention, others: Sequence[DateMention]) -> DateMention:
    """The mention as a day of acting, if it lies three months (give or take three days) behind another's expiry."""
    for other in others:
        first = other.readings[0].end
        if first is None or other.named.day is None or other.start > mention.end + 60:
            continue
        limit = months_later(first, 3)
        year = mention.named.year or limit.year
        month, day = mention.named.month or 1, min(mention.named.day or 1, 28)
        if abs((date(year, month, day) - limit.replace(day=min(limit.day, 28))).days) <= LIMIT_SLACK:
            chosen = [p for p in mention.readings if p.start and p.start.year == year]
            fallback = Period(date(year, month, day), date(year, month, day))
            exact = _moved(mention, year) or fallback
            return replace(mention, role="asked", readings=tuple(chosen[:1]) or (exact,))
    return mention


def _moved(mention: DateMention, year: int) -> Period | None:
    """The day of a mention in another year."""
    day, month = mention.named.day, mention.named.month
    if not day or not month or day > last_day(year, month):
        return None
    return Period(date(year, month, day), date(year, month, day))


def _counts(found: list[DateMention], drafts: Sequence[Draft], today: date) -> list[DateMention]:
    """ "31 March, over a year ago": the count chooses among the readings of the date, and goes."""
    dates = [m for m, d in zip(found, drafts, strict=True) if not d.counted and m.role in _NEAR_ROLES and m.readings]
    counts = [m for m, d in zip(found, drafts, strict=True) if d.counted and m.role in _NEAR_ROLES]
    if len(dates) != 1 or not counts:
        return found
    kept: list[DateMention] = []
    for place, mention in enumerate(found):
        if mention is dates[0]:
            mention = replace(mention, readings=_fitting(mention, drafts[place], counts, today))
        elif any(mention is c for c in counts) and _fitting(
            dates[0], drafts[found.index(dates[0])], [mention], today, False
        ):
            continue
        kept.append(mention)
    return kept


def _fitting(
    mention: DateMention, draft: Draft, counts: Sequence[DateMention], today: date, keep: bool = True
) -> tuple[Period, ...]:
    """The readings of a date that agree with the counts, else the latest such day that does, else all if `keep`."""
    fits = tuple(p for p in mention.readings if all(near(p, c) for c in counts))
    others = (p for p in candidates(draft, today) if all(near(p, c) for c in counts))
    return fits or tuple(islice(others, 1)) or (mention.readings if keep else ())


def _stretches(found: list[DateMention], folded: str) -> list[DateMention]:
    """ "Between March and May" is one date; of a term "2017/4/1 - 2018/3/31" only the second is an expiry."""
    joined: list[DateMention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last and _stretch(last, mention, folded):
            if _is_span(last, mention, folded):
                joined[-1] = _span(last, mention)
                continue
            joined[-1] = replace(last, role="other")
        joined.append(mention)
    return joined


def _stretch(one: DateMention, two: DateMention, folded: str) -> bool:
    """Whether two dates are the ends of a stretch of time."""
    if one.role not in _NEAR_ROLES or two.role not in _NEAR_ROLES or not (one.readings and two.readings):
        return False
    gap = folded[one.end : two.start].strip()
    return bool(_UNTIL.fullmatch(gap)) or (gap in ("and", "と") and _BETWEEN.search(folded[: one.start]) is not None)


def _is_span(one: DateMention, two: DateMention, folded: str) -> bool:
    """Whether a stretch is the time in which something happened, not a license's term, which has years."""
    if _BETWEEN.search(folded[: one.start]) or _WITHIN.match(folded, two.end):
        return True
    return one.named.year is None or two.named.year is None


def _span(one: DateMention, two: DateMention) -> DateMention:
    """From the first day of one date to the last of the other, whose year counts for both."""
    end = two.readings[0].end
    starts = [p.start for p in one.readings if p.start and end and p.start <= end]
    if end is None or not starts:
        return replace(two, start=one.start)
    role = two.role if two.role != "none" else one.role
    return replace(two, start=one.start, readings=(Period(max(starts), end),), role=role, named=Named())


def _alternatives(found: list[DateMention], folded: str) -> list[DateMention]:
    """ "March or April" is one date with the readings of both."""
    joined: list[DateMention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last and last.readings and mention.readings and _OR.fullmatch(folded[last.end : mention.start]):
            readings = tuple(dict.fromkeys((*last.readings, *mention.readings)))
            role = last.role if last.role != "none" else mention.role
            joined[-1] = replace(last, end=mention.end, readings=readings, role=role)
        else:
            joined.append(mention)
    return joined
