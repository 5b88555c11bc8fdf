"""One file of `articles/`: an article in one language, front matter above, the desk's own words below."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.library.fault import Ledger, Spot, expected
from bot.library.known import INTENTS
from bot.library.page import Place, parse, text_of
from bot.library.shape import record, several
from bot.library.value import named, raw, text, url

_STEP = re.compile(r"(?m)^1\. ")
_MARKUP = re.compile(r"(?m)^(#+ |[-*+・•] ?|> |```|\|)|\]\(|(?m:^)(?!1\. )\d+[.)] ")


@dataclass(frozen=True, slots=True)
class Half:
    """An article in one language: the fields of its front matter, its body, and where both begin."""

    fields: Mapping[str, Any]
    body: str
    head: Spot
    text: Spot

    @property
    def steps(self) -> int:
        """How many steps the body has."""
        return len(_STEP.findall(self.body))

    @property
    def begins_with_step(self) -> bool:
        """Whether the first line, which becomes the headline, is a step."""
        return bool(_STEP.match(self.body))


def read(path: Path, shown: str, ledger: Ledger) -> Half | None:
    """The half in a file; None, with its faults in the ledger, where it cannot be read."""
    content = text_of(path, shown, ledger)
    if content is None:
        return None
    match = re.match(r"---\n(.*?\n)---[ ]*(?:\n|$)", content, re.DOTALL)
    if not match:
        return ledger.fault(Spot(shown, 1), "no front matter; expected '---', 'key: value' lines, '---'")
    place = parse(match[1], shown, ledger, above=1)
    fields = None if place is None else _front(place)
    if fields is None:
        return None
    body = content[match.end() :]
    first = content[: match.end()].count("\n") + 1
    _check_plain(body, shown, first, ledger)
    return Half(fields, body.strip(), Spot(shown, 1), Spot(shown, first))


def _front(place: Place) -> dict[str, Any] | None:
    return record(
        place,
        {"title": text, "source": named("source")},
        {
            "url": url,
            "listed": named("source"),
            "answers": several(_answered, "intents"),
            "cites": several(named("article"), "article ids"),
        },
    )


def _answered(place: Place) -> str | None:
    """An intent, or `intent/topic` where some wording means that topic."""
    value = raw(place, "an intent such as license_info or version_upgrade/gateway")
    if value is None:
        return None
    if value.partition("/")[0] not in INTENTS:
        return place.fault(f"unknown intent '{value}'; {expected(value, INTENTS)}")
    if "/" in value:
        place.ledger.name("intent", value, place.spot)
    return value


def _check_plain(body: str, shown: str, first: int, ledger: Ledger) -> None:
    for number, line in enumerate(body.split("\n"), first):
        if _MARKUP.search(line):
            ledger.fault(
                Spot(shown, number),
                f"'{line[:20]}…' looks like markup; expected plain text, and '1. ' before every step",
            )
