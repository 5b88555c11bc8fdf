"""Dates in an utterance: which days they name, how sure that is, and what they are the dates of.

The way: text → shape (`lexer`) → drafts (`grammar`: `digits`, `english`, `japanese`) → what belongs together
(`joining`, `gathering`) → role and tense (`roles` by `nearness` of the cue words of knowledge/phrases/dates.*.yaml,
`listing`) → readings (`resolution`).
"""

from bot.core.dates.completion import complete
from bot.core.dates.cues import Cues, prepare
from bot.core.dates.finding import find

__all__ = ["Cues", "complete", "find", "prepare"]
