"""What a shape keeps of the text between two words of time."""

import re

THEN = "then"
_GAPS = {
    **dict.fromkeys(["", "(", ")", "[", "]", "「", "」", "'", "'s", "th", "="], ""),
    **dict.fromkeys([",", "、", "・", "),", ".,", "],"], ","),
    **dict.fromkeys(
        [".", "。", "!", "?", ")。", "…", "です", "です。", "でした", "でした。", "ですね", "だ", "だった", "かな"], "."
    ),
    **dict.fromkeys(["か", "または", "又は", "もしくは", "~", "〜"], "o"),
    **dict.fromkeys(["-", "–"], "-"),
    **{"/": "/", ":": ":", "の": "の", "の、": "の", "の第": "の", "第": "", "も": "~", "と": "&", "から": "g"},
    **dict.fromkeys([THEN, f"{THEN}.", f"{THEN}?", f", {THEN}"], ".;"),
    **{"に": "に", "を": "を", "で": "で", "は": "は", "が": "が"},
}
"""What stands between words of time → what a shape keeps of it; anything else is `|`. `;` is "then": an answer ends."""
_STOPS = {mark: _GAPS[mark] for mark in (",", "、", ".", "。", "!", "?")} | {";": "."}
_FILLERS = re.compile(
    r"[、,]?(?:たしか|確か|多分|たぶん|恐らく|おそらく|えーと|えっと|probably|maybe|perhaps|i think)[、,]?(?:に)?|"
    r"(?:私|わたし|私たち|私ども|我々|弊社|当社|うち|こちら)は、?"
)


def between(folded: str, start: int, end: int) -> str:
    """What a shape keeps of the text between two tokens: nothing, a mark, `|`, or a mark and `|`."""
    raw = folded[start : min(end, start + 15)]
    gap = raw.strip()
    if end - start <= 14:
        found = _GAPS.get(gap)
        if found is None:
            found = _GAPS.get(_FILLERS.sub("", gap).strip())
        if found is not None:
            return "." if found == "" and "\n" in raw else found
    return _STOPS.get(gap[:1], "") + "|"
