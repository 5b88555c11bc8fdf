"""What operators are warned of when the bot starts: a Redis that evicts, or that does not last."""

from pathlib import Path

import pytest

from bot.delivery import connection, soundness
from bot.delivery.embedded import Embedded
from tests.edge import free_port


async def test_the_embedded_server_is_sound_until_it_is_told_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    embedded = Embedded(tmp_path)
    async with connection.closing(connection.connect(embedded.start())) as redis:
        assert await soundness.warn(redis) == []
        await redis.config_set("maxmemory", "100mb")
        assert await soundness.warn(redis) == []
        await redis.config_set("maxmemory-policy", "volatile-lru")
        await redis.config_set("appendonly", "no")
        evicts, forgets = await soundness.warn(redis)
    embedded.stop()
    assert "maxmemory-policy noeviction" in evicts
    assert "appendonly yes" in forgets
    assert "redis_unsound" in capsys.readouterr().out


async def test_a_redis_that_is_away_is_no_reason_not_to_start() -> None:
    async with connection.closing(connection.connect(f"redis://127.0.0.1:{free_port()}")) as redis:
        assert await soundness.warn(redis) == []


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"aof_enabled": 1, "aof_last_write_status": "err"}, "is the disk full"),
        ({"role": "slave"}, "replica"),
        ({"aof_enabled": "0"}, "append-only file"),
        ({"maxmemory": 5, "maxmemory_policy": "allkeys-random"}, "evicts"),
    ],
)
def test_each_fault_is_one_sentence(told: dict[str, object], words: str) -> None:
    (fault,) = soundness.faults(told)
    assert words in fault


def test_what_a_redis_does_not_tell_is_no_fault() -> None:
    assert soundness.faults({}) == []
