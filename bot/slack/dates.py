"""Days as they are shown in Slack's own places (timelines, forms, cards), by Babel in the reader's language."""

from datetime import date
from functools import lru_cache

from bot.core.model import Language

_LOCALES: dict[Language, str] = {"en": "en_GB", "ja": "ja_JP"}
"""Day before month in English, as everywhere else in the desk's texts."""


@lru_cache(maxsize=4096)
def short(day: date, language: Language, *, year: bool = True) -> str:
    """10 Feb 2018 / 2018年2月10日; without its year 10 Feb / 2月10日."""
    from babel.dates import format_skeleton  # Not before it is needed: a question on the terminal never is.

    return str(format_skeleton("yMMMd" if year else "MMMd", day, locale=_LOCALES[language]))


@lru_cache(maxsize=4096)
def long(day: date, language: Language) -> str:
    """10 February 2018 / 2018年2月10日."""
    from babel.dates import format_date

    return str(format_date(day, "long", locale=_LOCALES[language]))
