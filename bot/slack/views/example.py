"""A question that was not understood, as the line of knowledge that would have it understood: to be copied.

Source of all numbers: docs.slack.dev, "Modal views", "Option object".
"""

from collections.abc import Sequence

import yaml

from bot.core.model import Language
from bot.slack.board import Puzzle
from bot.slack.views import text
from bot.slack.views.text import Block
from bot.slack.words import Words

View = dict[str, object]

CALLBACK = "example"
INTENT = "example-intent"
"""Action id of the menu that tells what the question wants."""
OPTIONS = 100
"""Options of a menu."""
TITLE = 24
"""Characters of a view's title and of its button."""
_MARKS = str.maketrans("<>@", "   ")
"""What a wording has that is no plain sentence (core/intent/pattern.py)."""


def modal(puzzle: Puzzle, intents: Sequence[str], chosen: str, reader: Language, words: Words) -> View:
    """The line to paste. intents: those that a question may want; chosen: the one it does. reader: who pastes them."""
    say = words.say
    menu: Block = {
        "type": "static_select",
        "action_id": INTENT,
        "options": [_option(one) for one in intents[:OPTIONS]],
        "initial_option": _option(chosen),
    }
    file = f"knowledge/phrases/{puzzle.language}.yaml"
    line = text.escape(paste(puzzle.question.text)).replace("`", "'")
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": f"{puzzle.conversation} {puzzle.question.name}",
        "title": text.plain(say(reader, "home.unclear.button"), TITLE),
        "close": text.plain(say(reader, "form.close"), TITLE),
        "blocks": [
            {**text.section(text.escape(say(reader, "home.example.wants"))), "accessory": menu},
            text.section(text.escape(say(reader, "home.example.paste", file=file, intent=chosen))),
            text.section(f"```{line}```"),
            *text.context(say(reader, "home.example.then")),
        ],
    }


def paste(question: str) -> str:
    """The line of YAML that makes an example of a question; what would make a pattern of it is left out."""
    plain = " ".join(question.translate(_MARKS).replace(" .. ", " ").split()).lstrip("= ")
    (line,) = yaml.safe_dump([plain], allow_unicode=True, width=10_000).splitlines()
    return f"    {line}"


def note(told: str, reader: Language, words: Words) -> View:
    """Why there are no lines to paste."""
    title, close = words.say(reader, "home.unclear.button"), words.say(reader, "form.close")
    shown = {"title": text.plain(title, TITLE), "close": text.plain(close, TITLE), "blocks": list(text.sections(told))}
    return {"type": "modal", "callback_id": CALLBACK, **shown}


def _option(intent: str) -> Block:
    return {"text": text.plain(intent, text.OPTION), "value": intent[: text.OPTION]}
