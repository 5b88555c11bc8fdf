"""What a person typed, made ready to be read: markup and secrets taken out, width unified, language told."""

from bot.core import language, markup, secret
from bot.core.model import Language, Utterance

LONGEST = 4_000
"""Characters that are read; what follows is left unread. No question needs more, and time stays bounded."""


def read(typed: str, known: Language | None = None) -> Utterance:
    """The utterance in a typed text of any length.

    known: the language to take when the text itself does not tell ("2018-03-31"); None is English then.
    """
    text, origin, kinds = _ready(typed[:LONGEST])
    told = language.detect(text) or known or "en"
    return Utterance(text, _fold(text), told, kinds, None if origin is None else tuple(origin))


def mask(typed: str) -> str:
    """The typed text with every secret in it replaced, fit to be stored. Idempotent."""
    placed = markup.normalise(None, typed)
    text, origin = placed or (typed, list(range(len(typed))))
    pieces: list[str] = []
    position = 0
    for _, start, end in secret.find(text):
        pieces += [typed[position : origin[start]], secret.MASK]
        position = origin[end - 1] + 1
    return "".join([*pieces, typed[position:]])


def _ready(typed: str) -> tuple[str, list[int] | None, tuple[str, ...]]:
    placed = markup.normalise(markup.strip(typed), typed)
    text, origin = placed or (typed, None)
    found = secret.find(text)
    if not found:
        return text, origin, ()
    origin = list(range(len(text))) if origin is None else origin
    for _, start, end in reversed(found):
        text = text[:start] + secret.MASK + text[end:]
        origin[start:end] = [origin[start]] * len(secret.MASK)
    return text, origin, tuple(kind for kind, _, _ in found)


def _fold(text: str) -> str:
    """Lower case of the same length (a few letters, such as İ, would grow)."""
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)
