"""Text → shape: the words of time in an utterance, each as one letter, so that a grammar is a few short patterns.

"expired on March 31, 2018" has the shape `XIMN,Y`. A letter (kind) stands for a word; between words a gap leaves
nothing (a space), a mark (`,` `.` `-` `/` `の` …), or `|` where words stand that are none of ours. The kinds:

Y year · N number up to 31 · B bigger number · O ordinal · V ordinal in words · M month · m "may", "mar" · W weekday ·
w "sun", "sat", "mon" · U unit · L/C/F/u last/this/next/upcoming · T today, yesterday … · R part of a month ·
S season · Z day, G day with a two-digit year, z month, Q "3/31", D "3-31" or "4.2", all in digits · A ago · H later ·
! anything that must not be taken for a date. The Japanese kinds are kanji that read like what they stand for, see
`japanese_words`.
"""

import re
from typing import NamedTuple

from bot.core.dates import eras, gaps, noise, numbers, numeric, wordlist
from bot.core.dates.english_words import WORDS as _ENGLISH
from bot.core.dates.japanese_words import WORDS as JAPANESE

ENGLISH: dict[str, tuple[str, int]] = {
    **dict.fromkeys((*numbers.ONES, *numbers.TENS, *numbers.ORDINALS, "hundred", "thousand"), ("#", 0)),
    **_ENGLISH,
}


class Token(NamedTuple):
    """One word of time: its kind, `text[start:end]`, and the numbers that it carries."""

    kind: str
    start: int
    end: int
    values: tuple[int, ...]


class Shape(NamedTuple):
    """`kinds`: one letter a token or gap; `tokens`: the token at the same place, None for a gap."""

    kinds: str
    tokens: list[Token | None]


_ERA = (
    r"(?:(?:令和|平成|昭和|大正|明治)|(?<![a-z])(?:reiwa|heisei|showa)|(?<![a-z0-9])[rhs](?=\.? ?\d{1,2} ?[年./-])|"
    r"^[rhs](?=\d{1,2}$))"
    r"[ .]{0,2}(?:元|\d{1,2}(?!\d)|[一二三四五六七八九十]{1,4})(?:[./,・-]\d{1,2}){0,2}"
)
_NUMBER = (
    r"\d{4}(?= [-–−] ?\d{1,2}(?:st|nd|rd|th)?[ -][a-z]{3})|"
    r"(?<![a-z])\d{1,2} ?[-~〜、,–−] ?\d{1,2}"
    r"(?= ?(?:か|カ|ヶ|ケ|ヵ|箇|個|週|年|月|日|months?|weeks?|years?|days?|mo\b|wk|yr))|"
    r"\d+(?:st|nd|rd|th)(?![a-z])|'\d\d(?:[./]\d{1,2}[./]\d{1,2})?(?![\d/.-])|\d{8}(?= ?[/|])|"
    r"\d{4}(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}(?!\d|[-/.]\d{1,3}(?!\d))(?:t\d\d:\d\d[\d:.]*z?)?|"
    r"\d{1,2}/\d{1,2},\d\d(?:\d\d)?(?!\d)|\d{1,4}(?=[-/]\d{1,4}[-/][a-z])|(?<=[a-z][-/])\d{1,2}(?=[-/]\d{4}(?!\d))|"
    r"\d+(?:(?: ?[-/–−‐] ?|[.・])\d+)+(?:t\d\d:\d\d[\d:.]*z?)?|\d{1,4},\d{1,2},\d{1,2}(?![\d,])|\d+"
)
_WORDLIST = wordlist.prepare((*ENGLISH, *JAPANESE))
_FIRST = "".join(sorted({word[0] for word in JAPANESE} | set(numbers.KANJI) | set("令平昭大明")))
_LEXER = re.compile(
    rf"(?=[\da-z'{_FIRST}])(?:"
    rf"(?=[\drhs令平昭大明'])(?:(?:{noise.PATTERN})(?P<noise>)|(?:{_ERA})(?P<era>)|(?:{_NUMBER})(?P<num>))|"
    rf"{_WORDLIST.pattern}|[{numbers.KANJI}](?P<kan>))"
)
_ALONE = {*numbers.KANJI, *(word for word in JAPANESE if len(word) == 1)}
"""Letters that are a word, or a number, by themselves."""
_KANJI = re.compile(f"[{numbers.KANJI}]+")
LONGEST = 4_000
"""Characters of a text that are read for dates; `utterance.read` lets no more through."""
MOST = 600
"""Words of time that are read in one message."""
ANCHORS = "MmWwUTtYZGzQDOVSRy先囲上祝季忌己辛歳朔睦節曜;度暮明晦当何四旬年月箇週間日同"
"""Without one of these kinds a text names no date."""
_MAYBE_ANCHORS = frozenset(ANCHORS + "#")
"""Number words (`#`) may become a year or an ordinal; `;` alone comes of a gap, of "then"."""
_NOTHING = Shape("", [])


def read(folded: str) -> Shape:
    """The shape of a text in lower case, NFKC."""
    found = _tokens(folded)
    if _MAYBE_ANCHORS.isdisjoint([token[0] for token in found]) and gaps.THEN not in folded:
        return _NOTHING
    kinds: list[str] = []
    tokens: list[Token | None] = []
    end = 0
    for token in _merged(folded, found):
        between = token.start - end
        if between and not (between == 1 and folded[end] == " "):
            gap = gaps.between(folded, end, token.start)
            kinds.extend(gap)
            tokens.extend([None] * len(gap))
        kinds.append(token.kind)
        tokens.append(token)
        end = token.end
    if kinds:
        gap = gaps.between(folded, end, len(folded))
        kinds.extend(gap)
        tokens.extend([None] * len(gap))
    return Shape("".join(kinds), tokens)


def _tokens(folded: str) -> list[Token]:
    found: list[Token] = []
    last, begun = 0, _WORDLIST.lengths
    for match in _LEXER.finditer(folded, 0, LONGEST):
        group, start = match.lastgroup, match.start()
        if group == "hit":
            known = folded[start : start + 2] in begun or folded[start] in _ALONE
        else:
            known = group != "word" or match["word"] in begun
        token = _token(folded, match, start) if known and start >= last else None
        if token:
            found.append(token)
            last = token.end
            if len(found) == 2 * MOST:
                break
    return found


def _before_weekday(word: str | None, folded: str, start: int) -> str | None:
    """次の日 gives its last letter back where a weekday follows: 次の日曜."""
    if word is None or word[-2:] != "の日" or folded[start + len(word) : start + len(word) + 1] != "曜":
        return word
    return next((word[:end] for end in (-1, -2) if word[:end] in _WORDS), None)


def _token(folded: str, match: re.Match[str], start: int) -> Token | None:
    """The token that begins at a match of the lexer; None if none does."""
    group = match.lastgroup
    if group == "word" or group == "hit":
        word = _before_weekday(_WORDLIST.at(folded, start, match["word"]), folded, start)
        return _word(folded, word, start) if word else _numeral(folded, start)
    if group == "kan":
        return _numeral(folded, start)
    if group == "num":
        return _number(folded, match[0], start, match.end())
    return _era(match[0], start, match.end()) if group == "era" else Token("!", start, match.end(), ())


def _word(folded: str, word: str, start: int) -> Token:
    kind, values = _WORDS[word]
    end = start + len(word)
    return Token("!" if kind in "mM" and noise.is_verb(word, folded, start, end) else kind, start, end, values)


def _numeral(folded: str, start: int) -> Token | None:
    """The number in kanji that begins at an offset; None if none does."""
    run = _KANJI.match(folded, start)
    if run is None:
        return None
    text, end = run.group(), run.end()
    if len(text) == 2 and text in "一二三四五六七八九":
        return Token("D", start, end, (numbers.from_kanji(text[0]), numbers.from_kanji(text[1]), 0))
    value = numbers.from_kanji(text)
    if (len(text) == 4 and numeric.EARLIEST <= value <= numeric.LATEST) or "千" in text:
        return Token("Y", start, end, (value,))
    return Token("N" if 1 <= value <= 31 else "B", start, end, (value,))


def _number(folded: str, text: str, start: int, end: int) -> Token:
    if text.isdecimal():
        kind, values = numeric.single(text)
        if len(text) == 8 and noise.labelled(folded[max(0, start - 16) : start].rstrip(" .:")):
            return Token("!", start, end, ())
        other = kind in "YNB" and folded[end : end + 1] not in _UNITS and noise.counts(folded, end)
    elif text[-1] in "tdh":
        value = int(text[:-2]) if len(text) < 5 else 0
        return Token("O" if 1 <= value <= 31 else "!", start, end, (value,))
    elif text[0] == "'":
        return _apostrophe(text, start, end)
    else:
        kind, values = numeric.read(text.split("t")[0])
        other = False
    dated = noise.is_year(folded, end) or noise.is_correction(folded, start, end)
    marked = start and not dated and _marked(folded, kind, start)
    return Token("!" if other or marked else kind, start, end, values)


def _apostrophe(text: str, start: int, end: int) -> Token:
    """'18, '18.4.9: a year in two digits, first."""
    year, *rest = map(int, re.findall(r"\d+", text))
    values = (2000 + year - 100 * (year > 60), *rest)
    possible = all(1 <= n <= limit for n, limit in zip(rest, (12, 31), strict=False))
    return Token(("Z" if rest else "Y") if possible else "!", start, end, (*values, 0))


def _marked(folded: str, kind: str, start: int) -> bool:
    """Whether what stands before a number makes it none of a date: a label, or letters it is part of."""
    before = folded[start - 1]
    if before in _UNITS:
        return False
    if kind in _LABELLED and noise.labelled(folded[max(0, start - 16) : start].rstrip(" .:") or before):
        return True
    return before.isascii() and (before.isalpha() or before == "*") and not _glued(folded, start)


def _glued(folded: str, start: int) -> bool:
    """Whether the letters right before a number are a word of time (Oct2, cy18)."""
    first = start
    while first and folded[first - 1].isascii() and folded[first - 1].isalpha() and start - first < 10:
        first -= 1
    return folded[first:start] in ENGLISH and folded[first:start] != "a"


_WORDS = {word: (kind, (value,)) for word, (kind, value) in (ENGLISH | JAPANESE).items()}
_UNITS = ("年", "月", "日", "週", "の")
"""Beside a number: it is one of a date."""
_LABELLED = "YNBD"
"""Kinds of number that a label before them makes something else; a date in full stays a date."""
_ERA_PARTS = re.compile(r"(\D+?)[ .]*(元|\d+|[一二三四五六七八九十]+)((?:[./,・-]\d+)*)$")


def _era(text: str, start: int, end: int) -> Token:
    match = _ERA_PARTS.match(text)
    if match is None:
        return Token("!", start, end, ())
    name, count, rest = match.groups()
    number = 1 if count == "元" else int(count) if count.isdecimal() else numbers.from_kanji(count)
    values = (eras.year(name, number), *map(int, re.findall(r"\d+", rest)))
    possible = all(1 <= n <= limit for n, limit in zip(values[1:], (12, 31), strict=False))
    return Token("!Yz Z"[0 if not possible else len(values) + (len(values) > 2)], start, end, (*values, 0))


def _merged(folded: str, tokens: list[Token]) -> list[Token]:
    """The tokens with number words that follow one another made one number (`#` → N, B, Y or V)."""
    if not [1 for token in tokens if token[0] == "#"]:
        return tokens
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        run = _run(folded, tokens, place) if tokens[place].kind == "#" else 1
        if tokens[place].kind != "#":
            found.append(tokens[place])
            place += 1
            continue
        read = numbers.from_english([folded[t.start : t.end] for t in tokens[place : place + run]])
        value, ordinal, used = read or (0, False, 1)
        kind = "V" if ordinal else numeric.kind(value) if read else "!"
        found.append(Token(kind, tokens[place].start, tokens[place + used - 1].end, (value,)))
        place += used
    return found


def _run(folded: str, tokens: list[Token], place: int) -> int:
    """How many tokens from `place` on are number words (or "and") with nothing but a space or hyphen between."""
    end = place + 1
    while (
        end < min(len(tokens), place + 7)
        and tokens[end].kind in "#&"
        and folded[tokens[end - 1].end : tokens[end].start] in (" ", "-")
    ):
        end += 1
    return end - place
