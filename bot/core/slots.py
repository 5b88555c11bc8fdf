"""What a conversation remembers: the things asked about, each with its candidate lines and its expiry.

A new utterance supplies, narrows, corrects or replaces them; nothing that was already said is asked again.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.core import dates
from bot.core.model import EXACT, Clue, Conversation, DateMention, LineId, Period, ProductMention, Reading, Subject

EARLIER_KEPT = 5
_COORDINATION = re.compile(
    r"[\s,、・/&+]*(?:and|as well as|plus|or|と|や|及び|および|ならびに|それと|か)?[\s,、・/&+]*(?:also|the|our|my)?\s*",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:same|also|too|as well|likewise)\b|同じ|同日|[もモ](?:更新|です|でしょう|可能|お願い|大丈夫)|も[?？。]?$",
    re.IGNORECASE,
)
_RECENT_LAST = re.compile(
    r"\b(?:sorry|no|not|wait|i mean|actually|correction|rather)\b|じゃな|ではな|でなく|間違|訂正|違い|違う|すみません",
    re.IGNORECASE,
)


def fill(conversation: Conversation, reading: Reading, today: date) -> tuple[Subject, ...]:
    """The things now asked about, each with what is known of it by now."""
    spoken = _spoken(reading, conversation)
    told = _expiry_mentions(reading)
    if not spoken:
        return tuple(
            _dated(_clued(subject, reading, conversation), reading, told, today)
            for subject in conversation.subjects or (Subject(),)
        )
    if len(spoken) > 1:
        return _paired(spoken, told, reading)
    return (_one(spoken[0], conversation, reading, told, today),)


def informs(conversation: Conversation, reading: Reading) -> bool:
    """Whether an utterance without an intent adds to what is being talked about (or begins it)."""
    if reading.products or any(when.role == "expiry" for when in reading.dates):
        return True
    asked = any(when.role == "asked" for when in reading.dates)
    return bool(conversation.intents and (reading.clues or asked or _expiry_mentions(reading)))


def remember(conversation: Conversation, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """The earlier subjects to keep once `subjects` are the present ones."""
    gone = [subject for subject in conversation.subjects if not any(_related(subject, now) for now in subjects)]
    kept = [subject for subject in conversation.earlier if not any(_related(subject, now) for now in subjects)]
    return tuple([*gone, *kept][:EARLIER_KEPT])


# ---------------------------------------------------------------- products and clues


def _spoken(reading: Reading, conversation: Conversation) -> tuple[Subject, ...]:
    """The things that this utterance names, products that mean one thing joined, clues applied."""
    groups: list[list[ProductMention]] = []
    for mention in reading.products:
        if groups and not _apart(groups[-1], mention, reading):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    subjects = [_subject(group, reading.clues) for group in groups]
    if subjects:
        return tuple(_distinct(subjects))
    proposed = _proposed(reading.clues, "line" in conversation.asked)
    return (Subject(lines=proposed),) if proposed and not conversation.subjects else ()


def _apart(group: Sequence[ProductMention], mention: ProductMention, reading: Reading) -> bool:
    """Whether a mention is another thing than the one before it: no line in common, a list, or a date of its own."""
    shared = set(group[-1].lines) & set(mention.lines)
    if not shared:
        return True
    if set(mention.products) & set(group[-1].products):
        return False
    between = reading.utterance.text[group[-1].end : mention.start]
    if _COORDINATION.fullmatch(between) and between.strip(" /"):
        return True
    own = [when for when in reading.dates if when.role in ("expiry", "none")]
    return any(group[-1].end <= when.start < mention.start for when in own) and any(
        when.start >= mention.end for when in own
    )


def _subject(group: Sequence[ProductMention], clues: Sequence[Clue]) -> Subject:
    """One thing: the widest of its names, narrowed by the other names and by the clues."""
    widest = max(group, key=lambda mention: len(mention.lines))
    hints = [mention.lines for mention in group if mention is not widest] + [clue.lines for clue in clues]
    products = tuple(dict.fromkeys(product for mention in group for product in mention.products))
    return Subject(_settled(widest.lines, hints), products, group[0].text, could_be=widest.lines)


def _settled(lines: tuple[LineId, ...], hints: Sequence[Sequence[LineId]]) -> tuple[LineId, ...]:
    """The lines that all hints allow. Hints that contradict each other ("the box, or with Endpoint?") settle nothing."""
    left = lines
    for hint in hints:
        if any(line in hint for line in lines):
            left = tuple(line for line in left if line in hint)
    return left or lines


def _distinct(subjects: Sequence[Subject]) -> list[Subject]:
    """The same thing named twice is one subject."""
    kept: dict[tuple[LineId, ...], Subject] = {}
    for subject in subjects:
        kept.setdefault((*subject.lines, "|", *subject.products), subject)
    return list(kept.values())


def _narrowed(lines: tuple[LineId, ...], to: Sequence[LineId]) -> tuple[LineId, ...]:
    left = tuple(line for line in lines if line in to)
    return left or lines


def _proposed(clues: Sequence[Clue], asked: bool) -> tuple[LineId, ...]:
    lines: tuple[LineId, ...] = ()
    for clue in clues:
        if clue.proposes or asked:
            lines = _narrowed(lines, clue.lines) if lines else clue.lines
    if lines:
        for clue in clues:
            lines = _narrowed(lines, clue.lines)
    return lines


# ---------------------------------------------------------------- expiry


def _expiry_mentions(reading: Reading) -> tuple[DateMention, ...]:
    """The dates that say when it expires: those said to be; otherwise those of which nothing is said."""
    told = [when for when in reading.dates if when.role == "expiry"]
    told = told or [when for when in reading.dates if when.role == "none"]
    return tuple(_most_precise(told, reading))


def _most_precise(told: list[DateMention], reading: Reading) -> list[DateMention]:
    """ "In March (2018-03-15)" is one date; after "sorry" or 「じゃなくて」 the later one counts."""
    kept = [when for when in told if not any(_refines(other, when) for other in told if other is not when)]
    if len(kept) > 1 and _RECENT_LAST.search(reading.utterance.text[kept[0].end : kept[-1].start]):
        return kept[-1:]
    return kept


def _refines(finer: DateMention, coarser: DateMention) -> bool:
    return bool(finer.readings and coarser.readings) and all(
        any(_inside(period, around) and period != around for around in coarser.readings) for period in finer.readings
    )


def _inside(period: Period, around: Period) -> bool:
    after = around.start is None or (period.start is not None and around.start <= period.start)
    before = around.end is None or (period.end is not None and period.end <= around.end)
    return after and before


def _paired(spoken: Sequence[Subject], told: Sequence[DateMention], reading: Reading) -> tuple[Subject, ...]:
    """Several things in one utterance: each takes the date nearest to its name; a single date is everyone's."""
    in_term = "not_expired" in reading.acts and not told
    if len(told) <= 1:
        return tuple(replace(subject, expiry=tuple(told), in_term=in_term) for subject in spoken)
    if len(told) == len(spoken):
        return tuple(replace(subject, expiry=(when,)) for subject, when in zip(spoken, told, strict=True))
    places = {mention.text: mention.start for mention in reading.products}
    return tuple(
        replace(subject, expiry=(min(told, key=lambda when: abs(when.start - places.get(subject.name, 0))),))
        for subject in spoken
    )


# ---------------------------------------------------------------- over several turns


def _one(
    said: Subject, conversation: Conversation, reading: Reading, told: tuple[DateMention, ...], today: date
) -> Subject:
    """One thing named: the one already talked about (narrowed), one from earlier, or a new one."""
    known = _match(said, (*conversation.subjects, *conversation.earlier))
    if known is None and conversation.subjects and not told and _carries_on(reading):
        known = replace(conversation.subjects[0], lines=(), products=(), name="")
    if known is None:
        return _dated(said, reading, told, today)
    lines = tuple(line for line in said.lines if line in known.lines) or said.lines
    if known.lines and set(said.lines) > set(known.lines):
        lines = known.lines
    merged = replace(
        known,
        lines=lines,
        products=said.products or known.products,
        name=said.name or known.name,
        could_be=known.could_be if set(lines) <= set(known.could_be) else said.could_be,
    )
    return _dated(merged, reading, told, today)


def _match(said: Subject, known: Sequence[Subject]) -> Subject | None:
    for subject in known:
        if not subject.lines or _related(said, subject):
            return subject
    return None


def _related(one: Subject, other: Subject) -> bool:
    return bool(set(one.lines) & set(other.lines)) or bool(one.products and set(one.products) & set(other.products))


def _carries_on(reading: Reading) -> bool:
    """Whether a newly named thing shares the date of the last one: "and the gateway one?", "no, the package"."""
    asks_afresh = any(intent.id in ("can_renew", "how_to_renew") for intent in reading.intents)
    return not asks_afresh or bool(_SAME.search(reading.utterance.text))


def _clued(subject: Subject, reading: Reading, conversation: Conversation) -> Subject:
    """Clues narrow the candidate lines; one that contradicts them is a correction ("no, the package")."""
    lines = subject.lines
    for clue in reading.clues:
        left = tuple(line for line in lines if line in clue.lines)
        if left:
            lines = left
        elif lines or clue.proposes or "line" in conversation.asked:
            lines = tuple(line for line in subject.could_be if line in clue.lines) or clue.lines
    return replace(subject, lines=lines)


def _dated(subject: Subject, reading: Reading, told: tuple[DateMention, ...], today: date) -> Subject:
    subject = replace(subject, expired=subject.expired or "expired_undated" in reading.acts)
    if not told:
        in_term = subject.in_term or ("not_expired" in reading.acts and not subject.expiry)
        return replace(subject, in_term=in_term)
    if len(subject.expiry) == 1 and len(told) == 1:
        whole = dates.complete(told[0], subject.expiry[0], today)
        if whole is not None:
            return replace(subject, expiry=(replace(whole, role="expiry", margin=EXACT),), in_term=False)
    return replace(subject, expiry=tuple(_in_tense(when, subject, today) for when in told), in_term=False)


def _in_tense(when: DateMention, subject: Subject, today: date) -> DateMention:
    """Of several readings ("31 May" without a year), those that fit what was said before: expired, or not yet."""
    past = subject.expired or _all(subject.expiry, lambda period: period.end is not None and period.end < today)
    future = subject.in_term or _all(subject.expiry, lambda period: period.start is not None and period.start >= today)
    if past == future:
        return when
    kept = tuple(
        period
        for period in when.readings
        if (past and period.start is not None and period.start <= today)
        or (future and period.end is not None and period.end >= today)
    )
    return replace(when, readings=kept or when.readings)


def _all(mentions: Sequence[DateMention], holds: Callable[[Period], bool]) -> bool:
    periods = [period for mention in mentions for period in mention.readings]
    return bool(periods) and all(holds(period) for period in periods)
