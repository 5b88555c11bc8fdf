"""Secrets that people paste: found in a normalised text, so that they can be taken out before anything else.

License keys, serial numbers, user names, passwords and tokens are never needed to answer. Some are known by their
shape, others by the label before them (`label.py`). Dates, versions, order and telephone numbers are no secrets; the
masks 「ES**-」 and 「N***-」 of the source are not either.
"""

import re
from collections.abc import Iterator

from bot.core import label

Secret = tuple[str, int, int]
"""Kind, start, end."""

MASK = label.MASK
_BEGIN = r"(?<![A-Za-z0-9])"
_END = r"(?![A-Za-z0-9])"
_HYPHEN = label.HYPHEN
_JOIN = rf"(?:\s{{0,2}}[{_HYPHEN}_./・]\s{{0,2}}|\s{{1,2}})"
_GROUPS = 5
"""Groups of four characters in a license key."""


def _shape(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(f"{_BEGIN}(?:{pattern}){_END}", flags)


_KEY = _shape(rf"(?:[A-Z0-9]{{4}}{_JOIN}){{4,11}}[A-Z0-9]{{4}}")
_GROUP = re.compile(r"[A-Za-z0-9]{4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_GAP = re.compile(r"[A-Za-z0-9]\s+[A-Za-z0-9]")

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("user_name", _shape(rf"(?:EAV|TRIAL)\s?[{_HYPHEN}]?\s?\d{{6,12}}")),
    ("user_name", _shape(rf"(?:EAV|TRIAL)\s?[{_HYPHEN}]?\s?\d{{3,6}}(?:[\s{_HYPHEN}]\d{{3,6}}){{1,3}}")),
    ("user_name", _shape(rf"(?:AV|EXP)\s?[{_HYPHEN}]?\s?(?!20\d{{6}}{_END})\d{{6,12}}")),
    ("license_key", _shape(r"(?<![/=#?&.%])(?=[A-Z]{0,19}\d[A-Z]{0,18}\d)(?=\d{0,18}[A-Z]\d{0,18}[A-Z])[A-Z0-9]{20}")),
    (
        "serial_number",
        _shape(
            rf"(?:ES[A-Z0-9]{{2}}|N[A-Z0-9]{{3}})[{_HYPHEN}](?=[A-Z0-9{_HYPHEN}]{{0,30}}\d)"
            rf"(?:[A-Z0-9]{{3,6}}[{_HYPHEN}]){{0,4}}[A-Z0-9]{{4,12}}"
        ),
    ),
    ("serial_number", _shape(r"(?:ES\d\d|N\d{3})(?:\s(?=[A-Z]{0,5}\d)[A-Z0-9]{4,6}){2,4}")),
    (
        "serial_number",
        _shape(
            rf"(?<![-])(?=[0-9{_HYPHEN}]{{0,24}}[A-Z])(?=[A-Z{_HYPHEN}]{{0,24}}\d)"
            rf"[A-Z0-9]{{4}}(?:[{_HYPHEN}][A-Z0-9]{{4}}){{2,4}}(?![-])"
        ),
    ),
    ("token", _shape(r"xox[a-z][-.][A-Z0-9.-]{8,}|xapp-[A-Z0-9-]{8,}|gh[a-z]_[A-Z0-9]{20,}|AKIA[A-Z0-9]{12,}")),
    ("token", re.compile(r"\beyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?|\beyJ[\w-]{60,}")),
)
_MAYBE = re.compile(
    rf"\d|[A-Z]{{4}}[{_HYPHEN}][A-Z]{{4}}|xox|xapp|eyJ|pass|\bpw|パス|暗証|token|トークン", re.IGNORECASE
)


def find(text: str) -> tuple[Secret, ...]:
    """The secrets in a normalised text as (kind, start, end), in order, none overlapping."""
    if not _MAYBE.search(text):
        return ()
    found: list[Secret] = [*_keys(text), *label.find(text)]
    for kind, pattern in _SHAPES:
        found.extend((kind, *match.span()) for match in pattern.finditer(text))
    return _apart(found) if found else ()


def _keys(text: str) -> Iterator[Secret]:
    """License keys: five groups of four, however they are joined, without the words and years around them."""
    for match in _KEY.finditer(text):
        groups = list(_GROUP.finditer(text, match.start(), match.end()))
        while len(groups) > _GROUPS and _is_word(groups[0][0]):
            del groups[0]
        while len(groups) > _GROUPS and _is_word(groups[-1][0]):
            del groups[-1]
        start, end = groups[0].start(), groups[-1].end()
        if _is_key(text[start:end], [group[0] for group in groups]):
            yield "license_key", start, end


def _is_key(text: str, groups: list[str]) -> bool:
    """Whether groups are a key's: "from July 2017 till June" and a list of years are not."""
    if all(map(_is_word, groups)):
        return text.isupper() and not _GAP.search(text) and not _YEAR.search(text)
    mixed = sum(not group.isalpha() and not group.isdigit() for group in groups)
    if not _GAP.search(text):
        return mixed > 0 or any(group.isdigit() for group in groups)
    return mixed > 1 or (mixed == 1 and text.isupper() and not any(map(_is_year, groups)))


def _is_word(group: str) -> bool:
    return group.isalpha() or _is_year(group)


def _is_year(group: str) -> bool:
    return bool(_YEAR.fullmatch(group))


def _apart(found: list[Secret]) -> tuple[Secret, ...]:
    kept: list[Secret] = []
    for kind, start, end in sorted(found, key=lambda item: (item[1], -item[2])):
        if kept and start < kept[-1][2]:
            previous = kept.pop()
            kept.append((previous[0], previous[1], max(previous[2], end)))
        else:
            kept.append((kind, start, end))
    return tuple(kept)
