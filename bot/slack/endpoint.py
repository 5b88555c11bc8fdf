"""The HTTP endpoint: verify, store, acknowledge. What needs an immediate reply goes on to Bolt."""

import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

import structlog
from redis.exceptions import RedisError
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.slack import event, metrics, signature
from bot.slack.door import Door
from bot.slack.entry import Malformed

LARGEST = 1_000_000
"""Bytes of a request body that are read; Slack's own are far smaller."""

log = structlog.get_logger()


class Endpoint:
    """Answers POST /slack/events: events, commands, interactivity and options alike."""

    def __init__(self, secret: str, door: Door, bolt: AsyncApp) -> None:
        self._secret = secret
        self._door = door
        self._bolt = bolt

    async def __call__(self, request: Request) -> Response:
        """200 when it is stored or settled, 400 malformed, 401 not Slack's, 413 too large, 503 to be sent again."""
        began = time.perf_counter()
        try:
            response = await self._receive(request)
        except Malformed:
            response = _plain(400, "malformed")
        except (RedisError, OSError):
            response = _plain(503, "try again later")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as cause:
            log.warning("malformed", error=type(cause).__name__)
            response = _plain(400, "malformed")
        except Exception as cause:
            log.error("failed", error=type(cause).__name__)
            response = _plain(503, "try again later")
        metrics.acknowledged(response.status_code, time.perf_counter() - began)
        return response

    async def _receive(self, request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return _plain(413, "too large")
        stamp, signed = (request.headers.get(f"x-slack-{name}") for name in ("request-timestamp", "signature"))
        if not signature.valid(self._secret, stamp, signed, body, time.time()):
            return _plain(401, "not signed by Slack")
        if request.headers.get("content-type", "").startswith("application/json"):
            return await self._event(request, body, _object(json.loads(body)))
        return await self._form(request, body)

    async def _event(self, request: Request, body: bytes, envelope: Mapping[str, Any]) -> Response:
        if envelope.get("type") == "url_verification":
            return JSONResponse({"challenge": str(envelope.get("challenge"))})
        if event.needs_no_storing(envelope):
            return await self._dispatched(request, body)
        if envelope.get("type") == "event_callback":
            metrics.events.labels(await self._door.admit(envelope)).inc()
        elif not isinstance(envelope.get("type"), str):
            raise Malformed("a type was expected")
        return Response()

    async def _form(self, request: Request, body: bytes) -> Response:
        form = parse_qs(body.decode(), keep_blank_values=True)
        if "ssl_check" in form:
            return Response()
        if "payload" in form:
            payload = _object(json.loads(form["payload"][0]))
            if not isinstance(payload.get("type"), str):
                raise Malformed("a type was expected")
        elif "command" not in form:
            raise Malformed("a payload or a command was expected")
        return await self._dispatched(request, body)

    async def _dispatched(self, request: Request, body: bytes) -> Response:
        answered = await self._bolt.async_dispatch(to_async_bolt_request(request, body))
        if answered.status >= 500:
            return _plain(503, "try again later")
        return to_starlette_response(answered)


async def _body(request: Request) -> bytes | None:
    pieces, more = bytearray(), True
    while more:
        piece = await request.receive()
        if piece["type"] == "http.disconnect":
            raise ClientDisconnect
        pieces += piece.get("body", b"")
        more = piece.get("more_body", False)
        if len(pieces) > LARGEST:
            return None
    return bytes(pieces)


def _object(parsed: object) -> Mapping[str, Any]:
    if not isinstance(parsed, dict):
        raise Malformed("an object was expected")
    return parsed


def _plain(status: int, text: str) -> Response:
    return PlainTextResponse(text, status)
