"""The grammar of answers that need what a conversation knows, both languages: "after the 15th", "28 then", 前半です.

Alone they are that day, or that part of any month; `completion` puts them into the month already talked about."""

import re

from bot.core.dates.calendar import PARTS, Part
from bot.core.dates.draft import Draft, Side
from bot.core.dates.form import Form, Found
from bot.core.dates.japanese_periods import part_of

_SHORT = 60
"""A longer message says more than a day."""
_HEDGED = re.compile(
    r"(?:lol|haha|sorry|oops|no|wait|ah|oh|um|er|hm+|i mean|actually|rather|it was|it's|on"
    r"|(?:the )?year (?:is|was) wrong|wrong year|argh|hang on|hold on"
    r"|失礼|すみません|ごめん|あ|いや|いえ|違う|違った|訂正|正しくは"
    r"|[\s,.:!、。…-])*"
    r"(?:(?:the )?(?P<day>\d{1,2}(?=st|nd|rd|th|日))(?:st|nd|rd|th|日)|(?:in )?(?P<year>20\d\d)年?)"
    r"(?:の?見間違い|の?読み間違い|の?間違い|の?誤り|のこと|です|でした|だった|だ|ね|の方"
    r"|i mean|i meant|sorry|actually|then|lol|[\s,.!、。…-])*"
)
"""A day or a year, and nothing but hesitation: "lol, the 28th i mean", 失礼、30日でした, "no hang on, 2018"."""
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


def hedged(folded: str) -> Draft | None:
    """The day, or year, that is all a message tells; None where it says anything else."""
    match = _HEDGED.fullmatch(folded) if len(folded) <= _SHORT else None
    if match and match["year"]:
        return Draft(*match.span("year"), years=(int(match["year"]),), bare_year=True)
    number = int(match["day"]) if match else 0
    return Draft(*match.span("day"), day=number) if match and 1 <= number <= 31 else None


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
