"""The form as a modal, the answer shown in it, and the note that takes the answer's place.

Source of all numbers: docs.slack.dev, "Modal views", "Select menu element", "Option object".
"""

from collections.abc import Iterable
from typing import Any

from bot.core.knowledge import Product
from bot.core.message import Message
from bot.core.model import Language
from bot.slack import sheet as sheets
from bot.slack.sheet import Sheet
from bot.slack.views import answer, text
from bot.slack.views.answer import Sharing
from bot.slack.views.text import Block
from bot.slack.words import Words

View = dict[str, Any]

CALLBACK = "form"
ANSWERED = "answered"
PRODUCT, EXPIRY = "product", "expiry"
"""Block and action ids of the two fields."""
TITLE = 24
"""Characters of a view's title and of its two buttons."""
OPTIONS = 100
"""Options of a list."""
BLOCKS = 100
"""Blocks of a view."""


def modal(sheet: Sheet, chosen: Product | None, words: Words) -> View:
    """The form, filled in as far as the sheet is. chosen: the product that the sheet names."""
    say, language = words.say, sheet.form.language
    product: Block = {
        "type": "external_select",
        "action_id": PRODUCT,
        "min_query_length": 0,
        "placeholder": text.plain(say(language, "form.product.placeholder"), text.PLACEHOLDER),
    }
    if chosen:
        product["initial_option"] = option(chosen, language)
    expiry: Block = {
        "type": "datepicker",
        "action_id": EXPIRY,
        "placeholder": text.plain(say(language, "form.expiry.placeholder"), text.PLACEHOLDER),
    }
    if sheet.form.expiry:
        expiry["initial_date"] = sheet.form.expiry.isoformat()
    blocks = [
        *text.sections(say(language, "form.intro")),
        _field(PRODUCT, say(language, "form.product"), product, say(language, "form.product.hint")),
        _field(EXPIRY, say(language, "form.expiry"), expiry, say(language, "form.expiry.hint")),
    ]
    return _view(CALLBACK, sheet, blocks, words) | {"submit": text.plain(say(language, "form.submit"), TITLE)}


def option(product: Product, language: Language) -> Block:
    """A product as an option of the list."""
    return {"text": text.plain(product.name[language], text.OPTION), "value": product.id}


def options(products: Iterable[Product], language: Language) -> list[Block]:
    """The list of products, as long as a list may be."""
    return [option(product, language) for product in products][:OPTIONS]


def answered(sheet: Sheet, message: Message, words: Words) -> View:
    """The answer in the form's place, with its buttons; it can be shared where there is a channel to share it in."""
    share = words.say(sheet.form.language, "share.button")
    sharing = Sharing(ANSWERED, share) if sheet.place.respond else None
    return _view(ANSWERED, sheet, answer.blocks(message, sharing), words)


def note(sheet: Sheet, told: str, words: Words) -> View:
    """A plain text in the form's place."""
    return _view(ANSWERED, sheet, list(text.sections(told)), words)


def _field(name: str, label: str, element: Block, hint: str) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "optional": True,
        "label": text.plain(label, text.LABELLED),
        "element": element,
        "hint": text.plain(hint, text.LABELLED),
    }


def _view(callback: str, sheet: Sheet, blocks: list[Block], words: Words) -> View:
    return {
        "type": "modal",
        "callback_id": callback,
        "title": text.plain(words.say(sheet.form.language, "form.title"), TITLE),
        "close": text.plain(words.say(sheet.form.language, "form.close"), TITLE),
        "private_metadata": sheets.dump(sheet),
        "blocks": blocks[:BLOCKS],
    }
