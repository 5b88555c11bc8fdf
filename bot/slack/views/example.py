"""A question that was not understood, as the lines of knowledge that would have it understood: to be copied.

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


def modal(puzzle: Puzzle, intents: Sequence[str], chosen: str, reader: Language, words: Words) -> View:
    """The lines to paste. intents: those that a question may want; chosen: the one it does. reader: who pastes them."""
    say = words.say
    menu: Block = {
        "type": "static_select",
        "action_id": INTENT,
        "options": [_option(one) for one in intents[:OPTIONS]],
        "initial_option": _option(chosen),
    }
    file = f"knowledge/phrases/{puzzle.language}.yaml"
    lines = text.escape(paste(puzzle, chosen)).replace("`", "'")
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": f"{puzzle.conversation} {puzzle.question.name}",
        "title": text.plain(say(reader, "home.unclear.button"), 24),
        "close": text.plain(say(reader, "form.close"), 24),
        "blocks": [
            {**text.section(text.escape(say(reader, "home.example.wants"))), "accessory": menu},
            text.section(text.escape(say(reader, "home.example.paste", file=file))),
            text.section(f"```{lines}```"),
            *text.context(say(reader, "home.example.then")),
        ],
    }


def paste(puzzle: Puzzle, intent: str) -> str:
    """The YAML that makes an example of a question."""
    told = {"intents": {intent: [puzzle.question.text]}}
    return yaml.safe_dump(told, allow_unicode=True, width=10_000, default_flow_style=False).strip()


def _option(intent: str) -> Block:
    return {"text": text.plain(intent, text.OPTION), "value": intent[: text.OPTION]}
