"""The shipped catalogue, made ready once."""

import pytest

from bot.core import product
from bot.core.knowledge import Knowledge


@pytest.fixture(scope="session")
def index(knowledge: Knowledge) -> product.Index:
    """The index of the shipped catalogue."""
    return product.prepare(knowledge.catalogue)
