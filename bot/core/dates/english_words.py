"""The English words that dates are made of: word → (kind, value). A kind is one letter of a shape (see `lexer`)."""

from typing import Final

from bot.core.dates import feasts
from bot.core.dates.calendar import PARTS as PART_NAMES
from bot.core.dates.calendar import Part

DAY, WEEK, MONTH, YEAR, FORTNIGHT, QUARTER, DECADE, WORKDAY = range(8)
FEW: Final = -2
HALF: Final = -1


def _spread(kind: str, value: int, words: str) -> dict[str, tuple[str, int]]:
    return {word.replace("_", " "): (kind, value) for word in words.split()}


MONTHS = {
    word: ("M", number)
    for number, words in enumerate(
        "january jan janurary,february feb febuary feburary,march,april apr apirl,,june jun,july jul,"
        "august aug agust,september sept sep setpember septmber septemeber,october oct ocotber,"
        "november nov novemeber,december dec decemeber".split(","),
        1,
    )
    for word in words.split()
} | {"may": ("m", 5), "mar": ("m", 3)}

WEEKDAYS = {
    word: ("W", number)
    for number, words in enumerate(
        "monday mondays,tuesday tuesdays tues tue,wednesday wednesdays wed,thursday thursdays thurs thur thu,"
        "friday fridays fri,saturday saturdays,sunday sundays".split(",")
    )
    for word in words.split()
} | {"mon": ("w", 0), "sat": ("w", 5), "sun": ("w", 6)}

UNITS = (
    _spread("U", DAY, "day days d")
    | _spread("U", WEEK, "week weeks wk wks w")
    | _spread("U", MONTH, "month months mo mos mth mths mnth mnths monht m")
    | _spread("U", YEAR, "year years yr yrs y calendar_year")
    | _spread("U", FORTNIGHT, "fortnight fortnights")
    | _spread("U", QUARTER, "quarter quarters")
    | _spread("U", DECADE, "decade decades")
    | _spread("U", WORKDAY, "business_day business_days working_day working_days workday workdays")
)

DEIXIS = (
    _spread("L", -1, "last past previous prior preceding")
    | _spread("C", 0, "this current")
    | _spread("F", 1, "next coming following")
    | _spread("u", 1, "upcoming")
)

DAYS = (
    _spread("T", 0, "today tonight todays this_morning this_afternoon this_evening")
    | _spread("T", -1, "yesterday last_night yesterdays")
    | _spread("T", 1, "tomorrow tmrw tmr tomorrows")
    | _spread("T", -2, "day_before_yesterday the_day_before_yesterday")
    | _spread("T", 2, "day_after_tomorrow the_day_after_tomorrow overmorrow day_after_tmrw the_day_after_tmrw")
    | _spread("t", -1, "the_day_before day_before previous_day")
    | _spread("t", 1, "the_day_after day_after next_day following_day")
)

SAME = _spread("同", 0, "the_same_day that_same_day same_day the_same_date that_very_day")

REST = {
    f"{side} {link} {unit}": ("先", sign * place)
    for side, sign in (("earlier", -1), ("later", 1))
    for link in ("this", "in the")
    for place, unit in ((WEEK, "week"), (MONTH, "month"), (YEAR, "year"))
}
"""What is left of a week, month or year, or (less than nothing) what has passed of it."""

PARTS: dict[str, Part] = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "late": "late",
    "end": "end", "ending": "end", "close": "end", "first half": "first-half",
    "second half": "second-half", "last half": "second-half", "latter half": "second-half",
    "last day": "end", "final day": "end", "very end": "end", "first day": "start", "very beginning": "early",
}  # fmt: skip

SEASONS = (
    _spread("S", 1, "q1 first_quarter 1st_quarter")
    | _spread("S", 4, "q2 second_quarter")
    | _spread("S", 7, "q3 third_quarter")
    | _spread("S", 10, "q4 fourth_quarter")
    | _spread("S", 3, "spring")
    | _spread("S", 6, "summer")
    | _spread("S", 9, "autumn fall")
    | _spread("S", 12, "winter")
)

QUANTITY = {
    "a": ("a", 1), "an": ("a", 1), "few": ("q", FEW), "several": ("q", FEW), "some": ("q", FEW),
    "couple": ("q", 2), "half": ("h", HALF), "half a": ("h", HALF), "half-a": ("h", HALF), "dozen": ("q", 12),
}  # fmt: skip

MODIFIERS = (
    _spread(
        "~",
        0,
        "about around roughly approximately approx circa nearly-exactly or_so give_or_take already now some_time ca",
    )
    | _spread(">", 0, "more_than over longer_than at_least or_more upwards_of not_less_than well_over in_excess_of")
    | _spread("<", 0, "less_than under fewer_than fewer")
    | _spread(
        "≤",
        0,
        "within_the_last within_the_past in_the_last in_the_past not_more_than no_more_than during_the_last "
        "over_the_last",
    )
    | _spread("+", 0, "just_over slightly_over slightly_more_than a_little_over a_bit_over a_little_more_than")
    | _spread("+", 0, "a_bit_more_than just_more_than a_little_bit_over and_a_bit")
    | _spread("≈", 0, "almost nearly just_under close_to not_quite slightly_under slightly_less_than")
    | _spread("≈", 0, "a_little_less_than a_bit_less_than a_little_under just_less_than going_on coming_up_on")
    | _spread("=", 0, "exactly precisely to_the_day on_the_dot")
)

LINKS = (
    _spread("E", 0, "the its")
    | _spread("P", 0, "of")
    | _spread("&", 0, "and")
    | _spread("o", 0, "or to")
    | _spread("i", 0, "in")
    | _spread("I", 0, "what_about how_about on by until till til during through thru dated")
    | _spread("g", 0, "after later_than")
    | _spread("g", 1, "from on_or_after")
    | _spread("b", 0, "before prior_to ahead_of earlier_than")
    | _spread("s", 0, "since")
    | _spread("e", 0, "between")
    | _spread("d", 0, "is was")
    | _spread("j", 0, "for")
    | _spread("k", 0, "been")
    | _spread("A", 0, "ago back earlier before_today before_now previously")
    | _spread("H", 0, "later hence from_now from_today's_date time")
    | _spread("H", 1, "left remaining to_go")
    | _spread("昔", 0, "how_long_ago how_long_back")
    | _spread(
        "X",
        0,
        "expired lapsed ended finish finished terminated ran_out run_out dead overdue_for out_of_date_for invalid",
    )
    | _spread("x", 0, "expires expire expiring expiry expiration exp lapses ends runs_out valid")
    | _spread("v", 0, "overdue past_due out_of_date past_expiry past_expiration past_the_expiry_date too_late")
    | _spread("v", 0, "past_its_expiry past_its_expiration past_our_expiry past_the_expiration_date late")
    | _spread(
        "v",
        0,
        "past_its_date past_the_date past_its_end_date past_its_expiry_date past_the_expiry past_expiry_date",
    )
    | _spread("v", 0, "out_of_license out_of_licence")
    | _spread("p", 0, "passed have_passed has_passed gone_by went_by have_gone_by have_gone have_elapsed elapsed")
    | _spread("?", 0, "if once when whenever unless suppose supposing should would")
    | _spread("f", 0, "fiscal_year financial_year fy business_year")
    | _spread("y", 0, "cy")
)

WORDS: dict[str, tuple[str, int]] = {
    **MONTHS, **WEEKDAYS, **UNITS, **DEIXIS, **DAYS, **SEASONS, **QUANTITY, **MODIFIERS, **LINKS,
    **REST, **SAME, **_spread("囲", WEEK, "week_commencing week_starting week_beginning week_ending w/c w/e"),
    **{word: ("R", PART_NAMES.index(name)) for word, name in PARTS.items()},
    **dict.fromkeys(("happy new year", "merry christmas", "happy christmas", "merry xmas", "happy holidays"), ("!", 0)),
    "eom": ("晦", PART_NAMES.index("end")),
    **{word: ("祝", number) for word, number in feasts.NAMES.items() if word.isascii()},
}  # fmt: skip
