"""Japanese eras: 平成30年 is 2018, R6 is 2024. Source of the first years: the official era changes (改元)."""

FIRST_YEAR = {
    "令和": 2019, "reiwa": 2019, "r": 2019,
    "平成": 1989, "heisei": 1989, "h": 1989,
    "昭和": 1926, "showa": 1926, "s": 1926,
    "大正": 1912, "明治": 1868,
}  # fmt: skip


def year(era: str, number: int) -> int:
    """The Gregorian year of the `number`-th year of an era (name, romanised name or letter in lower case)."""
    return FIRST_YEAR[era] + number - 1


def two_digit_years(number: int, near: int, japanese: bool) -> tuple[int, ...]:
    """The years that two digits may stand for, nearest to the year `near` first.

    `japanese`: an era's year is possible too ("30年3月" is 2018), but only within six years of `near`.
    """
    century = near - near % 100
    plain = min((century + number + shift for shift in (-100, 0, 100)), key=lambda y: abs(y - near))
    if not japanese:
        return (plain,)
    found = {plain, year("平成", number), year("令和", number)}
    return tuple(sorted((y for y in found if abs(y - near) <= 6), key=lambda y: abs(y - near))) or (plain,)
