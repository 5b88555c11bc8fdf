"""The things that one utterance names, each with its place: names of one thing joined, clues applied."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.core import aside, joining
from bot.core.model import LineId, ProductMention, Reading, Subject

_TWO = 2
Lines = tuple[LineId, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A subject and where it is named: text[start:end]. `listed`: it goes on a list that the one before began."""

    subject: Subject
    start: int
    end: int
    listed: bool = False


def things(reading: Reading) -> tuple[Thing, ...]:
    """The products that an utterance names, in order, each once, with the clues that stand nearest to it applied."""
    groups: list[list[ProductMention]] = []
    listed: list[bool] = []
    for mention in reading.products:
        last = groups[-1] if groups else None
        in_list = last is not None and joining.lists(reading.utterance.text, reading.marks, last[-1].end, mention.start)
        in_list = in_list and not _says_again(last[-1], mention, reading) if last else False
        in_list = in_list or (last is not None and _are_both(last[-1], mention, reading))
        if last is not None and not in_list and _same_thing(last, mention, reading):
            last.append(mention)
        elif last is not None and joining.instead(reading.utterance.text, reading.marks, last[-1].end, mention.start):
            groups[-1] = [mention]
        else:
            groups.append([mention])
            listed.append(in_list)
    named = [_thing(group, flag) for group, flag in zip(groups, listed, strict=True)]
    return tuple(_once(_clued(thing, named, reading) for thing in named))


def clues(reading: Reading) -> tuple[Lines, ...]:
    """The lines of every clue that is meant."""
    return tuple(clue.lines for clue in aside.clues(reading))


def proposed(reading: Reading, asked: bool) -> Lines:
    """The lines that clues bring up where no product is named; asked: the desk asked which license it is."""
    proposing = [clue.lines for clue in reading.clues if clue.proposes or asked]
    if not proposing:
        return ()
    everything = tuple(dict.fromkeys(line for lines in proposing for line in lines))
    left = _shared(everything, proposing)
    return narrowed(left, clues(reading))


def narrowed(lines: Lines, hints: Iterable[Sequence[LineId]]) -> Lines:
    """The lines that all hints allow, each of which concerns some of them. Contradicting hints settle nothing."""
    return _shared(lines, [hint for hint in hints if any(line in hint for line in lines)]) or lines


def still_possible(could_be: Lines, lines: Lines, reading: Reading) -> Lines:
    """The lines that are left, and those of names that were only asked about ("no idea if it was the box")."""
    doubted = {line for some in reading.doubted for line in some}
    return tuple(line for line in could_be if line in lines or line in doubted) or lines


def without(lines: Lines, denied: Iterable[Sequence[LineId]]) -> Lines:
    """The lines without those that are said not to be meant; a denial that would leave none counts for nothing."""
    for some in denied:
        lines = tuple(line for line in lines if line not in some) or lines
    return lines


def _shared(lines: Lines, hints: Iterable[Sequence[LineId]]) -> Lines:
    for hint in hints:
        lines = tuple(line for line in lines if line in hint)
    return lines


def _are_both(last: ProductMention, mention: ProductMention, reading: Reading) -> bool:
    """Whether two names are the two of which "both" is said: "Endpoint and the boxed File Security, both …"."""
    if not joining.marked(reading.marks, "both") or set(last.products) & set(mention.products):
        return False
    return any(mark.kind == "lists" and last.end <= mark.start and mark.end <= mention.start for mark in reading.marks)


def _says_again(last: ProductMention, mention: ProductMention, reading: Reading) -> bool:
    """Whether a name only tells the one before it more closely: "on the gateway, Web Security for Linux"."""
    between = any(last.end <= mark.start and mark.end <= mention.start for mark in reading.marks)
    dates = [when for when in reading.dates if when.role in ("expiry", "none")]
    return not between and last.lines == mention.lines and len(last.lines) == 1 and len(dates) < _TWO


def _same_thing(group: Sequence[ProductMention], mention: ProductMention, reading: Reading) -> bool:
    """Whether a name is another name of the thing before it: a line in common, and no date of its own for each."""
    if set(mention.products) & set(group[-1].products):
        return True
    if not set(group[-1].lines) & set(mention.lines):
        return False
    own = [when for when in reading.dates if when.role in ("expiry", "none", "purchase")]
    between = any(group[-1].end <= when.start < mention.start for when in own)
    added = joining.added(reading.utterance.text, reading.marks, mention.start)
    return not (between and (added or any(when.start >= mention.end for when in own)))


def _thing(group: Sequence[ProductMention], listed: bool) -> Thing:
    """One thing: the widest of its names, narrowed by the others; a product that no line knows stays one."""
    closest = min(group, key=lambda mention: len(mention.products))
    widest = max(group, key=lambda mention: len(mention.lines)) if closest.lines else closest
    hints = [mention.lines for mention in group if mention is not widest]
    products = tuple(dict.fromkeys(product for mention in group for product in mention.products))
    subject = Subject(
        narrowed(widest.lines, hints), products, could_be=widest.lines, wider=() if hints else widest.wider
    )
    return Thing(subject, group[0].start, group[-1].end, listed)


def _clued(thing: Thing, named: Sequence[Thing], reading: Reading) -> Thing:
    """The thing with the clues that stand nearer to it than to any other, and without what is denied."""
    subject, text = thing.subject, reading.utterance.text
    near = [
        clue.lines
        for clue in aside.clues(reading)
        if min(named, key=lambda other: joining.distance(text, other.start, other.end, clue.start, clue.end)) is thing
        or not any(set(clue.lines) & set(other.subject.lines) for other in named if other is not thing)
    ]
    pool = without(subject.lines, reading.denied)
    lines = still_possible(subject.could_be, narrowed(pool, near), reading)
    settled = any(set(hint) & set(subject.lines) for hint in near)
    return replace(thing, subject=replace(subject, lines=lines, wider=() if settled else subject.wider))


def _once(named: Iterable[Thing]) -> Iterable[Thing]:
    """The same thing named twice is one thing, at its first place."""
    kept: dict[tuple[Lines, tuple[str, ...]], Thing] = {}
    for thing in named:
        kept.setdefault((thing.subject.lines, thing.subject.products), thing)
    return kept.values()
