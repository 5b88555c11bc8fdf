"""Whether a message asks to have everything forgotten that is kept of its writer."""

import re

from bot.core import utterance
from bot.slack.words import Words

_AROUND = 20
"""Characters that may stand around such a wish; whatever is longer need not be read to see that it is none."""
_MENTIONS = re.compile(r"<@[^<>\n]{1,80}>")


def asked(typed: str, words: Words) -> bool:
    """Whether a typed text is one of the wordings of this wish, and nothing else."""
    wordings = words.listed("forget.words")
    if len(_MENTIONS.sub("", typed)) > max(map(len, wordings)) + _AROUND:
        return False
    return utterance.read(typed).folded.strip(" .!。！") in wordings
