"""A message written in kana alone, put into the usual spelling: 「こうしんできますか」 → 「更新できますか」.

Children, hurried people and terminals that know only half-width kana write so; nothing else reads such words. Amid
kanji only the names of products are put right (「えんどぽいんと8月に切れた」): they stand for nothing else.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from bot.core import utterance
from bot.core.knowledge import Phrases
from bot.core.model import Language, Utterance

_KANJI = re.compile(r"[\u3400-\u9fff]")
_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_KATAKANA = re.compile(r"[ァ-ヺ]")
_NAME = re.compile(r"[ァ-ヺー]+")
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_TO_HIRAGANA = {after: before for before, after in _TO_KATAKANA.items()}
_NEVER = re.compile(r"(?!)")
_FEW = 5
"""A message with fewer kana than this has nothing to put right; a shorter name may be part of another word."""


@dataclass(frozen=True, slots=True)
class Kana:
    """`writings`: where a word written in kana stands in a text in katakana; `names`: those in hiragana, of some
    length, that are usually written in katakana; `usual`: how each is usually spelt."""

    writings: re.Pattern[str]
    names: re.Pattern[str]
    usual: Mapping[str, str]


def prepare(phrases: Mapping[Language, Phrases]) -> Kana:
    """The writings in the `kana` of every language. One that begins with 0 counts only after a digit (0がつ → 月)."""
    usual: dict[str, str] = {}
    for language in phrases.values():
        for spelling, writings in language.kana.items():
            usual.update({writing.translate(_TO_KATAKANA): spelling for writing in writings})
    names = {
        word.translate(_TO_HIRAGANA): spelling
        for word, spelling in usual.items()
        if len(word) >= _FEW and _NAME.fullmatch(spelling)
    }
    bare = {word.removeprefix("0"): spelling for word, spelling in usual.items()}
    return Kana(_either(usual), _either(names), bare | names)


def _either(words: Collection[str]) -> re.Pattern[str]:
    """Any of these words, the longest first."""
    longest_first = sorted(words, key=len, reverse=True)
    either = (rf"(?<=\d){re.escape(word[1:])}" if word.startswith("0") else re.escape(word) for word in longest_first)
    return re.compile("|".join(either)) if words else _NEVER


def respell(said: Utterance, kana: Kana) -> Utterance:
    """The utterance in its usual spelling if it is written in kana alone, else with the names of products in theirs."""
    text = said.text
    if text.isascii():
        return said
    if _KANJI.search(text):
        return _spelt(said, kana.names.finditer(text), kana.usual, text)
    written = kana.writings.finditer(text.translate(_TO_KATAKANA))
    if len(_HIRAGANA.findall(text)) >= _FEW:
        return _spelt(said, written, kana.usual, text)
    if len(_KATAKANA.findall(text)) >= _FEW and not _HIRAGANA.search(text):
        usual = _spelt(said, written, kana.usual, text.translate(_TO_HIRAGANA))
        return usual if _KANJI.search(usual.text) else said  # A mere product name is in katakana anyway.
    return said


def _spelt(said: Utterance, written: Iterable[re.Match[str]], usual: Mapping[str, str], rest: str) -> Utterance:
    """written: where known words stand; rest: what to write, letter by letter, elsewhere."""
    pieces, origin, last = [], [], 0
    for match in written:
        start, end = match.span()
        spelling = usual[match[0]]
        pieces += [rest[last:start], spelling]
        origin += [*range(last, start), *([start] * (len(spelling) - 1)), end - 1]
        last = end
    text = "".join([*pieces, rest[last:]])
    if text == said.text:
        return said
    places = [*origin, *range(last, len(rest))]
    return replace(said, text=text, folded=utterance.fold(text), origin=tuple(map(said.typed_at, places)))
