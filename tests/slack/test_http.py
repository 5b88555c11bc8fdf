"""What the endpoint lets in: signatures, malformed requests, Redis away."""

import json
import time

import pytest
from redis.asyncio import Redis

from bot import app
from bot.workspace.people import envelope
from bot.workspace.server import Server
from tests.edge import Bot, free_port, running

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVENT = {"type": "app_mention", "user": "U1", "text": "hi", "channel": "C1", "ts": "1700000000.000100"}
BODY = json.dumps(envelope(EVENT)).encode()
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


async def test_a_signed_event_is_acknowledged(bot: Bot) -> None:
    assert await bot.people.send(BODY, JSON) == 200


async def test_the_url_is_verified(bot: Bot) -> None:
    assert await bot.people.send(b'{"type": "url_verification", "challenge": "abc"}', JSON) == 200
    assert json.loads(bot.people.last[-1]) == {"challenge": "abc"}


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": "v0="},
        {"X-Slack-Signature": "nonsense"},
        {"X-Slack-Signature": "\u00e9"},
        {"stamp": str(int(time.time()) - 600)},
        {"stamp": str(int(time.time()) + 600)},
        {"stamp": "yesterday"},
        {"stamp": "9" * 40},
        {"stamp": ""},
    ],
)
async def test_what_slack_did_not_sign_is_refused(bot: Bot, headers: dict[str, str]) -> None:
    assert await bot.people.send(BODY, JSON, **headers) == 401
    assert not await bot.redis.keys("*seen*")


async def test_a_request_without_signature_is_refused(bot: Bot) -> None:
    async with bot.people.session.post(bot.people.bot_url, data=BODY) as answer:
        assert answer.status == 401


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", JSON),
        (b"{", JSON),
        (b"[]", JSON),
        (b"null", JSON),
        (b'"text"', JSON),
        (b"\xff\xfe", JSON),
        (b"[" * 100_000, JSON),
        (b"{}", JSON),
        (b'{"type": "event_callback"}', JSON),
        (b'{"type": "event_callback", "event": 3}', JSON),
        (b'{"type": "event_callback", "event": {"type": "app_mention", "user": "U1"}}', JSON),
        (json.dumps(envelope({**EVENT, "channel": "C1:x{y}"})).encode(), JSON),
        (json.dumps(envelope({**EVENT, "ts": ["1"]})).encode(), JSON),
        (json.dumps(envelope({**EVENT, "thread_ts": "../.."})).encode(), JSON),
        (b"", FORM),
        (b"hello=world", FORM),
        (b"payload=", FORM),
        (b"payload=[]", FORM),
        (b"payload={}", FORM),
        (b"payload=%FF", FORM),
        (b"command=%2Frenewal&text=hi", FORM),
        (b'payload={"type":"block_actions","actions":[{"action_id":"human"}]}', FORM),
        (b'payload={"type":"block_actions","actions":[{"action_id":"human"}],"channel":3,"team":4,"user":5}', FORM),
        (b"\x00\x01", "text/plain"),
        (b"\xff", FORM),
    ],
)
async def test_a_malformed_request_is_refused_and_breaks_nothing(bot: Bot, body: bytes, kind: str) -> None:
    assert await bot.people.send(body, kind) == 400


async def test_an_enormous_request_is_refused(bot: Bot) -> None:
    assert await bot.people.send(b" " * 1_000_001, JSON) == 413


async def test_a_text_that_is_none_is_no_error(bot: Bot) -> None:
    ts = bot.slack.add("C1", {"user": "U1", "text": ""})["ts"]
    assert await bot.people.event({**EVENT, "ts": ts, "text": None}) == 200
    await bot.said("C1", ts)


async def test_events_of_other_types_are_acknowledged(bot: Bot) -> None:
    assert await bot.people.event({"type": "reaction_added", "user": "U1"}) == 200
    assert await bot.people.send(b'{"type": "app_rate_limited"}', JSON) == 200


async def test_the_site_tells_how_it_is(bot: Bot) -> None:
    await bot.people.send(BODY, JSON)
    for path, part in (("healthz", "up"), ("readyz", "ready"), ("metrics", "renewal_desk_events_total")):
        async with bot.people.session.get(f"{bot.url}/{path}") as answer:
            assert answer.status == 200
            assert part in await answer.text()


async def test_without_redis_slack_is_asked_to_send_it_again(slack: Server, redis: Redis) -> None:
    away = f"redis://127.0.0.1:{free_port()}"
    async with running(slack, redis, away, parts=(app._web,)) as bot:
        assert await bot.people.send(BODY, JSON) == 503
        async with bot.people.session.get(f"{bot.url}/readyz") as answer:
            assert answer.status == 503
        async with bot.people.session.get(f"{bot.url}/healthz") as answer:
            assert answer.status == 200
        assert await bot.people.command("can I renew?") == 200
        assert "try again" in bot.people.last[-1]
