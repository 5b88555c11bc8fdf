"""A secret in a message is warned of, and is found nowhere afterwards."""

from pathlib import Path

import pytest

from bot.workspace.state import BOT
from tests.edge import TRIAGE, Bot

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRETS = ["EAV-0123456789", "ABCD-1234-EFGH-5678-JKLM", "ＥＡＶ－０１２３４５６７８９", "password: hunter2!x"]


def traces(bot: Bot, folder: Path) -> bytes:
    """Everything that the server has ever written."""
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


@pytest.mark.parametrize("secret", SECRETS)
async def test_a_secret_never_reaches_redis_or_triage(
    bot: Bot, redis_folder: Path, secret: str, capsys: pytest.CaptureFixture[str]
) -> None:
    value = secret.rpartition(" ")[2]
    ts = await bot.people.say("C1", f"<@{BOT}> my license {secret} has expired")
    (answer,) = await bot.said("C1", ts)
    assert "not stored" not in str(answer["blocks"])
    (warning,) = await bot.responses()
    assert "have not stored it" in str(warning["blocks"])
    assert warning["name"] == "U1"
    await bot.people.command(f"and {secret}?")
    await bot.people.say("C1", f"let a human look at {secret}", thread=ts)
    (card,) = await bot.said(TRIAGE, "")
    written = f"{bot.slack.calls}{bot.slack.responses}{card}{capsys.readouterr()}"
    assert value not in written
    assert value.encode() not in traces(bot, redis_folder)


async def test_where_only_the_asker_reads_the_answer_itself_warns(bot: Bot) -> None:
    await bot.people.say("D1", f"my license {SECRETS[0]} has expired")
    (answer,) = await bot.said("D1", "")
    assert "have not stored it" in str(answer["blocks"])
    assert bot.slack.responses == []


async def test_an_innocent_number_is_not_warned_of(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"<@{BOT}> version 6.5 expired on 2018-03-31, order 20180331")
    (answer,) = await bot.said("C1", ts)
    assert "have not stored it" not in str(answer["blocks"])
    assert bot.slack.responses == []
