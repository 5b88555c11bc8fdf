"""Thumbs: one a person and answer, changeable, counted by day, gone with the person."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from redis.asyncio import Redis

from bot import clock
from bot.delivery.erasing import Eraser
from bot.delivery.thumbs import Counted, Thumbs
from bot.workspace.state import APP, TEAM
from tests.edge import Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")
TODAY = date(2026, 11, 24)


async def press(bot: Bot, answer: dict[str, Any], thumb: str, user: str = "U1") -> int:
    """Press one of the two small buttons. The status of the answer."""
    action = {"type": "feedback_buttons", "action_id": "feedback", "value": thumb, "action_ts": bot.slack.stamp()}
    container = {"type": "message", "message_ts": answer["ts"], "channel_id": "C1", "is_ephemeral": False}
    body = {"type": "block_actions", "team": {"id": TEAM}, "user": {"id": user}, "api_app_id": APP}
    body |= {"channel": {"id": "C1"}, "container": container, "message": answer, "actions": [action]}
    return await bot.people.form(payload=json.dumps(body))


async def test_a_thumb_is_kept_and_can_be_changed(bot: Bot) -> None:
    answer = bot.slack.add("C1", {"text": "an answer"})
    thumbs, today = Thumbs(bot.redis), clock.today("Asia/Tokyo")
    assert await press(bot, answer, "up") == 200
    assert await thumbs.count(TEAM, today, [7]) == [Counted(up=1)]
    assert await press(bot, answer, "down") == 200
    assert await press(bot, answer, "down") == 200
    assert await press(bot, answer, "up", user="U2") == 200
    assert await thumbs.count(TEAM, today, [7]) == [Counted(up=1, down=1)]


async def test_what_is_no_thumb_is_refused(bot: Bot) -> None:
    answer = bot.slack.add("C1", {"text": "an answer"})
    assert await press(bot, answer, "sideways") == 400
    assert await Thumbs(bot.redis).count(TEAM, clock.today("Asia/Tokyo"), [7]) == [Counted()]


async def test_they_are_counted_over_the_days_that_are_asked_for(redis: Redis) -> None:
    thumbs = Thumbs(redis)
    for back, thumb in ((0, "up"), (6, "up"), (7, "down"), (29, "up"), (30, "down")):
        await thumbs.give("T9", "U1", f"C1:{back}", thumb, TODAY - timedelta(days=back))  # type: ignore[arg-type]
    assert await thumbs.count("T9", TODAY, [7]) == [Counted(up=2)]
    assert await thumbs.count("T9", TODAY, [30]) == [Counted(up=3, down=1)]
    assert await thumbs.count("T8", TODAY, [30]) == [Counted()]


async def test_a_changed_one_moves_to_the_day_of_the_change(redis: Redis) -> None:
    thumbs = Thumbs(redis)
    assert await thumbs.give("T7", "U1", "C1:1", "up", TODAY - timedelta(days=10))
    assert await thumbs.give("T7", "U1", "C1:1", "down", TODAY)
    assert not await thumbs.give("T7", "U1", "C1:1", "down", TODAY)
    assert await thumbs.count("T7", TODAY, [7]) == [Counted(down=1)]
    assert await thumbs.count("T7", TODAY, [30]) == [Counted(down=1)]


async def test_every_key_has_a_time_to_live_and_goes_with_the_person(redis: Redis) -> None:
    await Thumbs(redis).give("T6", "U1", "C1:1", "up", TODAY)
    kept = await redis.keys("*{T6}*")
    assert len(kept) == 2
    assert all([await redis.ttl(key) > 0 for key in kept])
    await Eraser(redis).person("T6", "U1")
    assert not [key for key in await redis.keys("*{T6}*") if "U1" in str(key)]
