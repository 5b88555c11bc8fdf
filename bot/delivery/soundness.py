"""Whether a Redis keeps what it is given: what operators are warned of when the bot starts."""

from collections.abc import Mapping
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger()


FAULTS = {
    "evicts": "it evicts keys when memory is short: set maxmemory-policy noeviction",
    "forgets": "it has no append-only file, so a crash loses what was acknowledged: set appendonly yes",
    "unwritten": "it could not write its append-only file: is the disk full?",
    "replica": "it is a replica and takes no writes",
}
"""What may be unsound, and what to do about it, as the log says it."""


async def warn(redis: Redis) -> None:
    """Log what is unsound about a Redis. Nothing is said of what it does not tell."""
    for fault in await look(redis):
        log.warning("redis_unsound", fault=FAULTS[fault])


async def look(redis: Redis) -> list[str]:
    """What is unsound about a Redis, by the names in FAULTS; nothing where it does not tell."""
    try:
        return faults(_one(await redis.info("all")))
    except (RedisError, OSError, ValueError, TypeError) as cause:
        log.warning("redis_not_looked_at", error=type(cause).__name__)
        return []


def faults(told: Mapping[str, Any]) -> list[str]:
    """What is unsound, by what a Redis tells of itself (INFO)."""
    evicts = int(told.get("maxmemory") or 0) and told.get("maxmemory_policy", "noeviction") != "noeviction"
    found = {
        "evicts": bool(evicts),
        "forgets": "aof_enabled" in told and not int(told["aof_enabled"]),
        "unwritten": str(told.get("aof_last_write_status", "ok")) != "ok",
        "replica": told.get("role") == "slave",
    }
    return [name for name, there in found.items() if there]


def _one(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of a cluster's answers, which come by node, the first."""
    first = next(iter(told.values()), None)
    return first if isinstance(first, dict) and "role" in first else told
