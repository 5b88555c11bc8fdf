"""Secrets that people paste: found in a normalised text, so that they can be taken out before anything else.

License keys, serial numbers, user names, passwords and tokens are never needed to answer. Dates, versions, order and
telephone numbers are not secrets; the masks 「ES**-」 and 「N***-」 of the source are not either.
"""

import re

_HYPHEN = r"\-" "\u2010-\u2015\u2212\u30fc\uff70"
_JOIN = rf"(?:\s?[{_HYPHEN}]\s?|\s)"
_END = r"(?![A-Za-z0-9])"
_BEGIN = r"(?<![A-Za-z0-9])"
_IS = r"\s{0,3}(?:(?:number|no\.?|番号|コード)\s{0,2})?(?:\s{0,2}(?:is|was|are|=|:|は|が|を|「|『|\"|'|\())+\s{0,3}"
_MIXED = r"(?=[A-Za-z0-9-]{0,40}\d)(?=[A-Za-z0-9-]{0,40}[A-Za-z])"

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "user_name",
        re.compile(rf"{_BEGIN}(?:EAV|AV|TRIAL|EXP)\s?[{_HYPHEN}]?\s?\d{{6,12}}{_END}", re.IGNORECASE),
    ),
    (
        "license_key",
        re.compile(
            rf"{_BEGIN}(?=[A-Za-z0-9\s{_HYPHEN}]{{0,40}}\d)(?:[A-Z0-9]{{4}}{_JOIN}){{4}}[A-Z0-9]{{4}}{_END}",
            re.IGNORECASE,
        ),
    ),
    (
        "serial_number",
        re.compile(
            rf"{_BEGIN}(?:"
            rf"(?:ES[A-Z0-9]{{2}}|N[A-Z0-9]{{3}})[{_HYPHEN}](?=[A-Z0-9{_HYPHEN}]{{0,30}}\d)(?:[A-Z0-9]{{3,6}}[{_HYPHEN}]){{0,4}}[A-Z0-9]{{4,12}}"
            rf"|(?<![-])(?=[0-9-]{{0,24}}[A-Z])(?=[A-Z-]{{0,24}}\d)[A-Z0-9]{{4}}(?:[{_HYPHEN}][A-Z0-9]{{4}}){{2,4}}(?![-])"
            rf"){_END}",
            re.IGNORECASE,
        ),
    ),
    ("token", re.compile(rf"{_BEGIN}xox[a-z]-[A-Za-z0-9-]{{8,}}|{_BEGIN}xapp-[A-Za-z0-9-]{{8,}}")),
)
_TOLD: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "password",
        re.compile(
            rf"(?:pass\s?word|passwd|\bpw|\bpwd|パスワード|暗証番号){_IS}(?P<value>(?=\S{{0,40}}[\d!@#$%^&*_])[!-~]{{4,64}})",
            re.IGNORECASE,
        ),
    ),
    (
        "serial_number",
        re.compile(
            rf"(?:serial|\bs/n|シリアル){_IS}(?P<value>{_MIXED}[A-Za-z0-9]{{2,}}[A-Za-z0-9{_HYPHEN}]{{4,}}|\d{{8,20}}{_END})",
            re.IGNORECASE,
        ),
    ),
    (
        "license_key",
        re.compile(
            rf"(?:licen[sc]e\s?key|product\s?key|activation\s?key|licen[sc]e\s?id|製品認証キー|ライセンスキー|ライセンスid|購入コード){_IS}"
            rf"(?P<value>(?=[A-Za-z0-9{_HYPHEN}]{{0,40}}\d)[A-Za-z0-9][A-Za-z0-9{_HYPHEN}]{{5,40}})",
            re.IGNORECASE,
        ),
    ),
    (
        "user_name",
        re.compile(
            rf"(?:user\s?name|user\s?id|login|ユーザー?名|ユーザー?id){_IS}(?P<value>{_MIXED}[A-Za-z0-9][A-Za-z0-9_.{_HYPHEN}]{{4,40}})",
            re.IGNORECASE,
        ),
    ),
)
_MAYBE = re.compile(r"\d[^\s]?|xox|xapp", re.IGNORECASE)
_DATE_LIKE = re.compile(r"(?:19|20)\d\d[-/.]?\d{1,2}(?:[-/.]?\d{1,2})?")

MASK = "●●●●"


def find(text: str) -> tuple[tuple[str, int, int], ...]:
    """The secrets in a normalised text as (kind, start, end), in order, none overlapping."""
    if not _MAYBE.search(text):
        return ()
    found: list[tuple[str, int, int]] = []
    for kind, pattern in _SHAPES:
        found.extend((kind, *match.span()) for match in pattern.finditer(text))
    for kind, pattern in _TOLD:
        for match in pattern.finditer(text):
            if not _DATE_LIKE.fullmatch(match["value"]):
                found.append((kind, *match.span("value")))
    return _apart(found)


def _apart(found: list[tuple[str, int, int]]) -> tuple[tuple[str, int, int], ...]:
    kept: list[tuple[str, int, int]] = []
    for kind, start, end in sorted(found, key=lambda item: (item[1], -item[2])):
        if kept and start < kept[-1][2]:
            previous = kept.pop()
            kept.append((previous[0], previous[1], max(previous[2], end)))
        else:
            kept.append((kind, start, end))
    return tuple(kept)
