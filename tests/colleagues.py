"""What handing over needs, without Slack: everybody may act, threads are given, the clock stands still."""

from dataclasses import dataclass, field
from typing import Any

from bot import holidays
from bot.core.knowledge import Knowledge
from bot.core.model import Language
from bot.slack.handoff.means import Means
from bot.slack.handoff.staff import Person
from bot.slack.words import Words
from tests.edge import GROUP, TRIAGE

NOW = 1_525_140_000.0
"""11:00 on Tuesday, 1 May 2018 in Tokyo."""


@dataclass
class KnownSight:
    threads: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    signs: bool | None = True

    async def permalink(self, channel: str, ts: str) -> str:
        return "https://x.example/p1"

    async def thread(self, channel: str, ts: str) -> list[tuple[str, str]]:
        return self.threads.get(ts, [])

    async def direct(self, user: str) -> str:
        return "D9"


class Everybody:
    async def look(self, user: str, at: float) -> Person:
        return Person(user, f"Person {user}")


def means(knowledge: Knowledge, **sight: Any) -> Means:
    hours = holidays.worked("Mon-Fri 09:00-17:30", "JP", "Asia/Tokyo")
    words = Words(knowledge.replies)
    return Means(words, knowledge.lines, TRIAGE, GROUP, lambda: NOW, hours, KnownSight(**sight), Everybody())


async def no_locale(team: str, user: str) -> Language | None:
    """What somebody has set in Slack: nothing that is known."""
    return None
