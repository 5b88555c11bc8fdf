"""Removes what is kept of a person, each conversation they took part in as a whole, or of a whole team; also from the
append-only file."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any, cast

import structlog
from redis.asyncio import Redis
from redis.asyncio.cluster import RedisCluster
from redis.exceptions import ResponseError

from bot.delivery import keys, scripts

_TURN = 0.1
"""Seconds between two attempts to have the append-only file written anew."""
_TURNS = 100
_GLOB = re.compile(r"[*?\[\]\\]")
"""What means something else than itself in a pattern of Redis's."""

log = structlog.get_logger()


class Eraser:
    """Erases for one Redis. May be repeated at any time."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._everywhere = _rewriting(redis)
        self._erase = redis.register_script(scripts.ERASE)

    async def person(self, team: str, user: str) -> int:
        """Erase a person; how many conversations that were. Raises redis.RedisError, and then is to be repeated.

        The conversation in which they asked for it goes too, and with it the lease of the worker that does this.
        """
        named = keys.Keys(team)
        conversations = sorted(map(str, await self._redis.smembers(named.person(user))))
        for conversation in conversations:
            lists = [named.ready, named.due, named.waiting, named.unclear, named.led(conversation)]
            await self._erase(keys=[*lists, *named.conversation(conversation)], args=[conversation, named.prefix])
        await self._letters(named, set(conversations), user)
        await self._redis.delete(named.person(user), named.rate(user), named.given(user))
        await self._rewrite()
        log.info("erased", team=team, conversations=len(conversations))
        return len(conversations)

    async def team(self, team: str) -> int:
        """Erase everything that is kept of a team; how many keys that were. Raises redis.RedisError, and then is to be
        repeated.

        What somebody stores meanwhile is removed too: it goes on until nothing is found.
        """
        await self._redis.srem(keys.TEAMS, team)
        removed = 0
        everything = _GLOB.sub(r"\\\g<0>", keys.Keys(team).prefix) + "*"
        while found := [key async for key in self._redis.scan_iter(everything, count=1000)]:
            for start in range(0, len(found), 500):
                removed += int(await self._redis.unlink(*found[start : start + 500]))
        await self._rewrite()
        log.info("erased", team=team, keys=removed)
        return removed

    async def _letters(self, named: keys.Keys, conversations: set[str], user: str) -> None:
        for field, text in (await self._redis.hgetall(named.dead)).items():
            if json.loads(text)["conversation"] in conversations or f'"{user}"' in json.loads(text)["text"]:
                await self._redis.hdel(named.dead, field)

    async def _rewrite(self) -> None:
        """Have the append-only file written anew, without what was deleted. Where that is not allowed, it is logged."""
        for _ in range(_TURNS):
            try:
                await self._everywhere()
                return
            except ResponseError as cause:
                if "in progress" not in str(cause):
                    log.warning("append_only_file_not_rewritten", error=str(cause).partition(" ")[0])
                    return
            await asyncio.sleep(_TURN)
        raise ResponseError("the append-only file could not be rewritten")


def _rewriting(redis: Any) -> Callable[[], Awaitable[object]]:
    """The command that has the append-only file written anew, on every node of a cluster."""
    if not isinstance(redis, RedisCluster):
        return cast(Callable[[], Awaitable[object]], redis.bgrewriteaof)

    async def everywhere() -> None:
        for node in redis.get_primaries():
            await redis.execute_command("BGREWRITEAOF", target_nodes=node)

    return everywhere
