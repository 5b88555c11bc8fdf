"""English and Japanese side by side: what one language has, the other must have."""

import re
from collections.abc import Mapping

from bot.core.model import Language
from bot.library.fault import Ledger, Spot
from bot.library.shape import LANGUAGES

Keys = dict[str, Spot]
"""Where each key of one language stands."""

NAMES: Mapping[Language, str] = {"en": "English", "ja": "Japanese"}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def compare(keys: Mapping[Language, Keys], what: str, ledger: Ledger) -> None:
    """Fault every key of a language that another one lacks. `what` names the sort of key."""
    for language in LANGUAGES:
        for other in LANGUAGES:
            if language in keys and other in keys:
                for key in keys[language].keys() - keys[other].keys():
                    ledger.fault(
                        keys[language][key],
                        f"the {what} '{key}' has no {NAMES[other]}; expected it in both languages",
                    )


def placeholders(text: str) -> frozenset[str]:
    """The names in braces: "Until {day}" → {"day"}."""
    return frozenset(_PLACEHOLDER.findall(text))


def broken_braces(text: str) -> bool:
    """Whether a brace is left over when all placeholders are taken out."""
    rest = _PLACEHOLDER.sub("", text)
    return "{" in rest or "}" in rest
