"""What the tests of dates share: the cue words as the project knows them."""

from pathlib import Path

import pytest
import yaml

from bot.core import dates
from bot.core.knowledge import Phrases
from bot.core.model import Language

PHRASES = Path(__file__).parents[2] / "knowledge" / "phrases"
LANGUAGES: tuple[Language, ...] = ("en", "ja")


@pytest.fixture(scope="session")
def cues() -> dates.Cues:
    """The cue words of knowledge/phrases/dates.*.yaml, prepared."""
    return dates.prepare({language: Phrases({}, {}, {}, _read(language)) for language in LANGUAGES})


def _read(language: Language) -> dict[str, tuple[str, ...]]:
    text = (PHRASES / f"dates.{language}.yaml").read_text(encoding="utf-8")
    return {key: tuple(wordings) for key, wordings in yaml.safe_load(text).items()}
