"""What a person typed, made ready to be read: markup and secrets taken out, width unified, language told."""

import re

from bot.core import label, language, markup, secret
from bot.core.model import Language, Utterance

COPULA = re.compile(
    r"(?:[\s\W_]|の?(?:ほう|方|やつ|もの|分)|の|です|でした|だった|だ|ね|かな|が|it is|it's|its|that's|the|one)*"
)
"""What an answer to a question has beside its name or date: 中旬です, 来年の方です, "it's the 5th"."""
LONGEST = 4_000
"""Characters that are read; what follows is left unread. No question needs more, and time stays bounded."""
_BEYOND, _TORN = 2_000, 400
"""Characters beyond those in which secrets are looked for too, and how many at the very end may be a torn secret's."""


def read(typed: str, known: Language | None = None) -> Utterance:
    """The utterance in a typed text of any length.

    known: the language to take when the text itself does not tell ("2018-03-31"); None is English then.
    """
    masked, origin, kinds = _ready(typed[:LONGEST])
    told = language.detect(masked) or known or "en"
    text = label.hide(masked)
    return Utterance(text, fold(text), told, kinds, None if origin is None else tuple(origin))


def mask(typed: str) -> str:
    """The typed text with every secret in it replaced, fit to be stored: its beginning, if it is very long. Idempotent.

    Looked for with markup and without: "`ABCD`-1234-…" is no less a key, and "p*ss*w0rd" no less a password.
    """
    whole, typed = typed, typed[: LONGEST + _BEYOND]
    torn = len(typed) < len(whole)
    stripped = markup.strip(typed)
    for bare in (stripped, None) if stripped else (None,):
        placed = markup.normalise(bare, typed)
        text, origin = placed or (typed, None)
        typed = _masked(typed, [(start, end) for _, start, end in secret.find(text)], origin)
    return typed[:-_TORN] if torn else typed


def _masked(typed: str, found: list[tuple[int, int]], origin: list[int] | None) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in found:
        first, last = (start, end - 1) if origin is None else (origin[start], origin[end - 1])
        pieces += [typed[position:first], secret.MASK]
        position = last + 1
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


def fold(text: str) -> str:
    """A text in lower case, of the same length (a few letters, such as İ, would grow)."""
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)
