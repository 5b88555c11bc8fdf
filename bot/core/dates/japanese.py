"""The Japanese grammar of dates, as forms over shapes: see `lexer` and `japanese_words` for the letters."""

from bot.core.dates import calendar, counting, weekdays
from bot.core.dates import japanese_periods as periods
from bot.core.dates.calendar import PARTS, Part
from bot.core.dates.draft import Draft
from bot.core.dates.form import Form, Found
from bot.core.dates.japanese_periods import number_before, part_of, years_of
from bot.core.model import EXACT, Margin


def calendar_date(found: Found) -> Draft | None:
    """A day, month or part of a month, the year said or not: 去年の3月, 4月5日, 来月10日, 三月末."""
    years, month = years_of(found), number_before(found, "月晦")
    month = found.value("睦") if month is None else month
    relative = found.value("朔")
    if relative is not None:
        first = calendar.month_from(found.today.replace(year=years[0], day=1) if years else found.today, relative)
        years, month = (first.year,), first.month
    day = _day(found)
    if month is None or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return found.draft(
        years=years,
        month=month,
        day=day,
        part=part_of(found),
        weekday=found.value("曜括"),
        relative=relative is not None,
        margin=Margin(days=3) if day and found.first("~") else EXACT,
    )


def _day(found: Found) -> int | None:
    said = number_before(found, "日")
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
    day = number_before(found, "日")
    if token is None:
        return None
    return found.draft(years=(token.values[0],), month=token.values[1], day=day, part=part_of(found))


def year(found: Found) -> Draft:
    """A year or part of it: 2017年, 去年の後半."""
    return found.draft(years=years_of(found), part=part_of(found), bare_year=True, relative=bool(found.first("歳")))


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


def slashed_part(found: Found) -> Draft | None:
    """3/末."""
    month = found.value("N")
    return found.draft(years=years_of(found), month=month, part=part_of(found)) if month and month <= 12 else None


def two_months(found: Found) -> Draft | None:
    """3〜4月: either of two months."""
    token, years = found.first("D"), years_of(found)
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
    day = number_before(found, "日")
    return found.draft(day=day) if day and day <= 31 else None


def day_on_weekday(found: Found) -> Draft | None:
    """15日金曜日: the weekday tells the month."""
    draft = day_only(found)
    return draft._replace(weekday=found.value("曜括")) if draft else None


def leaning_day(found: Found) -> Draft:
    """12日に in mid-sentence: of the month told before, if one was."""
    return found.draft(day=found.value("N"), leaning=True)


def count(found: Found) -> Draft | None:
    """A count by what stands behind it: 2ヶ月前, 2ヶ月経った, 2週間後の月曜, 半年切れている."""
    if found.tokens[-1].kind == "曜":
        return periods.week_of_count(found)
    if found.shape[-1] in "前後で未経~":
        return counting.by_ending(found)
    return counting.lapsed(found)


_NUM = r"(?:[NBn](?:[o,&-]?[NB])?|D|半)"
_UNIT = r"[年箇週間日]"
_ROUGH = r"[~>+<≤≈=]{0,3}"
_AMOUNT = rf"{_ROUGH}{_NUM}(?:{_UNIT}|(?<=[n半])月)(?:の?半)?(?:[&,の]?[NBDn半]{_UNIT}半?){{0,3}}{_ROUGH}"
_FREE = r"(?<![期切]の)(?<![期切]g)(?<![~>+<≈=NBDno期切])"
"""A count that starts here is from today, not "30日" of "期限の30日前", and is not cut off at its front."""
_YEAR = r"(?:(?:Y年?|歳|N年(?=[/の]?N[月晦]))[の,/]{0,2})?"
_MONTH = r"(?:N月|睦|朔|N(?=晦))"
_DAY = r"(?:[の,/]{0,2}N日|[の/]?N(?=$|[.,に切括]))"
_ANYWHERE = rf"後の曜|で(?=$|[.,|]?$)|を{_AMOUNT}経|[がは]?[未経]"
_FROM_TODAY = r"前(?!g(?![切期]))~?|後|(?<![年日])で(?=期)|で(?=発)|の?内に?(?=切)|(?=切)"

FORMS = (
    Form(rf"T[gの]{_AMOUNT}[前後]", counting.from_nearby),
    Form(rf"T(?P<from>g)?{_AMOUNT}(?:後|で|(?(from)(?![内間版以前])|(?!)))", counting.from_nearby),
    Form(rf"余?{_AMOUNT}余 | 余[がは]{_AMOUNT}経?", counting.later),
    Form(rf"(?:{_FREE}(?P<free>))?{_AMOUNT}(?:{_ANYWHERE}|(?(free)(?:{_FROM_TODAY})|(?!)))", count),
    Form(rf"(?:余|(?<=期迄)(?P<till>)){_AMOUNT}(?![内前版])(?(till)(?!後))", counting.later),
    Form(r"何[箇年週日]o前", counting.ago),
    Form(r"(?:Y[年/]|歳の?)?N/旬", slashed_part),
    Form(r"歳の?当", periods.this_time_of_year),
    Form(rf"{_YEAR}D月(?![前後間])", two_months),
    Form(rf"{_YEAR}{_MONTH}の?旬[ogと&]旬", two_parts),
    Form(
        rf"(?:(?<=切)(?P<since>)|(?<=切Tで)|(?<=切[g,の~で])(?!(?<=,)N日[に|])){_AMOUNT}(?![内後版迄仮前目])(?(since)(?![のは]))",
        counting.lapsed,
    ),
    Form(rf"{_YEAR}{_MONTH}[の/]?N日?[-og]N日", days),
    Form(rf"{_YEAR}{_MONTH}の?N曜", nth_weekday),
    Form(rf"{_YEAR}{_MONTH}の?N週(?!前)", nth_week),
    Form(rf"{_YEAR}{_MONTH}{_DAY}[,の]{{0,2}}[曜括]?~?", calendar_date),
    Form(r"Y年[/の]?N(?=$|[.])", lambda found: _slash_month(found)),
    Form(r"z月[のに/,]*(?:N日|旬)? | z(?:旬|晦)", year_month),
    Form(rf"{_YEAR}{_MONTH}の?(?:旬|晦)~?", calendar_date),
    Form(rf"{_YEAR}(?:歳の)?朔の?N日", calendar_date),
    Form(rf"{_YEAR}{_MONTH}(?![前後間目])", calendar_date),
    Form(r"(?:Y年?の?|歳の?)?暮", periods.year_end),
    Form(r"(?:Y年?の?|歳の?)明 | 明", periods.new_year),
    Form(r"(?:Y年?|歳)の?祝(?!の?前)", periods.feast),
    Form(r"(?:Y年?|歳|Y?度)の?N四の?旬? | N四の?旬?", periods.quarter),
    Form(r"(?:Y年?|歳|Y?度)の?上 | 上", periods.half),
    Form(r"(?:Y|歳の?)?度の?旬?", periods.fiscal),
    Form(r"(?:Y年?|歳)の?季~? | 忌 | 己 | 辛 | 季~ | ^季$ | 季(?=に)", periods.season),
    Form(r"歳の?旬? | Y年の?旬?(?!版)", year),
    Form(r"(?<=の)週(?![前後間内])", weekdays.week_beside),
    Form(r"N日[,の]{0,2}[曜括]", day_on_weekday),
    Form(r"節の?曜 | 節の?旬 | 節", periods.week),
    Form(r"次曜", weekdays.coming),
    Form(r"前の曜 | 曜", periods.weekday),
    Form(r"同", lambda found: found.draft(leaning=True)),
    Form(r"晦", periods.month_part),
    Form(
        r"(?<=^)N日(?=$|[.,に迄切でが]) | N日(?=[にで]?期|[にでが]?(?:期が?)?切) | (?<=済)N日(?=$|[.,|])"
        r" | (?<=期は)N日 | (?<=Tは)N日",
        day_only,
    ),
    Form(r"(?<![月の余,o~>+<≤≈=Tg-])N日(?=\|)", leaning_day),
)


def _slash_month(found: Found) -> Draft | None:
    """2021年/7."""
    month = found.tokens[-1].values[0]
    return found.draft(years=years_of(found), month=month) if month <= 12 else None
