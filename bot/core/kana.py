"""A message written in kana alone, put into the usual spelling: 「こうしんできますか」 → 「更新できますか」.

Children, hurried people and terminals that know only half-width kana write so; nothing else reads such words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.core import utterance
from bot.core.knowledge import Phrases
from bot.core.model import Language, Utterance

_KANJI = re.compile(r"[\u3400-\u9fff]")
_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_KATAKANA = re.compile(r"[ァ-ヺ]")
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_TO_HIRAGANA = {after: before for before, after in _TO_KATAKANA.items()}
_NEVER = re.compile(r"(?!)")
_FEW = 5
"""A message with fewer kana than this has nothing to put right."""


@dataclass(frozen=True, slots=True)
class Kana:
    """`writings`: where a word written in kana stands in a text in katakana; `usual`: how each is usually spelt."""

    writings: re.Pattern[str]
    usual: Mapping[str, str]


def prepare(phrases: Mapping[Language, Phrases]) -> Kana:
    """The writings in the `kana` of every language. One that begins with 0 counts only after a digit (0がつ → 月)."""
    usual: dict[str, str] = {}
    for language in phrases.values():
        for spelling, writings in language.kana.items():
            usual.update({writing.translate(_TO_KATAKANA): spelling for writing in writings})
    longest_first = sorted(usual, key=len, reverse=True)
    either = "|".join(
        rf"(?<=\d){re.escape(word[1:])}" if word.startswith("0") else re.escape(word) for word in longest_first
    )
    return Kana(
        re.compile(either) if usual else _NEVER, {word.removeprefix("0"): spelling for word, spelling in usual.items()}
    )


def respell(said: Utterance, kana: Kana) -> Utterance:
    """The utterance in its usual spelling if it is written in kana alone, else as it is."""
    text = said.text
    if text.isascii() or _KANJI.search(text):
        return said
    if len(_HIRAGANA.findall(text)) >= _FEW:
        return _spelt(said, kana, text)
    if len(_KATAKANA.findall(text)) >= _FEW and not _HIRAGANA.search(text):
        usual = _spelt(said, kana, text.translate(_TO_HIRAGANA))
        return usual if _KANJI.search(usual.text) else said  # A mere product name is in katakana anyway.
    return said


def _spelt(said: Utterance, kana: Kana, rest: str) -> Utterance:
    """rest: what to write, letter by letter, where no known word stands."""
    pieces, origin, last = [], [], 0
    for match in kana.writings.finditer(said.text.translate(_TO_KATAKANA)):
        start, end = match.span()
        spelling = kana.usual[match[0]]
        pieces += [rest[last:start], spelling]
        origin += [*range(last, start), *([start] * (len(spelling) - 1)), end - 1]
        last = end
    text = "".join([*pieces, rest[last:]])
    if text == said.text:
        return said
    places = [*origin, *range(last, len(rest))]
    return replace(said, text=text, folded=utterance.fold(text), origin=tuple(map(said.typed_at, places)))
