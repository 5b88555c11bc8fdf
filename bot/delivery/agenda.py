"""The agenda: which conversations are to be looked at without anybody having said anything, and where somebody waits.

What is due becomes an entry of its conversation, so it is answered in its turn and under its lease like everything
else; one script moves it, so it is moved once however many workers look.
"""

from collections.abc import Callable
from typing import Any

from redis.asyncio import Redis

from bot.delivery import keys, looking, scripts
from bot.delivery.inbox import KEPT

_AT_ONCE = 100

Named = Callable[[str, str, float], str]
"""Team, conversation, and the second at which it was due → the entry that stands for this."""


class Agenda:
    """The agenda in one Redis. All methods raise redis.RedisError."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._wake_up = redis.register_script(scripts.WAKE_UP)

    async def wake(self, now: float, entry: Named) -> int:
        """Have everything answered that is due by `now` (seconds since 1970); how much that was."""
        woken = 0
        for team in sorted(map(str, await self._redis.smembers(keys.TEAMS))):
            named = keys.Keys(team)
            found: Any = await self._redis.zrangebyscore(named.due, "-inf", now * 1000, 0, _AT_ONCE, withscores=True)
            for conversation, due in found:
                where = [named.due, named.inbox(conversation), named.ready]
                text = entry(team, conversation, float(due) / 1000)
                told: list[str | int] = [conversation, int(due), text, KEPT, keys.WAKE]
                woken += int(await self._wake_up(keys=where, args=told))
        return woken

    async def waiting(self, team: str) -> dict[str, str]:
        """The state of every conversation in which a person is waited for, by its id, the longest wait first."""
        named = keys.Keys(team)
        found = [str(one) for one in await self._redis.zrange(named.waiting, 0, -1)]
        return await looking.states(self._redis, team, found)
