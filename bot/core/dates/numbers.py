"""Numbers written in words: kanji numerals (三十一, 二〇一八) and English (twenty-first, two thousand and eighteen)."""

from collections.abc import Sequence

KANJI = "〇零一二三四五六七八九十百千"
_DIGIT = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0}
_POWER = {"十": 10, "百": 100, "千": 1000}

ONES = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
ORDINALS = {
    w: n
    for n, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30}


def from_kanji(text: str) -> int:
    """The number that kanji numerals write, by place value (十二 is 12) or digit by digit (二〇一八 is 2018)."""
    if not any(c in _POWER for c in text):
        return int("".join(str(_DIGIT[c]) for c in text[:9]))
    total = digit = 0
    for char in text[:9]:
        if char in _POWER:
            total += (digit or 1) * _POWER[char]
            digit = 0
        else:
            digit = _DIGIT[char]
    return total + digit


def from_english(words: Sequence[str]) -> tuple[int, bool, int] | None:
    """The number at the beginning of `words`: (its value, whether it is an ordinal, how many words it takes).

    Reads up to 31st, tens and ones, "two thousand (and) eighteen", "nineteen ninety nine", "twenty zero five".
    """
    first = _below_hundred(words)
    if first is None or first[1]:
        return first
    value, _, used = first
    if used < len(words) and words[used] in ("thousand", "hundred"):
        return _after_power(value * (1000 if words[used] == "thousand" else 100), words, used + 1)
    nought = words[used : used + 1] == ["zero"]
    second = _below_hundred(words[used + nought :]) if 19 <= value <= 20 else None
    if second and not second[1] and nought == (second[0] < 10):
        return value * 100 + second[0], False, used + nought + second[2]
    return value, False, used


def _after_power(value: int, words: Sequence[str], used: int) -> tuple[int, bool, int]:
    skip = 1 if used < len(words) and words[used] == "and" else 0
    rest = _below_hundred(words[used + skip :])
    if rest is None or rest[1]:
        return value, False, used
    return value + rest[0], False, used + skip + rest[2]


def _below_hundred(words: Sequence[str]) -> tuple[int, bool, int] | None:
    if not words:
        return None
    word = words[0]
    if word in ONES:
        return ONES[word], False, 1
    if word in ORDINALS:
        return ORDINALS[word], True, 1
    if word not in TENS:
        return None
    return _tens(TENS[word], words[1] if len(words) > 1 else "")


def _tens(value: int, following: str) -> tuple[int, bool, int]:
    if 0 < ORDINALS.get(following, 0) < 10:
        return value + ORDINALS[following], True, 2
    if 0 < ONES.get(following, 0) < 10:
        return value + ONES[following], False, 2
    return value, False, 1
