"""Days, windows and lists put into words of one language, from the texts in `knowledge/replies/`."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from bot.core.knowledge import Catalogue, Window
from bot.core.model import DateMention, Language, Period, ProductId


@dataclass(frozen=True, slots=True)
class Phrasing:
    """The texts of one language, by key."""

    language: Language
    texts: Mapping[str, str]

    def say(self, key: str, **parts: object) -> str:
        """The text of a key with its placeholders filled. Raises KeyError for a key that the knowledge lacks."""
        return capitalised(self.texts[key].format_map(parts))

    def bare(self, key: str, **parts: object) -> str:
        """Like `say`, for a piece that stands inside a sentence."""
        return self.texts[key].format_map(parts)

    def day(self, day: date) -> str:
        """30 June 2018 / 2018年6月30日."""
        return self.bare("when.day", year=day.year, month=self._month(day), day=day.day)

    def period(self, period: Period) -> str:
        """A day, a month, a year or a range, as short as it can be said."""
        start, end = period.start, period.end
        if start is None:
            return self.bare("when.until", end=self.day(end)) if end else ""
        if end is None:
            return self.bare("when.from", start=self.day(start))
        if start == end:
            return self.day(start)
        if whole_month(start, end):
            return self.bare("when.month", year=start.year, month=self._month(start))
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
            return self.bare("when.year", year=start.year)
        return self.bare("when.range", start=self.day(start), end=self.day(end))

    def expiry(self, mentions: Iterable[DateMention]) -> str:
        """All that was said of an expiry: "around 15 March 2018", "2 March 2018 or 3 February 2018"."""
        said = dict.fromkeys(
            self.bare("when.around", when=self.period(period)) if mention.approximate else self.period(period)
            for mention in mentions
            for period in mention.readings
        )
        return self.bare("when.or").join(said)

    def window(self, window: Window) -> str:
        """3 months / 3か月."""
        if window.months:
            return self.bare("window.months", count=window.months)
        return self.bare("window.days", count=window.days)

    def listed(self, items: Sequence[str]) -> str:
        """a, b and c — in words."""
        *before, last = items
        return self.bare("list.and").join(filter(None, (self.bare("list.comma").join(before), last)))

    def _month(self, day: date) -> str:
        return self.texts["date.months"].split()[day.month - 1]


def product_name(products: Sequence[ProductId], catalogue: Catalogue, language: Language) -> str:
    """What several products that a name may mean are called in common: "ESET File Security"."""
    names = [product.name[language].split() for product in catalogue.products if product.id in products]
    common = takewhile(lambda words: len(set(words)) == 1, zip(*names, strict=False))
    return " ".join(words[0] for words in common).removesuffix(" for")


def capitalised(text: str) -> str:
    """The text with its first letter in upper case (a line's words may begin a sentence)."""
    return text[:1].upper() + text[1:]


def whole_month(start: date, end: date) -> bool:
    """Whether two days are the ends of one calendar month."""
    return (
        start.day == 1
        and (start.year, start.month) == (end.year, end.month)
        and end.day == monthrange(end.year, end.month)[1]
    )
