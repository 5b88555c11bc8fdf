"""Chat markup taken out of a typed text, every remaining character knowing where it stood.

Source of the syntax: Slack's documentation, "Formatting message text" (mrkdwn, mentions, links, escapes).
"""

import re
import unicodedata
from collections.abc import Iterator

Placed = tuple[str, list[int]]
"""A text and, for each of its characters, its offset in the typed text."""

_MARKUP = re.compile(
    r"""
      <[@!\#][^<>\n]{1,80}>                                    # a person, a channel, a group, @here
    | <(?P<url>(?:https?|mailto|tel):[^<>|\s]{1,2000})(?:\|(?P<label>[^<>\n]{0,200}))?>
    | (?<![^\s(])~(?P<struck>[^\s~](?:[^~\n]{0,500}[^\s~])?)~(?![\w~])  # struck out: withdrawn
    | &(?P<escape>amp|lt|gt);
    | (?<![\w:])(?P<emoji>:[a-z][a-z0-9_+'-]{1,40}:)(?![\w:])
    | (?P<fence>`{1,3})
    | (?<![\w*])(?P<bold>\*)(?=[^\s*])(?=[^*\n]{1,500}\*(?![\w*]))
    | (?<=[^\s*])(?P<unbold>\*)(?![\w*-])
    | (?<![^\W_])(?P<italic>_)(?=\S)
    | (?<=\S)(?P<unitalic>_)(?![^\W_])
    """,
    re.VERBOSE,
)
_MAYBE_MARKUP = re.compile(r"[<&~:`*_]")
_ESCAPES = {"amp": "&", "lt": "<", "gt": ">"}
_MARKS = "\u0300-\u036f\u3099\u309a\uff9e\uff9f"
_CLUSTER = re.compile(
    rf"(?P<settled>(?:[\x00-\x7f\u3001-\u3003\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fa5](?![{_MARKS}]))+)"
    rf"|.[{_MARKS}]*",
    re.DOTALL,
)
"""A run of characters that NFKC leaves alone, or one character with the marks that belong to it."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")


def strip(typed: str) -> Placed | None:
    """The text without markup, struck-out words gone. None when there was none and nothing moved."""
    if not _MAYBE_MARKUP.search(typed):
        return None
    characters: list[str] = []
    origin: list[int] = []
    position = 0
    for match in _MARKUP.finditer(typed):
        _keep(typed, position, match.start(), characters, origin)
        for character, at in _replacement(match):
            characters.append(character)
            origin.append(at)
        position = match.end()
    if position == 0:
        return None
    _keep(typed, position, len(typed), characters, origin)
    return "".join(characters), origin


def normalise(placed: Placed | None, typed: str) -> Placed | None:
    """NFKC with every character's offset kept, invisible characters dropped. None when nothing moved."""
    text = placed[0] if placed else typed
    if text.isascii() or (unicodedata.is_normalized("NFKC", text) and not _INVISIBLE.search(text)):
        return placed
    origin = placed[1] if placed else range(len(text))
    characters: list[str] = []
    moved: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        start, end = cluster.span()
        if cluster["settled"]:
            characters.append(text[start:end])
            moved.extend(origin[start:end])
        else:
            piece = _INVISIBLE.sub("", unicodedata.normalize("NFKC", cluster.group()))
            piece = f"({piece}) " if "①" <= cluster.group() <= "⑳" else piece
            characters.append(piece)
            moved.extend([origin[start]] * len(piece))
    return "".join(characters), moved


def _keep(typed: str, start: int, end: int, characters: list[str], origin: list[int]) -> None:
    characters.extend(typed[start:end])
    origin.extend(range(start, end))


def _replacement(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """What stands in for one piece of markup: a label, an unescaped character, or a space."""
    if escape := match["escape"]:
        yield _ESCAPES[escape], match.start()
    elif match["label"]:
        yield from ((character, match.start("label") + i) for i, character in enumerate(match["label"]))
    else:
        yield " ", match.start()
