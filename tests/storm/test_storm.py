"""A tenth of the storm: the bot stands it, the usual designs do not."""

from tests.storm.__main__ import faultless, storms
from tests.storm.plan import TENTH


async def test_nothing_is_lost_twice_out_of_order_or_leaked_and_the_usual_designs_fail() -> None:
    own, bolt, streams = await storms(TENTH)
    assert faultless(own), own
    assert bolt.count.lost
    assert bolt.count.twice
    assert streams.count.twice
    assert streams.count.disorder
