"""Dead letters: entries that failed too often and posts that Slack refused, kept until an operator looks at them."""

import json
from dataclasses import dataclass

from redis.asyncio import Redis

from bot.delivery import keys, scripts
from bot.delivery.inbox import KEPT


@dataclass(frozen=True, slots=True)
class Letter:
    """One of them. kind: "entry" or "post". at: seconds since 1970. `text` may hold what was typed, without secrets."""

    team: str
    field: str
    conversation: str
    kind: str
    reason: str
    at: float
    text: str
    stored: str

    @property
    def name(self) -> str:
        """What an operator calls it."""
        return f"{self.team}/{self.field}"


class Letters:
    """The dead letters in one Redis."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._requeue = redis.register_script(scripts.REQUEUE)

    async def all(self) -> list[Letter]:
        """Every dead letter, the oldest first."""
        found = [letter for team in await self._teams() for letter in await self._of(team)]
        return sorted(found, key=lambda letter: letter.at)

    async def count(self) -> int:
        """How many there are."""
        return sum([int(await self._redis.hlen(keys.Keys(team).dead)) for team in await self._teams()])

    async def requeue(self, letter: Letter) -> bool:
        """Try it again, as if it had just come in; false if somebody else was quicker."""
        named, conversation = keys.Keys(letter.team), letter.conversation
        goes = named.inbox(conversation) if letter.kind == "entry" else named.outbox(conversation)
        where = [named.dead, goes, named.tries(conversation), named.ready]
        told: list[str | int] = [letter.field, letter.stored, letter.text, conversation, KEPT, keys.WAKE]
        return bool(await self._requeue(keys=where, args=told))

    async def _teams(self) -> list[str]:
        return sorted(map(str, await self._redis.smembers(keys.TEAMS)))

    async def _of(self, team: str) -> list[Letter]:
        told = await self._redis.hgetall(keys.Keys(team).dead)
        return [_letter(team, str(field), str(text)) for field, text in told.items()]


def _letter(team: str, field: str, text: str) -> Letter:
    told = json.loads(text)
    at = float(told["at"]) / 1000
    return Letter(team, field, told["conversation"], told["kind"], told["reason"], at, told["text"], text)
