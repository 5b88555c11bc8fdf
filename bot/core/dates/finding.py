"""Utterance → date mentions: shape, drafts, what belongs together, roles, readings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.core.dates import (
    carrying,
    correcting,
    deeds,
    doubt,
    gathering,
    grammar,
    joining,
    letters,
    lexer,
    looseness,
    subjects,
    table,
)
from bot.core.dates import cues as cue_words
from bot.core.dates.cues import Cues
from bot.core.dates.draft import Draft
from bot.core.dates.listing import shared
from bot.core.dates.resolution import BOUNDS, WIDE, resolve, within
from bot.core.dates.roles import Sense, senses
from bot.core.dates.scene import Scene
from bot.core.model import DateMention, Period, Utterance


def find(
    utterance: Utterance, today: date, cues: Cues, names: Sequence[tuple[int, int]] = ()
) -> tuple[DateMention, ...]:
    """The dates in an utterance, in order of appearance, each with its role and readings.

    today: the day everything is counted from. cues: from `cues.prepare`. names: where products are named, from and to;
    their words tell nothing of a date ("File Security" is nothing to file).
    """
    shape = lexer.read(utterance.folded)
    if not shape.kinds:
        return ()
    drafts = grammar.parse(shape, today, utterance.language == "ja")
    if not drafts:
        return ()
    found = subjects.told(cue_words.scan(utterance.folded, cues, names), utterance.folded, names)
    drafts = doubt.settled(drafts, found, utterance.folded)
    if len(drafts) == 1:
        heads = table.heads(utterance.folded, drafts, found)
        mentions = _alone(drafts[0], Scene(utterance.folded, found, cues, drafts, today, names, heads), utterance)
    else:
        mentions = _together(drafts, Scene(utterance.folded, found, cues, drafts, today, names), utterance)
    return deeds.told(mentions, found, utterance.folded)


def _alone(draft: Draft, scene: Scene, utterance: Utterance) -> tuple[DateMention, ...]:
    """The mention of a draft that is the only one."""
    mention = None if draft.beside or draft.leaning else _mention(draft, senses(scene)[0], utterance, scene.today)
    return (mention,) if mention else ()


def _together(drafts: list[Draft], around: Scene, utterance: Utterance) -> tuple[DateMention, ...]:
    """The mentions of several drafts, those that belong together made one. around: what is known beside the drafts."""
    folded, found, today = around.folded, around.cues, around.today
    drafts = carrying.leaning(joining.parts(joining.todays(drafts, folded, today), folded), folded)
    drafts = correcting.uncorrected(drafts, found, folded)
    scene = around._replace(drafts=drafts, heads=table.heads(folded, drafts, found))
    said = shared(looseness.doubted(senses(scene), scene.drafts), scene)
    drafts, said = joining.years(*carrying.months(scene.drafts, said, folded), folded)
    told = [(d, s, m) for d, s in zip(drafts, said, strict=True) if (m := _mention(d, s, utterance, today))]
    mentions = letters.counted([m for _, _, m in told], [d for d, _, _ in told], found, folded, today)
    told = [(d, s, m) for (d, s, _), m in zip(told, mentions, strict=True)]
    return tuple(
        m if m.end - m.start == len(m.text) else replace(m, text=utterance.text[m.start : m.end])
        for m in gathering.together(told, folded, today)
    )


def _mention(draft: Draft, told: Sense, utterance: Utterance, today: date) -> DateMention | None:
    whole = _whole(draft, utterance)
    possible = resolve(draft, told.tense, today)
    readings = within(possible, WIDE if whole else BOUNDS)
    if possible and not readings:
        return None
    role = told.role
    if role == "expiry" and told.deadline and any(p.start is None or p.start < today for p in readings):
        role = "other"
    if role == "none" and not whole and _ahead(draft, readings, today):
        role = "asked"
    return DateMention(
        utterance.text[draft.start : draft.end], draft.start, draft.end, readings, role, draft.margin, draft.named
    )


def _whole(draft: Draft, utterance: Utterance) -> bool:
    """Whether the date is all that was typed: an answer to a question of the desk."""
    return draft.end - draft.start >= len(utterance.text.strip(" .!?。、？！\n\t")) - 2


def _ahead(draft: Draft, readings: tuple[Period, ...], today: date) -> bool:
    """Whether a date is today, this week, in a month or the like: no expiry, when no word of expiry is near."""
    return (draft.relative or bool(draft.periods)) and all(p.end is not None and p.end >= today for p in readings)
