"""Labels of secrets: "password: …", 「シリアル番号は…」; what they say is a secret, and not what is asked about."""

import re
from collections.abc import Iterator

MASK = "●●●●"
"""What stands in a secret's place."""
HYPHEN = r"\-" "\u2010-\u2015\u2043\u2212\u2500\u2501\u30fc\uff70"
"""For a character class: whatever people write for a hyphen."""

_LABELS = {
    "password": r"pass\s?words?|passwd|pass\s?phrase|pass\s?code|\b(?:pass|pin)(?=\s?[:=])|\bpwd?\b"
    r"|パスワード|パスフレーズ|パスコード|暗証番号|(?<![ァ-ヶー])パス(?=\s?[:=は])",
    "serial_number": r"serial|\bs/n|\bsn(?=\s?[:=])|シリアル|製造番号",
    "license_key": r"(?:licen[sc]e|product|activation)\s?(?:key|id|code)|public\s?id"
    r"|(?:製品)?認証キー|プロダクトキー|アクティベーション(?:キー|コード)|ライセンス(?:キー|id|コード)|公開id|購入コード",
    "user_name": r"user\s?names?|user\s?id|login(?:\s?(?:name|id))?|account\s?name"
    r"|ユーザー?(?:名|id)|ログイン(?:名|id)",
    "token": r"(?:api|access|secret|bot|auth)\s?(?:token|key)|\btoken|\bbearer|トークン|apiキー|シークレット",
}
_HINTS = {
    "password": ("pass", "pw", "pin", "パス", "暗証"),
    "serial_number": ("serial", "s/n", "sn", "シリアル", "製造番号"),
    "license_key": ("key", "id", "code", "キー", "コード"),
    "user_name": ("user", "login", "account", "ユーザ", "ログイン"),
    "token": ("token", "key", "bearer", "トークン", "キー", "シークレット"),
}
"""Without one of these in the text there is no such label: looked for first, for that is quick."""

_NUMBER = r"(?:\s{0,2}(?:numbers?|no\.?|番号|コード))?"
_IS = (
    _NUMBER
    + r"(?:(?:\s{0,2}(?:is|was|are|=|:|は|が|を|[「『\"'(\[<*`“‘]))+\s{0,3}|(?<=[^\x00-\x7f])|(?<=[^\x00-\x7f]id))"
)
"""What says that the value follows; behind a Japanese label nothing is needed: パスワードqwe98zxc."""
_BESIDE = _NUMBER + r" {1,3}"
_END = r"(?![A-Za-z0-9])"
_OVER = r"(?=\s{0,2}(?:[\"'」』)\],.;、。!?]|です|でした|だ|になり|and\b|but\b|\n|$))"
"""What must follow a value that nothing but its label betrays."""
_VALUE = (
    r"(?!\(?faq|(?:unknown|lost|forgotten|missing|wrong|invalid|(?:in)?correct|rejected|required|needed|changed|expired|reset|"
    r"nothing|attached|please|thanks?|problem|question|urgent|again|whatever|(?:19|20)\d\d年)|https?:|<?https?:)"
)
_MIXED = r"(?=[A-Z0-9_.-]{0,40}\d)(?=[A-Z0-9_.-]{0,40}[A-Z])"
_DIGITS = r"(?=(?:[^\d\s]{0,20}\d){3})"


def _told(kind: str, rest: str) -> tuple[str, re.Pattern[str]]:
    return kind, re.compile(f"(?:{_LABELS[kind]}){rest}", re.IGNORECASE)


_TOLD = (
    _told("password", rf"{_IS}(?P<value>{_VALUE}(?=[!-~]{{0,40}}(?:\d|[@#$%^&+=~]|\w[!?*_]\w))[!-~]{{4,64}})"),
    _told("password", r" {1,3}(?P<value>(?=[!-~]{0,40}\d)(?=[!-~]{0,40}[A-Z@#$%^&+=~!])[!-~]{6,64})"),
    _told("password", rf"\s?[:=は]\s{{0,3}}(?P<value>{_VALUE}[A-Z][!-~]{{5,63}}?){_OVER}"),
    _told("password", r"\s?(?:は|:|=)?\s?[「『](?P<value>(?=[^「」『』]{0,60}\d)[^「」『』\n●]{4,64})[」』]"),
    _told("password", rf"\s?(?:is|was|:|=)\s?[\"“](?P<value>{_VALUE}[^\"”\n●]{{4,64}})[\"”]"),
    _told("serial_number", rf"{_IS}(?P<value>{_MIXED}[A-Z0-9]{{2,}}[A-Z0-9{HYPHEN}]{{4,}}|\d{{8,20}}{_END})"),
    _told("serial_number", rf"{_IS}(?P<value>\d{{3,6}}(?:[\s{HYPHEN}]\d{{3,6}}){{2,4}}{_END})"),
    _told("serial_number", rf"{_BESIDE}(?P<value>{_DIGITS}[A-Z0-9][A-Z0-9{HYPHEN}]{{5,40}})"),
    _told("license_key", rf"{_IS}(?P<value>(?=[A-Z0-9{HYPHEN}]{{0,40}}\d)[A-Z0-9][A-Z0-9{HYPHEN}]{{5,40}})"),
    _told("license_key", rf"{_BESIDE}(?P<value>{_DIGITS}[A-Z0-9][A-Z0-9{HYPHEN}]{{5,40}})"),
    _told("user_name", rf"{_IS}(?P<value>{_MIXED}[A-Z0-9][A-Z0-9_.{HYPHEN}]{{4,40}}|\d{{8,12}}{_END})"),
    _told("user_name", rf"{_BESIDE}(?P<value>{_DIGITS}{_MIXED}[A-Z0-9][A-Z0-9_.{HYPHEN}]{{5,40}})"),
    _told("token", rf"(?:{_IS}|{_BESIDE})(?P<value>{_MIXED}[A-Z0-9][A-Z0-9_./+=-]{{11,}})"),
)
_NUMBER_LIKE = re.compile(r"(?:19|20)\d\d[-/.]?\d{1,2}(?:[-/.]?\d{1,2})?|\d{1,3}%")
"""A date, a share: no label makes them a secret."""
_CHANGES = r"(?![^。.?!\n]{0,30}(?:変わ|変更|change|same|同じ))"
_STATED = re.compile(
    rf"(?:(?:my|our|the|your)\s)?(?:{'|'.join(one for kind, one in _LABELS.items() if kind != 'serial_number')})"
    rf"(?:{_IS}|{_NUMBER}\s{{0,3}}){MASK}{_OVER}"
    rf"|(?:(?:my|our|the|your)\s)?(?:{_LABELS['serial_number']})(?:{_IS}|{_NUMBER}\s{{0,3}}){MASK}{_OVER}{_CHANGES}",
    re.IGNORECASE,
)


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """What labels in a normalised text say, as (kind, start, end); may overlap."""
    folded = text.lower()
    hinted = {kind for kind, hints in _HINTS.items() if any(hint in folded for hint in hints)}
    for kind, pattern in _TOLD:
        if kind in hinted:
            for match in pattern.finditer(text):
                value = match["value"].rstrip(".,;:")  # What ends the sentence is none of it.
                if not _NUMBER_LIKE.fullmatch(value):
                    yield kind, match.start("value"), match.start("value") + len(value)


def hide(masked: str) -> str:
    """The text, as long as it was, without the labels that only said a secret: "password: ●●●●" asks for nothing.

    The label of a serial number stays where the sentence asks whether it changes.
    """
    return _STATED.sub(lambda stated: MASK[0] * len(stated[0]), masked) if MASK in masked else masked
