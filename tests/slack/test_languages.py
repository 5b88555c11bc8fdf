"""The language of what is said: that of the question; where the question has none, the one that is set in Slack."""

from typing import Any

import pytest
import pytest_asyncio

from bot.slack import locales
from bot.slack.locales import Locales
from bot.workspace.state import BOT
from tests.edge import Bot, forget, fresh
from tests.slack import surfaces

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def bot(knowing: Bot) -> Bot:
    await forget(knowing.redis)
    knowing.server.workspace = fresh()
    surfaces.speaks(knowing, UENGLISH="en-US", UJAPANESE="ja-JP")
    return knowing


@pytest.mark.parametrize(
    ("user", "typed", "japanese"),
    [
        ("UJAPANESE", "Can I still renew Endpoint Protection?", False),
        ("UENGLISH", "Endpoint Protection はまだ更新できますか", True),
        ("UJAPANESE", "Endpoint Protection Advanced", True),
        ("UJAPANESE", "2018-03-31", True),
        ("UENGLISH", "Endpoint Protection Advanced", False),
        ("UENGLISH", "2018-03-31", False),
    ],
)
async def test_a_question_is_answered_in_its_own_language(bot: Bot, user: str, typed: str, japanese: bool) -> None:
    ts = await bot.people.say("C1", f"<@{BOT}> {typed}", user=user)
    (answer,) = await bot.said("C1", ts)
    assert any("\u3041" <= letter <= "\u9fff" for letter in answer["text"]) is japanese, answer["text"]


async def test_slack_is_asked_only_where_the_question_does_not_tell(bot: Bot) -> None:
    ts = await bot.people.say("C1", f"<@{BOT}> can I still renew?", user="UNEW1")
    await bot.said("C1", ts)
    assert not [call for call in bot.slack.calls if call.method == "users.info"]


class Client:
    """A Slack that tells of a person's language, or fails."""

    def __init__(self, told: Any) -> None:
        self.told = told
        self.asked = 0

    async def api_call(self, method: str, *, data: dict[str, str]) -> Any:
        assert (method, data["include_locale"]) == ("users.info", "true")
        self.asked += 1
        if isinstance(self.told, Exception):
            raise self.told
        return {"user": {"id": data["user"], "locale": self.told}}


@pytest.mark.parametrize(
    ("locale", "language"), [("ja-JP", "ja"), ("en-GB", "en"), ("fr-FR", "en"), (None, None), (3, None), ("", None)]
)
async def test_a_locale_is_one_of_the_desks_languages(locale: object, language: str | None) -> None:
    assert locales.spoken(locale) == language


async def test_a_language_is_asked_for_once_an_hour() -> None:
    now = [0.0]
    known, client = Locales(lambda: now[0]), Client("ja-JP")
    for second in (0.0, 3599.0):
        now[0] = second
        assert await known.of(client, "T1", "U1") == "ja"  # type: ignore[arg-type]
    assert client.asked == 1
    now[0], client.told = 3601.0, "en-US"
    assert await known.of(client, "T1", "U1") == "en"  # type: ignore[arg-type]


async def test_when_slack_fails_the_language_last_known_is_taken() -> None:
    now = [0.0]
    known, client = Locales(lambda: now[0]), Client("ja-JP")
    assert await known.of(client, "T1", "U1") == "ja"  # type: ignore[arg-type]
    now[0], client.told = 7200.0, OSError()
    assert await known.of(client, "T1", "U1") == "ja"  # type: ignore[arg-type]
    assert await known.of(client, "T1", "U2") is None  # type: ignore[arg-type]


async def test_no_more_people_than_there_is_room_for_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locales, "MOST", 2)
    known, client = Locales(lambda: 0.0), Client("ja-JP")
    for user in ("U1", "U2", "U3", "U1"):
        await known.of(client, "T1", user)  # type: ignore[arg-type]
    assert client.asked == 4
