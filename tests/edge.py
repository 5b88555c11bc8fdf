"""What the tests of Slack's edge share: a real embedded server, a stand-in for Slack, and a foreseeable desk."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
import yaml
from redis.asyncio import Redis

from bot import app, defaults, settings
from bot.core.knowledge import Catalogue, Knowledge
from bot.core.message import Choice, Message
from bot.core.model import Conversation, Reply
from bot.delivery import connection, keys
from bot.delivery.embedded import Embedded
from bot.desk import Answered
from bot.workspace import manifest
from bot.workspace.people import People
from bot.workspace.person import Person
from bot.workspace.server import Server
from bot.workspace.state import SECRET, TOKEN, Channel, Workspace

REPLIES = Path(__file__).parent.parent / "knowledge" / "replies"
MANIFEST = manifest.read(defaults.MANIFEST)
SUPPORT, TRIAGE, GROUP = "C0SUPPORT", "C0TRIAGE", "S0SUPPORT"


class ForeseeableDesk:
    """Counts its answers in the conversation, so that a test sees what was remembered.

    "chatter" is not for it, "human" calls one, "break" breaks it, Japanese is answered in Japanese.
    """

    def __init__(self) -> None:
        replies = {one: spoken(one) for one in ("en", "ja")}
        self.knowledge = Knowledge({}, Catalogue(), {}, replies, {}, {})
        self.broken = False

    def take_turn(self, conversation: Conversation, typed: str, today: date, language: Any = None) -> Answered:
        if "break" in typed:
            raise RuntimeError(typed)
        spoken = "ja" if any("\u3041" <= one <= "\u9fff" for one in typed) else "en"
        count = conversation.misunderstood + 1
        human = "human" in typed
        reply = Reply(
            language=spoken,
            intents=("contact_human",) if human else ("can_renew",),
            kind="handoff" if human else "answer",
            addressed="chatter" not in typed,
        )
        message = Message(
            spoken,
            f"Answer {count}",
            choices=(Choice("Package", "it was the package"), Choice("Other", "something else")),
            human_label="Talk to a human",
        )
        return Answered(replace(conversation, language=spoken, misunderstood=count), reply, message)


def spoken(language: str) -> dict[str, str]:
    """What the edge itself says."""
    files = REPLIES.glob(f"*.{language}.yaml")
    return {key: text for file in files for key, text in yaml.safe_load(file.read_text("utf-8")).items()}


@dataclass
class Bot:
    """A bot that runs, and the Slack it talks to."""

    people: People
    server: Server
    redis: Redis
    url: str
    settings: settings.Settings
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def slack(self) -> Workspace:
        return self.server.workspace

    async def said(self, channel: str, thread: str, count: int = 1) -> list[dict[str, Any]]:
        """The bot's messages in a thread once there are so many, and no more a moment later."""
        return await settled(lambda: self.slack.said(channel, thread), count)

    async def responses(self, count: int = 1) -> list[dict[str, Any]]:
        return await settled(lambda: self.slack.responses, count)


async def settled(look: Callable[[], list[Any]], count: int, patience: float = 20.0) -> list[Any]:
    """What `look` sees once it sees at least `count`; fails if it does not, or sees more shortly after."""
    until = asyncio.get_running_loop().time() + patience
    while len(look()) < count and asyncio.get_running_loop().time() < until:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    seen = look()
    assert len(seen) == count, seen
    return seen


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as wire:
        return int(wire.getsockname()[1])


@pytest.fixture(scope="session")
def redis_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("redis")


@pytest.fixture(scope="session")
def redis_url(redis_folder: Path) -> Iterator[str]:
    embedded = Embedded(redis_folder)
    yield embedded.start()
    embedded.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    async with connection.closing(connection.connect(redis_url)) as client:
        await client.flushall()
        yield client


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def slack() -> AsyncIterator[Server]:
    server = Server(fresh())
    await server.start()
    yield server
    await server.stop()


def fresh() -> Workspace:
    """A workspace in which nobody has said anything. The bot may do there what its manifest says."""
    workspace = Workspace(manifest=MANIFEST)
    workspace.open(Channel("C1"), Channel(SUPPORT), Channel(TRIAGE), Channel("D1"), Channel("G1", private=True))
    workspace.set_members(GROUP, {"U8", "U9"})
    workspace.people["U9"] = Person("U9", "佐藤", "ja-JP")
    return workspace


async def forget(redis: Redis) -> None:
    """Empty Redis under a running bot, which need not learn its team again."""
    if kept := [key for key in await redis.keys("*") if key != keys.TEAMS]:
        await redis.delete(*kept)


@contextlib.asynccontextmanager
async def running(
    slack: Server,
    redis: Redis,
    redis_url: str,
    parts: tuple[app.Part, ...] | None = None,
    desk: Any = None,
    **more: str,
) -> AsyncIterator[Bot]:
    """A bot in this process that talks to the stand-in, with the foreseeable desk unless another is given."""
    port = free_port()
    read = settings.read(environment(slack, redis_url, port) | more)
    url = f"http://127.0.0.1:{port}"
    async with aiohttp.ClientSession() as session:
        bot = Bot(People(slack, f"{url}/slack/events", session), slack, redis, url, read)
        task = asyncio.create_task(
            app.serve(read, desk or ForeseeableDesk(), parts or (app._web, app._worker), bot.stopping)
        )
        if app._sockets not in (parts or ()):
            await up(session, url, task)
        try:
            yield bot
        finally:
            bot.stopping.set()
            await task


def environment(slack: Server, redis_url: str, port: int) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.api_url,
        "REDIS_URL": redis_url,
        "PORT": str(port),
        "SUPPORT_CHANNEL": SUPPORT,
        "TRIAGE_CHANNEL": TRIAGE,
        "SUPPORT_GROUP": GROUP,
        "USER_LIMIT": "0",
        "CHANNEL_LIMIT": "0",
    }


async def up(session: aiohttp.ClientSession, url: str, task: "asyncio.Task[None] | None" = None) -> None:
    """Wait until a bot's site is up."""
    for _ in range(1000):
        if task is not None and task.done():
            task.result()
        with contextlib.suppress(aiohttp.ClientError):
            async with session.get(f"{url}/healthz") as answer:
                if answer.status == 200:
                    return
        await asyncio.sleep(0.01)
    raise AssertionError("the bot did not come up")
