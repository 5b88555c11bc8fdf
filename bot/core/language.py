"""The language of a text: English or Japanese, also where both scripts stand in one line."""

import re

from bot.core.model import Language

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f々〆]")
_HIRAGANA = re.compile("[\u3041-\u309f]")
_KANJI = re.compile("[\u3400-\u9fff々]")
_WORD = re.compile(r"[A-Za-z][A-Za-z']*")
_COMMON = frozenset(
    """a an the is are was were be been am do does did don't can can't could will would should shall may might must
    i i'm i've we we're you it it's they he she my our your their its this that these those there here what when where
    which who why how if or and but not no yes to of in on at by from with about until before after since still also
    just only ok okay hi hello hey please thanks thank have has had need want get got any some all more now today
    expired expires expire lapsed renew renewed renewal renewable extend""".split()
)


def detect(text: str) -> Language | None:
    """The language of a normalised text; None where nothing in it tells ("2018-03-31", "?")."""
    japanese = _JAPANESE.search(text)
    words = _WORD.findall(text)
    if not japanese:
        return "en" if words else None
    common = sum(word.lower() in _COMMON for word in words)
    if not common:
        return "ja"
    english = 2 * common + sum(word.islower() and word not in _COMMON for word in words)
    native = (len(_HIRAGANA.findall(text)) + len(_KANJI.findall(text))) / 2
    return "en" if english > native else "ja"
