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
        assert await soundness.look(redis) == []
        await redis.config_set("maxmemory", "100mb")
        assert await soundness.look(redis) == []
        await redis.config_set("maxmemory-policy", "volatile-lru")
        await redis.config_set("appendonly", "no")
        assert await soundness.look(redis) == ["evicts", "forgets"]
        await soundness.warn(redis)
    embedded.stop()
    told = capsys.readouterr().out
    assert "maxmemory-policy noeviction" in told
    assert "appendonly yes" in told


async def test_a_redis_that_is_away_is_no_reason_not_to_start() -> None:
    async with connection.closing(connection.connect(f"redis://127.0.0.1:{free_port()}")) as redis:
        assert await soundness.look(redis) == []


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"aof_enabled": 1, "aof_last_write_status": "err"}, "unwritten"),
        ({"role": "slave"}, "replica"),
        ({"aof_enabled": "0"}, "forgets"),
        ({"maxmemory": 5, "maxmemory_policy": "allkeys-random"}, "evicts"),
    ],
)
def test_each_fault_is_told(told: dict[str, object], fault: str) -> None:
    assert soundness.faults(told) == [fault]
    assert soundness.FAULTS[fault]


def test_what_a_redis_does_not_tell_is_no_fault() -> None:
    assert soundness.faults({}) == []
