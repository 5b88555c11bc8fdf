"""The grammar of answers that need what a conversation knows, both languages: "after the 15th", "28 then", 前半です.

Alone they are that day, or that part of any month; `completion` puts them into the month already talked about."""

import re

from bot.core.dates.calendar import PARTS, Part
from bot.core.dates.draft import Draft, Side
from bot.core.dates.form import Form, Found
from bot.core.dates.japanese_periods import part_of

_SHORT = 60
"""A longer message says more than a day."""
_THIRDS: dict[str, Part] = {"上旬": "early", "初旬": "early", "中旬": "mid", "下旬": "late"}
_TOLD = re.compile(
    r"(?P<part>上旬|初旬|中旬|下旬)|(?:the )?(?P<day>\d{1,2}(?=st|nd|rd|th|日))(?:st|nd|rd|th|日)"
    r"|(?:in )?(?P<year>20\d\d)年?(?!\d)"
)
_ONLY = r"(?=[.;]{0,2}$)"
_LAST = r"(?=[.|;]{0,2}$)"


def after_link(found: Found) -> Draft:
    """ "After the 15th", "before the 15th": that day, for as long as its month is not known."""
    link = found.tokens[0]
    side: Side = "before" if link.kind == "b" else "from" if link.values[0] else "after"
    return found.draft(day=found.value("O"), side=side)._replace(start=found.tokens[1].start)


def before_link(found: Found) -> Draft | None:
    """15日より後, 15日以降, 15日より前, likewise."""
    day, bound = found.value("N") or 0, found.value("以")
    side: Side = "before" if found.first("前") else "after"
    if bound is not None:
        side = "from" if bound == 1 else "until"
    return found.draft(day=day, side=side)


def hedged(folded: str, hesitation: re.Pattern[str]) -> Draft | None:
    """The day, third or year that is all a sentence tells among words of hesitation: "lol, the 28th", 失礼、30日でした.

    None where it says anything else. hesitation: such words, as many as stand there.
    """
    if len(folded) > _SHORT:
        return None
    match = _TOLD.match(folded, _end(hesitation, folded, 0))
    if match is None or _end(hesitation, folded, match.end()) < len(folded):
        return None
    if match["part"]:
        return Draft(*match.span("part"), monthly=True, part=_THIRDS[match["part"]])
    if match["year"]:
        return Draft(*match.span("year"), years=(int(match["year"]),), bare_year=True)
    number = int(match["day"])
    return Draft(*match.span("day"), day=number) if 1 <= number <= 31 else None


def _end(hesitation: re.Pattern[str], folded: str, place: int) -> int:
    found = hesitation.match(folded, place)
    return found.end() if found else place


def day(found: Found) -> Draft:
    """ "28 then": a day of the month already talked about."""
    return found.draft(day=found.value("N"))


def part(found: Found) -> Draft | None:
    """ "In the first half", "the end" of the month talked about, or of any month or year. "In the end" is none."""
    said = PARTS[found.value("R") or 0]
    if (said == "end" and found.first("i")) or not (found.first("iE") or said in ("first-half", "second-half")):
        return None
    return _any(found, said)


def japanese_part(found: Found) -> Draft | None:
    """上旬です, 末です; 終わり by itself is no date."""
    token = found.tokens[0]
    long = token.end - token.start > 2
    return None if long and token.values[0] == PARTS.index("end") else _any(found, part_of(found))


def _any(found: Found, said: Part) -> Draft:
    """A part of any month, or of this year or the last: nothing says which."""
    years = (found.today.year, found.today.year - 1)
    return found.draft(monthly=True, part=said, alternative=found.draft(years=years, part=said))


FORMS = (
    Form(rf"[gb]E?O{_LAST}", after_link),
    Form(r"^E?N(?=\.;$)", day),
    Form(rf"^i?E?R{_ONLY} | (?<=d)i?ER{_ONLY}", part),
    Form(rf"(?<![月のgY期切])N日(?:[>の][後前]|以){_LAST}", before_link),
    Form(rf"^旬{_ONLY} | ^旬(?=に?[切期])", japanese_part),
)
