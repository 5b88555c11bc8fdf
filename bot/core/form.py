"""The form: a product and an expiry date that were chosen, not typed, and so need no reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core import recalling
from bot.core.knowledge import Knowledge, Product
from bot.core.model import (
    Conversation,
    DateMention,
    Intent,
    Language,
    Period,
    ProductId,
    ProductMention,
    Reading,
    Subject,
    Utterance,
)

EARLIEST = date(1990, 1, 1)
"""Before this no date is taken: that is where reading of typed dates begins too."""
YEARS_AHEAD = 10
"""Years from today after which an expiry date is taken for a slip; no license that is sold runs so long."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was chosen, in a form of one language; None where nothing was.

    `said`: the buttons of the answer that were pressed since, in order.
    """

    language: Language = "en"
    product: ProductId | None = None
    expiry: date | None = None
    said: tuple[str, ...] = ()


EMPTY = Form()


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with a field ("product" or "expiry"): the key of the text that says how to mend it, and the days
    between which an expiry date is taken."""

    field: str
    key: str
    first: date
    last: date


def slips(form: Form, knowledge: Knowledge, today: date) -> Iterator[Slip]:
    """Everything that is wrong with a form. today: a day in Asia/Tokyo."""
    first, last = EARLIEST, _years_later(today, YEARS_AHEAD)
    if form.product is None and form.expiry is None:
        yield Slip("product", "form.slip.empty", first, last)
    if form.product is not None and product(form, knowledge) is None:
        yield Slip("product", "form.slip.product", first, last)
    if form.expiry is not None and not first <= form.expiry <= last:
        yield Slip("expiry", "form.slip.far" if form.expiry > last else "form.slip.early", first, last)


def product(form: Form, knowledge: Knowledge) -> Product | None:
    """The product that was chosen; None where none was, or where it is no longer in the catalogue."""
    return next((one for one in knowledge.catalogue.products if one.id == form.product), None)


def known(subjects: Sequence[Subject], language: Language) -> Form:
    """The form that stands for what is being talked about, as far as one can: one product, one day."""
    if len(subjects) != 1:
        return Form(language)
    one = subjects[0]
    periods = [period for when in one.expiry if not when.approximate for period in when.readings]
    exact = len(periods) == len(one.expiry) == 1 and periods[0].start == periods[0].end
    return Form(language, one.products[0] if len(one.products) == 1 else None, periods[0].start if exact else None)


def begin(conversation: Conversation, form: Form, knowledge: Knowledge) -> tuple[Conversation, Reading]:
    """A conversation in which nothing is being talked about yet, and the reading that stands for the form.

    What was talked about before is kept as something earlier: a form tells all that it is about.
    """
    fresh = replace(
        conversation,
        language=form.language,
        subjects=(),
        earlier=recalling.remember(conversation, ()),
        intents=(),
        topics=(),
        asked=(),
        misunderstood=0,
    )
    chosen = product(form, knowledge)
    mentions = (ProductMention("", 0, 0, (chosen.id,), chosen.lines),) if chosen else ()
    day = form.expiry
    dates = (DateMention("", 0, 0, (Period(day, day),), "expiry"),) if day else ()
    return fresh, Reading(Utterance("", "", form.language), (Intent("can_renew", 1.0),), products=mentions, dates=dates)


def _years_later(day: date, years: int) -> date:
    """The same day some years later; 28 February for a 29th that does not exist."""
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)
