"""Utterance → date mentions: shape, drafts, what belongs together, roles, readings."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.core.dates import (
    bounds,
    carrying,
    correcting,
    deeds,
    doubt,
    ending_counts,
    gathering,
    grammar,
    joining,
    letters,
    lexer,
    looseness,
    partial,
    quoted,
    shifting,
    since_other,
    subjects,
    supposing,
    table,
)
from bot.core.dates import cues as cue_words
from bot.core.dates.cues import Cues
from bot.core.dates.draft import Draft
from bot.core.dates.listing import shared
from bot.core.dates.resolution import BOUNDS, WIDE, resolve, within
from bot.core.dates.roles import Sense, senses
from bot.core.dates.scene import SENTENCE, Scene
from bot.core.model import DateMention, Named, Period, Utterance
from bot.core.utterance import COPULA

_LEFT = 2
"""So many letters beside a date are no words of their own."""
_MAY_QUOTE = re.compile(r"[\n:\"“「『]")
"""What stands in every text in which a mail, or words, are quoted."""
_OWN = re.compile(r"'s(?: one)?\s*(?:[.,!?)]|$)|の(?:方|ほう|やつ|分)?(?:です|だ|でした)?(?:[。、!?]|$)")
"""Behind a date that only tells which one is meant: "it's next year's!", 来年の方です."""


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
    folded, is_japanese = utterance.folded, utterance.language == "ja"
    drafts = shifting.moved(grammar.parse(shape, today, is_japanese), folded)
    if not drafts:
        return _answer(utterance, cues, today)
    if _MAY_QUOTE.search(folded):
        drafts = quoted.dated(drafts, shape, folded, cues, today, is_japanese)
    found = subjects.told(cue_words.scan(folded, cues, names), folded, utterance.text, cues, names)
    scene = Scene(folded, found, cues, doubt.settled(drafts, found, folded), today, names)
    mentions = _alone(scene, utterance) if len(scene.drafts) == 1 else _together(scene, utterance)
    return deeds.told(mentions, found, folded) or _answer(utterance, cues, today)


def _answer(utterance: Utterance, cues: Cues, today: date) -> tuple[DateMention, ...]:
    """The day, or year, that is all a message tells among words of hesitation."""
    begin = 0
    for end in (*(stop.start() for stop in SENTENCE.finditer(utterance.folded)), len(utterance.folded)):
        told = partial.hedged(utterance.folded[begin:end], cues.hesitation)
        if told:
            told = told._replace(start=begin + told.start, end=begin + told.end)
            return (DateMention(*_placed(told, utterance), resolve(told, "", today), named=told.named),)
        begin = end + 1
    return ()


def _alone(scene: Scene, utterance: Utterance) -> tuple[DateMention, ...]:
    """The mention of a draft that is the only one."""
    (draft,), scene = scene.drafts, _with_heads(scene, scene.drafts)
    (told,) = supposing.outweighed(senses(scene), scene)
    leans = draft.leaning and not (draft.day and told.role == "expiry" and told.firm)
    mention = None if draft.beside or leans else _mention(draft, told, utterance, scene.today)
    return (mention,) if mention else ()


def _together(scene: Scene, utterance: Utterance) -> tuple[DateMention, ...]:
    """The mentions of several drafts, those that belong together made one."""
    folded, found, today = scene.folded, scene.cues, scene.today
    drafts = carrying.leaning(joining.parts(joining.todays(scene.drafts, folded, today), folded), folded)
    scene = _with_heads(scene, correcting.uncorrected(drafts, found, folded))
    said = shared(looseness.doubted(senses(scene), scene.drafts), scene)
    righted, said = correcting.righted(scene.drafts, supposing.outweighed(said, scene), scene)
    scene = scene._replace(drafts=righted)
    drafts, said = joining.years(*carrying.months(scene.drafts, said, folded), folded)
    told = [(d, s, m) for d, s in zip(drafts, said, strict=True) if (m := _mention(d, s, utterance, today))]
    mentions = letters.counted([m for _, _, m in told], [d for d, _, _ in told], found, folded, today)
    mentions = since_other.told(mentions, [d for d, _, _ in told], found, folded)
    mentions = ending_counts.moved(mentions, [d for d, _, _ in told], folded, today)
    told = [(d, s, m) for (d, s, _), m in zip(told, mentions, strict=True)]
    return tuple(
        m if m.end - m.start == len(m.text) else replace(m, text=utterance.text[m.start : m.end])
        for m in gathering.together(told, folded, today, scene.names)
    )


def _with_heads(scene: Scene, drafts: Sequence[Draft]) -> Scene:
    """The scene with these dates, and with the heads of those that stand in a table."""
    return scene._replace(drafts=drafts, heads=table.heads(scene.folded, drafts, scene.cues))


def _mention(draft: Draft, told: Sense, utterance: Utterance, today: date) -> DateMention | None:
    whole = _whole(draft, utterance)
    today = draft.seen or today
    possible = resolve(draft, told.tense, today)
    readings = within(possible, WIDE if whole else BOUNDS)
    if possible and not readings:
        return None
    role = told.role
    if role == "expiry" and told.deadline and any(p.start is None or p.start < today for p in readings):
        role = "other"
    named, side = draft.named, bounds.side(draft, utterance.folded) if role == "expiry" else ""
    if side:
        named, readings = Named(), bounds.within(readings, side, told.tense, today)
    whole = whole or _OWN.match(utterance.folded, draft.end) is not None
    if role == "none" and not whole and _ahead(draft, readings, today):
        role = "asked"
    return DateMention(*_placed(draft, utterance), readings, role, draft.margin, named)


def _placed(draft: Draft, utterance: Utterance) -> tuple[str, int, int]:
    return utterance.text[draft.start : draft.end], draft.start, draft.end


def _whole(draft: Draft, utterance: Utterance) -> bool:
    """Whether the date is all that was typed: an answer to a question of the desk."""
    rest = utterance.folded[: draft.start] + utterance.folded[draft.end :]
    return len(rest.strip(" .!?。、？！\n\t")) <= _LEFT or COPULA.fullmatch(rest) is not None


def _ahead(draft: Draft, readings: tuple[Period, ...], today: date) -> bool:
    """Whether a date is today, this week, in a month or the like: no expiry, when no word of expiry is near."""
    return (draft.relative or bool(draft.periods)) and all(p.end is not None and p.end >= today for p in readings)
