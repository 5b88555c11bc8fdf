"""The things that one utterance names: names of one thing joined, clues applied, a list kept apart."""

from collections.abc import Sequence

from bot.core import joining
from bot.core.model import Clue, Conversation, LineId, ProductMention, Reading, Subject


def spoken(reading: Reading, conversation: Conversation) -> tuple[Subject, ...]:
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
    if joining.lists(reading.utterance.text, reading.marks, group[-1].end, mention.start):
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
    return Subject(_settled(widest.lines, hints), products, group[0].text, could_be=widest.lines, wider=() if hints else widest.wider)


def _settled(lines: tuple[LineId, ...], hints: Sequence[Sequence[LineId]]) -> tuple[LineId, ...]:
    """The lines that all hints allow. Hints that contradict each other ("the box, or with Endpoint?") settle none."""
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
