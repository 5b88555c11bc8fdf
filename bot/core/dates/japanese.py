"""The Japanese grammar of dates, as forms over shapes: see `lexer` and `japanese_words` for the letters."""

from datetime import timedelta

from bot.core.dates import calendar, counting, eras, weekdays
from bot.core.dates.calendar import PARTS, Part
from bot.core.dates.draft import Draft, Lean
from bot.core.dates.form import Form, Found
from bot.core.model import EXACT, Margin, Period


def _part(found: Found) -> Part:
    place = found.value("旬晦")
    return PARTS[place] if place is not None else ""


def _numbers(found: Found, before: str) -> int | None:
    """The number right before a unit (3 in 3月)."""
    for number, unit in zip(found.tokens, found.tokens[1:], strict=False):
        if unit.kind in before and number.kind in "NB":
            return number.values[0]
    return None


def _years(found: Found) -> tuple[int, ...]:
    year, relative, short = found.value("Y"), found.value("歳"), _numbers(found, "年")
    if year is not None:
        return (year,)
    if relative is not None:
        return (found.today.year + relative,)
    return eras.two_digit_years(short, found.today.year, japanese=True) if short is not None else ()


def calendar_date(found: Found) -> Draft | None:
    """A day, month or part of a month, the year said or not: 去年の3月, 4月5日, 来月10日, 三月末."""
    years, month = _years(found), _numbers(found, "月晦")
    month = found.value("睦") if month is None else month
    relative = found.value("朔")
    if relative is not None:
        first = calendar.month_from(found.today.replace(year=years[0]) if years else found.today, relative)
        years, month = (first.year,), first.month
    day = _day(found)
    if month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return found.draft(
        years=years,
        month=month,
        day=day,
        part=_part(found),
        weekday=found.value("曜括"),
        relative=relative is not None,
        margin=Margin(days=3) if day and found.first("~") else EXACT,
    )


def _day(found: Found) -> int | None:
    said = _numbers(found, "日")
    last = found.tokens[-1]
    if said is None and last.kind == "N" and len(found.tokens) > 1:
        return last.values[0]
    return said


def days(found: Found) -> Draft | None:
    """3月10日〜20日."""
    draft, numbers = calendar_date(found), [t.values[0] for t in found.tokens if t.kind == "N"]
    if draft is None or len(numbers) < 2 or not 1 <= numbers[-2] < numbers[-1] <= 31:
        return None
    return draft._replace(day=numbers[-2], until=numbers[-1])


def year_month(found: Found) -> Draft | None:
    """A year and month whose year is written in digits with a separator, and a day or part behind: 2021/3月末."""
    token = found.first("z")
    day = _numbers(found, "日")
    if token is None:
        return None
    return found.draft(years=(token.values[0],), month=token.values[1], day=day, part=_part(found))


def year(found: Found) -> Draft:
    """A year or part of it: 2017年, 去年の後半."""
    return found.draft(years=_years(found), part=_part(found), bare_year=True, relative=bool(found.first("歳")))


def year_end(found: Found) -> Draft:
    """年末, 昨年末: 31 December (answers.md, Time)."""
    value = found.value("暮") or 1231
    return found.draft(years=_years(found), month=value // 100, day=value % 100)


def new_year(found: Found) -> Draft:
    """年明け: January."""
    return found.draft(years=_years(found), month=1)


def fiscal(found: Found) -> Draft | None:
    """A fiscal year (年度) or its end, 31 March."""
    said, relative, part = found.value("Y"), found.value("度") or 0, _part(found)
    if said is None and relative == 99:
        return found.draft(month=3, day=31, years=_years(found)) if part == "end" else None
    start = said if said is not None else calendar.fiscal_year(found.today) + relative
    if not 1900 <= start <= 2200:
        return None
    whole = calendar.fiscal(start)
    if part == "early":
        return found.draft(periods=(calendar.month(start, calendar.FISCAL_START, "early"),))
    return found.draft(periods=(Period(whole.end, whole.end) if part == "end" else whole,))


def month_part(found: Found) -> Draft:
    """月末, 月初 of any month."""
    return found.draft(monthly=True, part=_part(found))


def holiday(found: Found) -> Draft:
    """来年の元旦."""
    value = found.value("祝") or 101
    return found.draft(years=_years(found), month=value // 100, day=value % 100)


def quarter(found: Found) -> Draft | None:
    """第1四半期: of the calendar year or of the fiscal year, which begins in April."""
    number = found.tokens[-2].values[0]
    if not 1 <= number <= 4:
        return None
    fiscal_month = (3 * number + 3 - 1) % 12 + 1
    fiscal_years = tuple(y + (number == 4) for y in _years(found))
    other = found.draft(years=fiscal_years, month=fiscal_month - 2 if fiscal_month > 2 else 1, season=True)
    return found.draft(years=_years(found), month=3 * number - 2, season=True, alternative=other)


def week(found: Found) -> Draft:
    """先週, 先週の金曜, 先週末 (Saturday and Sunday)."""
    days, day, part = calendar.week(found.today, found.value("節") or 0), found.value("曜括"), _part(found)
    if day is not None and days.start:
        chosen = days.start + timedelta(days=day)
        days = Period(chosen, chosen)
    elif part and days.start:
        first, last = {"end": (5, 6), "early": (0, 2), "mid": (2, 3)}.get(part, (0, 6))
        days = Period(days.start + timedelta(days=first), days.start + timedelta(days=last))
    return found.draft(periods=(days,))


def week_of_count(found: Found) -> Draft | None:
    """2週後の月曜日."""
    draft = counting.later(found)
    day, origin = found.value("曜"), draft.periods[0].end if draft else None
    monday = calendar.week(origin).start if origin else None
    if draft is None or day is None or monday is None:
        return draft
    chosen = monday + timedelta(days=day)
    return draft._replace(periods=(Period(chosen, chosen),))


def weekday(found: Found) -> Draft:
    """金曜日, この前の金曜."""
    lean: Lean = "past" if found.first("前") else ""
    return found.draft(weekday=found.value("曜"), lean=lean)


def season(found: Found) -> Draft:
    """去年の秋, 昨秋, 春頃. The winter of a year may begin or end in it."""
    first, years = found.value("季忌己"), _years(found)
    if found.first("忌己"):
        years = (found.today.year - (found.first("忌") is not None),)
    if years and first == 12:
        years = (years[0], years[0] - 1)
    return found.draft(years=years, month=first, season=True)


def nth_weekday(found: Found) -> Draft | None:
    """3月の第2金曜日."""
    draft, nth = calendar_date(found), found.tokens[-2].values[0]
    if draft is None or draft.month is None:
        return None
    year = draft.years[0] if draft.years else found.today.year
    return weekdays.on(draft, year, draft.month, found.value("曜") or 0, nth - 1)


def nth_week(found: Found) -> Draft | None:
    """3月第2週: the second seven days."""
    draft, nth = calendar_date(found), found.tokens[-2].values[0]
    if draft is None or not 1 <= nth <= 5:
        return None
    return draft._replace(day=7 * nth - 6, until=min(7 * nth, 30 if draft.month != 2 else 28))


def this_time_of_year(found: Found) -> Draft:
    """去年の今頃: the same day, give or take half a month."""
    day = calendar.months_later(found.today, 12 * (found.value("歳") or 0))
    return found.draft(periods=(Period(day, day),), margin=Margin(days=15), counted=True)


def two_months(found: Found) -> Draft | None:
    """3〜4月: either of two months."""
    token, years = found.first("D"), _years(found)
    if token is None or not all(1 <= n <= 12 for n in token.values[:2]):
        return None
    other = found.draft(years=years, month=token.values[1])
    return found.draft(years=years, month=token.values[0], alternative=other)


def two_parts(found: Found) -> Draft | None:
    """3月上旬〜中旬."""
    draft = calendar_date(found)
    parts = [PARTS[token.values[0]] for token in found.tokens if token.kind == "旬"]
    both: Part = {"early": "early-mid", "mid": "mid-late"}.get(parts[0], "")  # type: ignore[assignment]
    return draft._replace(part=both) if draft else None


def day_only(found: Found) -> Draft | None:
    """31日, 15日に: a day whose month was not said."""
    day = _numbers(found, "日")
    return found.draft(day=day) if day and day <= 31 else None


_NUM = r"(?:[NBn](?:[o,&-]?[NB])?|D|半)"
_UNIT = r"[年箇週間日]"
_ROUGH = r"[~>+<≤≈=]{0,3}"
_AMOUNT = rf"{_ROUGH}{_NUM}(?:{_UNIT}|(?<=[n半])月)(?:の?半)?(?:[&の]?{_NUM}{_UNIT}半?){{0,3}}{_ROUGH}"
_FREE = r"(?<![期切]の)(?<![期切]g)(?<![~>+<≈=NBDn,o期切])"
"""A count that starts here is from today, not "30日" of "期限の30日前", and is not cut off at its front."""
_YEAR = r"(?:(?:Y年?|歳|N年(?=[/の]?N[月晦]))[の,/]{0,2})?"
_MONTH = r"(?:N月|睦|朔|N(?=晦))"
_DAY = r"(?:[の,/]{0,2}N日|[の/]?N(?=$|[.,に切括]))"

FORMS = (
    Form(rf"{_AMOUNT}後の曜", week_of_count),
    Form(rf"Tg?{_AMOUNT}(?:後|で) | Tg{_AMOUNT}(?![内間版以])", counting.from_nearby),
    Form(rf"{_FREE}{_AMOUNT}(?:前(?!g(?![切期]))~?|後)", counting.by_ending),
    Form(rf"余{_AMOUNT}(?![内前版]) | (?<=期迄){_AMOUNT}(?![内前版後]) | {_AMOUNT}で(?=$|[.,|]?$)", counting.later),
    Form(rf"{_AMOUNT}[がは]?[未経] | {_FREE}{_AMOUNT}の?内に?(?=切)", counting.lapsed),
    Form(r"何[箇年週日]o前", counting.ago),
    Form(r"歳の?当", this_time_of_year),
    Form(rf"{_YEAR}D月(?![前後間])", two_months),
    Form(rf"{_YEAR}{_MONTH}の?旬[ogと&]旬", two_parts),
    Form(rf"(?<=切){_AMOUNT}(?![内後版迄仮前のは目]) | (?<=切[g,の~で]){_AMOUNT}(?![内後版迄仮前目])", counting.lapsed),
    Form(rf"{_YEAR}{_MONTH}[の/]?N日?[-og]N日", days),
    Form(rf"{_YEAR}{_MONTH}の?N曜", nth_weekday),
    Form(rf"{_YEAR}{_MONTH}の?N週(?!前)", nth_week),
    Form(rf"{_YEAR}{_MONTH}{_DAY}[,の]{{0,2}}[曜括]?~?", calendar_date),
    Form(r"Y年[/の]?N(?=$|[.])", lambda found: _slash_month(found)),
    Form(r"z月[のに/,]*(?:N日|旬)? | z(?:旬|晦)", year_month),
    Form(rf"{_YEAR}{_MONTH}の?(?:旬|晦)~?", calendar_date),
    Form(rf"{_YEAR}(?:歳の)?朔の?N日", calendar_date),
    Form(rf"{_YEAR}{_MONTH}(?![前後間目])", calendar_date),
    Form(r"(?:Y年?の?|歳の?)?暮", year_end),
    Form(r"(?:Y年?の?|歳の?)明 | 明", new_year),
    Form(r"Y年?の?祝 | 歳の?祝", holiday),
    Form(r"Y年?の?N四 | 歳の?N四 | N四", quarter),
    Form(r"(?:Y|歳の?)?度の?旬?", fiscal),
    Form(r"(?:Y年?|歳)の?季~? | 忌 | 己 | 季~ | ^季$ | 季(?=に)", season),
    Form(r"歳の?旬? | Y年の?旬?(?!版)", year),
    Form(r"節の?曜 | 節の?旬 | 節", week),
    Form(r"前の曜 | 曜", weekday),
    Form(r"晦", month_part),
    Form(r"(?<=^)N日(?=$|[.,に迄切でが]) | N日(?=に?切|$) | (?<=期は)N日", day_only),
)


def _slash_month(found: Found) -> Draft | None:
    """2021年/7."""
    month = found.tokens[-1].values[0]
    return found.draft(years=_years(found), month=month) if month <= 12 else None
