"""Utterance → date mentions: shape, drafts, what belongs together, roles, readings."""

from datetime import date

from bot.core.dates import cues as cue_words
from bot.core.dates import grammar, joining, lexer
from bot.core.dates.cues import Cue, Cues
from bot.core.dates.draft import Draft
from bot.core.dates.resolution import BOUNDS, WIDE, resolve, within
from bot.core.dates.roles import Sense, sense, shared
from bot.core.model import DateMention, Period, Utterance


def find(utterance: Utterance, today: date, cues: Cues) -> tuple[DateMention, ...]:
    """The dates in an utterance, in order of appearance, each with its role and readings.

    today: the day everything is counted from. cues: from `cues.prepare`.
    """
    shape = lexer.read(utterance.folded)
    if not shape.kinds:
        return ()
    drafts = grammar.parse(shape, today, utterance.language == "ja")
    if not drafts:
        return ()
    found = cue_words.scan(utterance.folded, cues)
    if len(drafts) == 1:
        mention = _alone(drafts[0], found, cues, utterance, today)
        return (mention,) if mention else ()
    return _together(drafts, found, cues, utterance, today)


def _alone(draft: Draft, found: list[Cue], cues: Cues, utterance: Utterance, today: date) -> DateMention | None:
    """The mention of a draft that is the only one."""
    if draft.shift:
        return None
    return _mention(draft, sense(0, [draft], found, utterance.folded, cues), utterance, today)


def _together(
    drafts: list[Draft], found: list[Cue], cues: Cues, utterance: Utterance, today: date
) -> tuple[DateMention, ...]:
    """The mentions of several drafts, those that belong together made one."""
    drafts = joining.todays(joining.parts(drafts, utterance.folded), utterance.folded, today)
    drafts = joining.uncorrected(drafts, found, utterance.folded)
    senses = shared([sense(place, drafts, found, utterance.folded, cues) for place in range(len(drafts))], drafts)
    drafts, senses = joining.years(drafts, senses)
    pairs = [(d, m) for d, s in zip(drafts, senses, strict=True) if (m := _mention(d, s, utterance, today))]
    return tuple(joining.mentions([m for _, m in pairs], [d for d, _ in pairs], utterance.folded, today))


def _mention(draft: Draft, told: Sense, utterance: Utterance, today: date) -> DateMention | None:
    whole = _whole(draft, utterance)
    possible = resolve(draft, told.tense, today)
    readings = within(possible, WIDE if whole else BOUNDS)
    if possible and not readings:
        return None
    role = told.role
    if role == "none" and not whole and _ahead(draft, readings, today):
        role = "asked"
    return DateMention(
        utterance.text[draft.start : draft.end], draft.start, draft.end, readings, role, draft.margin, draft.named
    )


def _whole(draft: Draft, utterance: Utterance) -> bool:
    """Whether the date is all that was typed: an answer to a question of the desk."""
    return draft.end - draft.start >= len(utterance.text.strip(" .!?。、？！\n\t")) - 2


def _ahead(draft: Draft, readings: tuple[Period, ...], today: date) -> bool:
    """Whether a date is today, this week, next year or the like: no expiry, when no word of expiry is near."""
    relative = draft.relative or (bool(draft.periods) and not draft.counted)
    return relative and all(p.end is not None and p.end >= today for p in readings)
