"""A secret in a message is warned of, and is found nowhere afterwards."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.delivery.post import Post
from bot.desk import Desk
from bot.slack import entry
from bot.slack.entry import Entry
from bot.slack.reception import Reception
from bot.slack.words import Words
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


def warnings(post: Post) -> int:
    """How often a post says, in the desk's words or in the edge's, that a secret should go."""
    return sum(str(post.args["blocks"]).count(words) for words in ("Please delete", "削除してください"))


@pytest.mark.parametrize(
    "typed", ["password: hunter2!x", "Endpoint Protectionは更新できますか。パスワードはAbc12345です"]
)
async def test_the_desk_and_the_edge_warn_once_between_them(desk: Desk, typed: str) -> None:
    """Here the desk is the real one: what it is given has been masked before, so the warning is the edge's."""

    async def nowhere(channel: str, ts: str) -> str:
        return ""

    reception = Reception(desk, Words(desk.knowledge.replies), lambda: date(2018, 6, 1), "", nowhere)
    text, sensitive = entry.spoken(typed)
    assert sensitive
    direct = Entry("message", "T1", "D1", "U1", "D1:1", "1.0", text=text, sensitive=True)
    post = (await reception.answer(entry.dump(direct), "", 1)).post
    assert post is not None
    assert warnings(post) == 1
    assert post.then is None
    shared = replace(direct, channel="C1", thread="1.0")
    warning = (await reception.answer(entry.dump(shared), "", 1)).post
    assert warning is not None
    assert warning.method == "chat.postEphemeral"
    assert warnings(warning) == 1
    assert warning.then is not None
    assert warnings(warning.then) == 0
