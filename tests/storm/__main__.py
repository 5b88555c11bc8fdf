"""`make storm`: the whole storm over the bot, and a smaller one over two usual designs; prints what came of each."""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.storm.plan import CONTROL, TENTH, WHOLE, Plan
from tests.storm.weather import Outcome, storm

_HEAD = (
    f"{'design':<42}{'questions':>10}{'lost':>7}{'twice':>7}{'disorder':>10}{'memory':>8}{'leaked':>8}{'seconds':>9}"
)


def show(name: str, plan: Plan, seen: Outcome) -> None:
    """One line of the table."""
    told = seen.count
    print(
        f"{name:<42}{plan.questions:>10}{told.lost:>7}{told.twice:>7}{told.disorder:>10}"
        f"{told.forgetful + told.unexpected:>8}{len(seen.leaked):>8}{seen.seconds:>9.1f}",
        flush=True,
    )


def main(whole: Plan) -> int:
    """The exit code: 0 if the bot did everything right and the others did not."""
    began = time.monotonic()
    own, bolt, streams = asyncio.run(storms(whole))
    print(_HEAD)
    show(whole.name, whole, own)
    show("acknowledge, then work (Bolt's default)", CONTROL, bolt)
    show("streams, acknowledge after posting", CONTROL, streams)
    good = faultless(own) and not faultless(bolt) and not faultless(streams)
    print(
        f"\nover the bot: {whole.worker_kills} worker kills, {whole.freezes} freezes of {whole.frozen:g} s, "
        f"{whole.web_kills} web kills, {whole.redis_kills} Redis kills, {own.cuts} power cuts "
        f"({own.cut} unsynced bytes thrown away), {whole.terms} SIGTERM, {whole.poison} poison, "
        f"{whole.clicks} double clicks, {whole.secrets} planted secrets"
        f"\nSlack answered: {dict(sorted(own.faults.items()))}; refused and sent again: {own.refused}; "
        f"acknowledged: {own.acked}, median {own.ack_median * 1000:.1f} ms; crashed: {own.crashed}"
        f"\n{time.monotonic() - began:.0f} s in all; " + ("as it should be" if good else "NOT as it should be")
    )
    return 0 if good else 1


async def storms(whole: Plan) -> list[Outcome]:
    """What came of the bot's own design, and of the two others, over which it storms when the worst is over."""
    delays = {"own": 0.0, "bolt": whole.seconds + 4, "streams": whole.seconds + 4}

    async def one(design: str, folder: Path) -> Outcome:
        await asyncio.sleep(delays[design])
        folder.mkdir()
        return await storm(design, whole if design == "own" else CONTROL, folder)

    with tempfile.TemporaryDirectory() as folder:
        return await asyncio.gather(*(one(design, Path(folder) / design) for design in delays))


def faultless(seen: Outcome) -> bool:
    """Whether a design stood the storm."""
    return seen.count.faultless and not seen.leaked and not seen.crashed


if __name__ == "__main__":
    sys.exit(main(TENTH if "tenth" in sys.argv else WHOLE))
