"""A tenth of the storm: the bot stands it, the usual designs do not."""

from tests.storm import table
from tests.storm.__main__ import SOME, seen


async def test_nothing_is_lost_twice_out_of_order_or_leaked_and_the_usual_designs_fail() -> None:
    told = await seen(SOME)
    assert [line for line in table.stood(told) if not line[2]] == []
    assert table.teeth(told) == []
