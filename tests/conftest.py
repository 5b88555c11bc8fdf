"""What every test may use: the knowledge as it is shipped, and a desk that answers from it."""

from pathlib import Path

import pytest

from bot import library
from bot.core.knowledge import Knowledge
from bot.desk import Desk

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped knowledge."""
    return library.load(KNOWLEDGE)


@pytest.fixture(scope="session")
def desk(knowledge: Knowledge) -> Desk:
    """A desk on the shipped knowledge."""
    return Desk(knowledge)
