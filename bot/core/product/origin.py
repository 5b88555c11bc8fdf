"""A product named together with the license it came with: the second settles the line of the first.

"The File Security that came with our Endpoint Protection" asks about one thing, not two.
"""

import re
from collections.abc import Sequence

from bot.core.model import Clue, ProductMention

_FAR = 60
"""Characters that may stand between the two at most."""


def settle(
    folded: str, mentions: Sequence[ProductMention], within: re.Pattern[str]
) -> tuple[list[ProductMention], list[Clue]]:
    """The mentions without those that only say where their neighbour came from, and these as clues.

    within: what may stand between the two.
    """
    origins: set[int] = set()
    for number in range(1, len(mentions)):
        left, right = mentions[number - 1], mentions[number]
        between = folded[left.end : right.start]
        if between.strip() and len(between) <= _FAR and within.fullmatch(between):
            origins |= {number - 1} if _settles(left, right) else {number} if _settles(right, left) else set()
    kept = [mention for number, mention in enumerate(mentions) if number not in origins]
    found = [mention for number, mention in enumerate(mentions) if number in origins]
    return kept, [Clue(mention.text, mention.start, mention.end, mention.lines) for mention in found]


def _settles(license_: ProductMention, product: ProductMention) -> bool:
    """Whether one mention has one line, and the other is in doubt between that line and others."""
    return len(license_.lines) == 1 and len(product.lines) > 1 and license_.lines[0] in product.lines
