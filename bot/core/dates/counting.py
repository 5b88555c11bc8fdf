"""Counts from a day, as drafts: "two months ago", "in 10 days", 切れて2ヶ月, "2 weeks from 15 January"."""

from datetime import date, timedelta

from bot.core.dates import calendar
from bot.core.dates.amount import count, read
from bot.core.dates.draft import Draft
from bot.core.dates.english_words import DAY, WEEK, YEAR
from bot.core.dates.form import Found


def by_ending(found: Found) -> Draft | None:
    """A count whose last word tells which way it goes: ago, later, passed, from tomorrow, from (a date)."""
    build = _ENDINGS.get(found.shape.rstrip("=")[-1])
    return build(found) if build else None


def upcoming(found: Found) -> Draft | None:
    """ "Upcoming two days" is the second day; of months and years it is the whole month or year."""
    amount = read([token for token in found.tokens if token.kind != "u"])
    if amount.unit in (DAY, WEEK):
        return later(found)
    months = min(amount.low[0], 1200)
    if amount.unit == YEAR:
        return found.draft(periods=(calendar.year(found.today.year + months // 12),))
    first = calendar.month_from(found.today, months)
    return found.draft(periods=(calendar.month(first.year, first.month),))


def from_nearby(found: Found) -> Draft | None:
    """A count from a day near today: "two days from tomorrow", 今日から2日後, 昨日の2日前."""
    origin = found.today + timedelta(days=found.value("T") or 0)
    return counted(found, origin, -1 if found.first("b前") else 1)


def ago(found: Found) -> Draft | None:
    """A count back from today: "two months ago", 三ヶ月前."""
    return counted(found, found.today, -1)


def lapsed(found: Found) -> Draft | None:
    """The time since the expiry: "expired for two months", "two months overdue", 切れて2ヶ月."""
    if found.first("内に切"):
        found = found._replace(tokens=[t._replace(kind="≤") if t.kind == "内" else t for t in found.tokens])
    draft = ago(found)
    return draft._replace(lapsed=True) if draft else None


def later(found: Found) -> Draft | None:
    """A count from today on: "in two weeks", 2ヶ月後; what is left of a term: "three weeks left", 残り10日."""
    draft = counted(found, found.today, 1)
    left = any(token.kind in "H余" and token.values[0] for token in found.tokens)
    return draft._replace(left=left) if draft else None


def shifted(found: Found) -> Draft:
    """A count from a date that follows: "2 weeks from" (15 January)."""
    return found.draft(shift=read(found.tokens), shift_sign=-1 if found.first("b") else 1)


def counted(found: Found, origin: date, sign: int) -> Draft | None:
    """A count from `origin`, as a draft; None where no calendar reaches."""
    try:
        period, margin = count(read(found.tokens), origin, sign)
    except (OverflowError, ValueError):
        return None
    return found.draft(periods=(period,), margin=margin, counted=True)


_ENDINGS = {
    **dict.fromkeys("AL", ago),
    **dict.fromkeys("H後で", later),
    **dict.fromkeys("vsp未経", lapsed),
    **dict.fromkeys("gbE", shifted),
    "T": from_nearby,
    "前": ago,
    "~": ago,
}
