"""What looks like a date and is none: counts, versions, tickets, prices, times, "may" and "march" as verbs."""

import re

_COUNTED = re.compile(
    r" ?(?:users|seats|clients|pcs|computers|machines|devices|licenses|licences|servers|endpoints|hosts|nodes|macs|"
    r"people|workstations|copies|employees|pieces|laptops|desktops|usd\b|yen\b|eur\b|bit\b|[kmgt]b\b|[台人名本件枚回点円%社"
    r"拠つ番号歳秒割倍行章項万系]|ライセンス|ユーザ|クライアント|個(?!月)|時(?!期|点)|分(?!か)|ビット|版|世代|ポイント|ページ|か国|丁目|以降のバ)"
)
"""After a number: it counts things, and is no day."""
_LABELS = tuple(
    "v ver version rev build sp no faq kb id ticket order room ext port case page step level nod windows server office "
    "exchange studio sharepoint ubuntu centos rhel debian macos number x android ios win # $ ¥ € £ \\ "
    "バージョン シリアル 番号".split()
)
"""Before a number: a version, a ticket, an operating system's year, a price."""
_WORD = re.compile(r"[a-z]+$")
_MODAL = re.compile(
    r" (?:one|i|we|you|they|he|she|it|be|have|has|not|need|still|also|use|want|or may|the|our|my|just|well|as|require|"
    r"cause|expire|renew|apply|get|go|no|never|end|lapse|run|change|become|only|on|forward|into|through|towards)\b"
    r"(?! \d)"
)
"""After "may" or "march": a verb, no month."""
_OF_TIME = re.compile(
    r"(?:\b(?:in|of|since|by|until|till|from|early|mid|late|last|next|this|before|after|during|through|between|\d+th|"
    r"1st|2nd|3rd|21st|22nd|23rd|31st|and)|\d)[ -]$"
)
"""Before "may" or "march": it is a month."""
_MONTH = re.compile(r"年 ?\d{1,2} ?月|年 ?(?:に|で)? ?(?:切|満了|失効|期限)")
_NO = re.compile(r"\bno[.:,]? $")
_OF_MONTH = re.compile(r"(?:st|nd|rd|th)?(?: of)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")
_VERBS = ("may", "march")
PATTERN = (
    r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?: ?[ap]m\b)?|24/7|\d+\.\d+\.\d+\.\d+[\d.]*|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|"
    r"\d+\.\d+(?= ?(?:円|万|usd|yen|系|以降))"
)


def labelled(before: str) -> bool:
    """Whether the text before a number ends with a label, as a word of its own."""
    if not before.endswith(_LABELS):
        return False
    word = _WORD.search(before)
    return word is None or word.group() in _LABELS


def is_year(folded: str, end: int) -> bool:
    """Whether a month follows the number that ends at `end`, whatever stands before: Windows Server 2015年12月満了."""
    return _MONTH.match(folded, end) is not None


def is_correction(folded: str, start: int, end: int) -> bool:
    """Whether the label before a number is the word that takes back what was said: "no: 20 May"."""
    return _NO.search(folded, max(0, start - 8), start) is not None and _OF_MONTH.match(folded, end) is not None


def counts(folded: str, end: int) -> bool:
    """Whether the number that ends at `end` counts things."""
    return _COUNTED.match(folded, end) is not None


def is_verb(word: str, folded: str, start: int, end: int) -> bool:
    """Whether a word at `start`…`end` is "may" or "march" as a verb."""
    if word not in _VERBS or _MODAL.match(folded, end) is None:
        return False
    return _OF_TIME.search(folded[max(0, start - 12) : start]) is None
