"""What the desk says was read by a person, is short enough, and no text of the knowledge is left unsaid."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from bot.core import wording
from bot.core.knowledge import Knowledge
from bot.core.message import Message
from bot.core.model import Language
from tests import wordings

LANGUAGES: tuple[Language, ...] = ("en", "ja")
ELSEWHERE = ("slack.",)
"""Texts that other rooms say: buttons, cards, notices."""


class Recorded(Mapping[str, str]):
    """Texts that remember which of them were asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts, self.asked = texts, set[str]()

    def __getitem__(self, key: str) -> str:
        self.asked.add(key)
        return self.texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_is_what_was_reviewed(language: Language, knowledge: Knowledge) -> None:
    reviewed = (wordings.SNAPSHOTS / f"answers.{language}.txt").read_text(encoding="utf-8")
    assert wordings.listing(knowledge, language) == reviewed, "run `python -m tests.wordings` and read the difference"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_said_somewhere(language: Language, knowledge: Knowledge) -> None:
    recorded = Recorded(knowledge.replies[language])
    listened = replace(knowledge, replies={**knowledge.replies, language: recorded})
    wordings.listing(listened, language)
    unsaid = {key for key in recorded.texts if not key.startswith(ELSEWHERE)} - recorded.asked
    assert unsaid <= {f"offer.{intent}" for intent in wordings.INTENTS}


def body(message: Message) -> str:
    """The words of a message without its steps, links and sources, which may need more room."""
    short = replace(message, links=(), note="", sections=tuple(replace(s, steps=()) for s in message.sections))
    return wording.plain(short)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_has_a_headline_and_stays_short(language: Language, knowledge: Knowledge) -> None:
    for told, message in wordings.messages(knowledge, language):
        assert message.headline.strip(), told
        assert "{" not in wording.plain(message), told
        assert len(body(message)) < 1500, told
