"""Whom the bot answers, and where: over real HTTP, with real signatures and a real Redis."""

from bot.workspace.state import BOT
from tests.edge import SUPPORT, Bot

MENTION = f"<@{BOT}>"


async def test_a_mention_is_answered_in_its_thread(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"{MENTION} can I still renew?")
    (answer,) = await bot.said("C1", ts)
    assert answer["thread_ts"] == ts
    assert answer["text"] == "Answer 1"
    assert answer["metadata"]["event_payload"]["key"] == f"C1:{ts}:answer"
