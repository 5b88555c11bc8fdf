"""`make storm`: everything that can go wrong, over the bot and over two usual designs; prints what came of it."""

import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.storm import deaf, leaks, table, weather
from tests.storm.plan import BOLT, CALM, DROUGHT, FEW, SHORT_DROUGHT, STREAMS, TENTH, UNSYNCED, WHOLE, Plan
from tests.storm.table import Seen


@dataclass(frozen=True)
class Size:
    """How much of everything; the controls and the leaks begin when most of the storm is over."""

    storm: Plan
    drought: Plan
    deaf: int
    events: int


ALL = Size(WHOLE, DROUGHT, 15, 20_000)
SOME = Size(TENTH, SHORT_DROUGHT, 4, 1_000)


async def seen(size: Size) -> Seen:
    """Everything, side by side as far as two cores allow."""
    later = size.storm.seconds + 2
    scenes: dict[str, tuple[float, Callable[[Path], Awaitable[Any]]]] = {
        "own": (0, lambda folder: weather.storm("own", size.storm, folder)),
        "drought": (0, lambda folder: weather.storm("own", size.drought, folder)),
        "deaf": (1, lambda folder: deaf.scene(FEW, size.deaf, folder)),
        "leaks": (later, lambda folder: leaks.scene(CALM, size.events, folder)),
        "bolt": (later, lambda folder: weather.storm("bolt", BOLT, folder)),
        "streams": (later, lambda folder: weather.storm("streams", STREAMS, folder)),
        "unsynced": (later, lambda folder: weather.storm("own", UNSYNCED, folder)),
    }

    async def one(name: str, delay: float, scene: Callable[[Path], Awaitable[Any]]) -> Any:
        await asyncio.sleep(delay)
        folder.joinpath(name).mkdir()
        return await scene(folder / name)

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        return Seen(*await asyncio.gather(*(one(name, *scene) for name, scene in scenes.items())))


def main(size: Size) -> int:
    """The exit code: 0 if the bot did everything right and the others did not."""
    began = time.monotonic()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # Whoever is killed does not hang up politely.
    told = asyncio.run(seen(size))
    good = table.show(told)
    print(f"\n{time.monotonic() - began:.0f} s in all; " + ("as it should be" if good else "NOT as it should be"))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(SOME if "tenth" in sys.argv else ALL))
