"""How like the example sentences of each intent a question is, for wordings that nobody has written down.

A question is taken apart into features: the concepts in it, every pair of them, its other words (English: their
first five letters; Japanese: two characters each). Each feature speaks for the intents in whose examples it is
more frequent than elsewhere, by the logarithm of how much (a naive Bayes reading, summed over present features).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log

from bot.core.intent.index import Weights

Feature = int | str

_WORD = re.compile(r"[a-z']{3,}")
_WIDE = re.compile(r"[^\x00-\x7f]{2,}")
_STEM = 5
_MOST_CONCEPTS = 10
_MOST_CHARACTERS = 400
_PAIRED = 1 << 10
_SMOOTHING = 0.1
_PRESENT = 1.0
"""What a feature adds merely by having been seen with an intent; found by cross-validation."""


_SLIGHT = 1.0
"""Weights below this say so little that they are not kept."""


def features(concepts: int, folded: str) -> Iterator[Feature]:
    """The features of a text in lower case; each at most a few times. concepts: the bits of those in it."""
    numbers: list[int] = []
    while concepts and len(numbers) < _MOST_CONCEPTS:
        lowest = concepts & -concepts
        numbers.append(lowest.bit_length())
        concepts ^= lowest
    yield from numbers
    for place, number in enumerate(numbers):
        for other in numbers[place + 1 :]:
            yield number * _PAIRED + other
    folded = folded[:_MOST_CHARACTERS]
    for word in _WORD.findall(folded):
        yield word[:_STEM]
    if not folded.isascii():
        for run in _WIDE.findall(folded):
            for at in range(len(run) - 1):
                yield run[at : at + 2]


def known_letters(weights: Weights, folded: str) -> int:
    """How many letters of a text belong to English words that the examples have."""
    return sum(len(word) for word in _WORD.findall(folded[:_MOST_CHARACTERS]) if word[:_STEM] in weights.of)


def learn(examples: Iterable[tuple[str, Iterable[Feature]]]) -> Weights:
    """examples: (intent key, the features of one sentence). Out: what `compare` needs."""
    numbers: dict[str, int] = {}
    totals: list[int] = []
    seen: defaultdict[Feature, dict[int, int]] = defaultdict(dict)
    for key, found in examples:
        number = numbers.setdefault(key, len(numbers))
        totals += [0] * (len(numbers) - len(totals))
        for feature in set(found):
            counts = seen[feature]
            counts[number] = counts.get(number, 0) + 1
            totals[number] += 1
    return Weights(tuple(numbers), _weights(seen, totals))


def _weights(
    seen: Mapping[Feature, Mapping[int, int]], totals: list[int]
) -> dict[Feature, tuple[tuple[int, float], ...]]:
    """log(share of the feature inside the key / share outside it) + 1, with smoothing, for each feature and key."""
    smooth, everything = _SMOOTHING * len(seen), sum(totals)
    most = max((sum(counts.values()) for counts in seen.values()), default=0)
    logs = [log(count + _SMOOTHING) for count in range(most + 1)]
    bases = [_PRESENT + log((everything - total + smooth) / (total + smooth)) for total in totals]
    weights: dict[Feature, tuple[tuple[int, float], ...]] = {}
    for feature, counts in seen.items():
        if len(counts) == 1:
            ((number, n),) = counts.items()
            weights[feature] = ((number, bases[number] + logs[n] - logs[0]),)
            continue
        anywhere = sum(counts.values())
        weighed = [(number, bases[number] + logs[n] - logs[anywhere - n]) for number, n in counts.items()]
        weights[feature] = tuple([pair for pair in weighed if abs(pair[1]) > _SLIGHT])
    return weights


def compare(weights: Weights, found: Iterable[Feature]) -> dict[str, float]:
    """How strongly the features speak for each intent key; keys that nothing speaks for are left out."""
    scores = [0.0] * len(weights.keys)
    of = weights.of
    # no set: its order differs between processes, and with it the last digits of the sums
    for feature in dict.fromkeys(found):
        if feature in of:
            for number, weight in of[feature]:
                scores[number] += weight
    return {key: score for key, score in zip(weights.keys, scores, strict=True) if score > 0.0}
