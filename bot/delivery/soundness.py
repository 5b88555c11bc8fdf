"""Whether a Redis keeps what it is given: what operators are warned of when the bot starts."""

from collections.abc import Mapping
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger()


async def warn(redis: Redis) -> list[str]:
    """Log what is unsound about a Redis; the warnings. Nothing is said of what it does not tell."""
    try:
        found = faults(_one(await redis.info("all")))
    except (RedisError, OSError, ValueError, TypeError) as cause:
        log.warning("redis_not_looked_at", error=type(cause).__name__)
        return []
    for fault in found:
        log.warning("redis_unsound", fault=fault)
    return found


def faults(told: Mapping[str, Any]) -> list[str]:
    """What is unsound, by what a Redis tells of itself (INFO)."""
    found = []
    if int(told.get("maxmemory") or 0) and told.get("maxmemory_policy", "noeviction") != "noeviction":
        found.append("it evicts keys when memory is short: set maxmemory-policy noeviction")
    if "aof_enabled" in told and not int(told["aof_enabled"]):
        found.append("it has no append-only file, so a crash loses what was acknowledged: set appendonly yes")
    if str(told.get("aof_last_write_status", "ok")) != "ok":
        found.append("it could not write its append-only file: is the disk full?")
    if told.get("role") == "slave":
        found.append("it is a replica and takes no writes")
    return found


def _one(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of a cluster's answers, which come by node, the first."""
    first = next(iter(told.values()), None)
    return first if isinstance(first, dict) and "role" in first else told
