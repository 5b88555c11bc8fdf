"""`replies/<language>.yaml` and `replies/<name>.<language>.yaml`: what the bot says, by key.

All files of a language are one flat mapping; which file a key stands in is a matter of order only.
"""

import re
from pathlib import Path

from bot.core.model import Language
from bot.library.fault import Ledger, Spot
from bot.library.page import read
from bot.library.parity import NAMES, Keys, broken_braces, compare, placeholders
from bot.library.shape import LANGUAGES, entries
from bot.library.value import text

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def load(files: dict[str, Path], ledger: Ledger) -> dict[Language, dict[str, str]]:
    """The texts of every language by key. `files`: shown name → path. Faults go into the ledger."""
    texts: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    keys: dict[Language, Keys] = {language: {} for language in LANGUAGES}
    whole = True
    for shown, path in files.items():
        language = next(known for known in LANGUAGES if path.stem.split(".")[-1] == known)
        whole &= _read(path, shown, ledger, texts[language], keys[language])
    if whole:
        compare(keys, "reply", ledger)
        _compare_placeholders(texts, keys, ledger)
    return texts


def _read(path: Path, shown: str, ledger: Ledger, texts: dict[str, str], keys: Keys) -> bool:
    """Add a file's texts to those of its language; whether the file could be read at all."""
    place = read(path, shown, ledger)
    if place is None:
        return False
    for key, key_place, value_place in entries(place, "'key: text' lines"):
        if key in keys:
            first = keys[key]
            key_place.fault(f"the reply '{key}' is already at {first.file}:{first.line}; expected each key once")
            continue
        keys[key] = key_place.spot
        value = text(value_place)
        if value is not None:
            texts[key] = value
            _check_braces(value, key_place.spot, ledger)
    return True


def _check_braces(value: str, spot: Spot, ledger: Ledger) -> None:
    if broken_braces(value):
        ledger.fault(spot, "a brace without its partner; expected placeholders such as {last_day}")
    for name in placeholders(value):
        if not _NAME.fullmatch(name):
            ledger.fault(spot, f"'{{{name}}}' is no placeholder; expected a name such as {{last_day}}")


def _values(text: str) -> frozenset[str]:
    """The values a text needs: {Short}, at the beginning of a sentence, is {short}."""
    return frozenset(name.lower() for name in placeholders(text))


def _compare_placeholders(texts: dict[Language, dict[str, str]], keys: dict[Language, Keys], ledger: Ledger) -> None:
    for key in texts["en"].keys() & texts["ja"].keys():
        english, japanese = _values(texts["en"][key]), _values(texts["ja"][key])
        if english != japanese:
            only = ", ".join(f"{{{name}}}" for name in sorted(english ^ japanese))
            ledger.fault(
                keys["ja"][key],
                f"the reply '{key}' has {only} in one language only; expected the same placeholders as "
                f"{NAMES['en']} at {keys['en'][key].file}:{keys['en'][key].line}",
            )
