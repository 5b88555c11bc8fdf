"""What operators do by hand: look at dead letters and try them again, remove a person's data. Ids, no decisions."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.delivery import connection
from bot.delivery.embedded import NoServer
from bot.delivery.erasing import Eraser
from bot.delivery.installs import Installs
from bot.delivery.letters import Letter, Letters
from bot.settings import Settings

Work = Callable[[Redis], Awaitable[int]]


def dead(settings: Settings, show: str, requeue: str) -> int:
    """List the dead letters; print one whole (`show`: its name); or try one again (`requeue`: its name, or "all")."""

    async def work(redis: Redis) -> int:
        letters = Letters(redis)
        found = await letters.all()
        wanted = show or requeue
        chosen = [letter for letter in found if wanted in ("", "all", letter.name)]
        if wanted not in ("", "all") and not chosen:
            print(f"There is no dead letter {wanted}.", file=sys.stderr)
            return 1
        for letter in chosen:
            print(_line(letter))
            if show:
                print(letter.text)
            if requeue and not await letters.requeue(letter):
                print("somebody else was quicker")
        return 0

    return _with_redis(settings, work)


def erase(settings: Settings, team: str, user: str) -> int:
    """Remove everything that is kept of a person. The exit code."""

    async def work(redis: Redis) -> int:
        print(f"{await Eraser(redis).person(team, user)} conversations erased")
        return 0

    return _with_redis(settings, work)


def uninstall(settings: Settings, team: str) -> int:
    """Remove a workspace that has installed the bot: its token, and everything that is kept of it. The exit code."""

    async def work(redis: Redis) -> int:
        known = await Installs(redis).drop(team)
        erased = await Eraser(redis).team(team)
        print(f"{team} {'is removed' if known else 'was not installed'}; {erased} other keys erased")
        return 0

    return _with_redis(settings, work)


def _line(letter: Letter) -> str:
    at = datetime.fromtimestamp(letter.at, UTC).isoformat(timespec="seconds")
    return f"{letter.name}  {at}  {letter.kind}  {letter.conversation}  {letter.reason}"


def _with_redis(settings: Settings, work: Work) -> int:
    async def all_of_it() -> int:
        async with connection.opened(settings.redis_url, settings.state / "redis") as redis:
            return await work(redis)

    try:
        return asyncio.run(all_of_it())
    except (RedisError, OSError, NoServer) as cause:
        print(f"Redis cannot be used: {cause}", file=sys.stderr)
        return 2
