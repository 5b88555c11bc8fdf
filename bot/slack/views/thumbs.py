"""Two small buttons below an answer that ask whether it helped.

Source: docs.slack.dev, "Context actions block" (5 elements), "Feedback buttons element" (labels of 75 characters).
"""

from bot.core.model import Language
from bot.slack.views import text
from bot.slack.views.text import Block
from bot.slack.words import Words

FEEDBACK = "feedback"
UP, DOWN = "up", "down"


def block(language: Language, words: Words) -> Block:
    """The block that asks."""
    buttons = {"positive_button": _button(UP, language, words), "negative_button": _button(DOWN, language, words)}
    element = {"type": "feedback_buttons", "action_id": FEEDBACK, **buttons}
    return {"type": "context_actions", "elements": [element]}


def _button(thumb: str, language: Language, words: Words) -> Block:
    label = words.say(language, f"thumb.{thumb}.aloud")[: text.LABEL]
    return {
        "text": text.plain(words.say(language, f"thumb.{thumb}"), text.LABEL),
        "accessibility_label": label,
        "value": thumb,
    }
