"""The form: opened by the command or a button, its list while somebody types, its answer, and what follows."""

import re
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import structlog
from redis.exceptions import RedisError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.core import form
from bot.core.form import Form
from bot.core.model import Conversation
from bot.desk import Answered
from bot.slack import board, dates, returned, sheet
from bot.slack.counter import Counter
from bot.slack.entry import Entry, Kind, identifier
from bot.slack.failure import BROKEN
from bot.slack.listeners import origin
from bot.slack.sheet import Sheet
from bot.slack.views import answer
from bot.slack.views import form as views

log = structlog.get_logger()
Body = Mapping[str, Any]


def register(app: AsyncApp, counter: Counter) -> None:
    """Everything that a form needs."""
    _opening(app, counter)
    _filling_in(app, counter)
    _answered(app, counter)


async def open_form(counter: Counter, client: AsyncWebClient, body: Body, filled: Sheet) -> bool:
    """Open the form that a click or a command asks for; whether Slack could."""
    chosen = form.product(filled.form, counter.desk.knowledge)
    view = views.modal(filled, chosen, counter.words)
    try:
        await client.views_open(trigger_id=str(body.get("trigger_id") or ""), view=view)
    except BROKEN as cause:
        log.warning("form_not_opened", error=type(cause).__name__)
        return False
    return True


def _opening(app: AsyncApp, counter: Counter) -> None:
    async def on_message(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        known = returned.sheet(action.get("value"))
        await open_form(counter, client, body, replace(known, place=origin.of_click(body)))

    async def in_form(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        known = _sheet(body)
        chosen = form.product(known.form, counter.desk.knowledge)
        await _show(client, body, views.modal(replace(known, form=replace(known.form, said=())), chosen, counter.words))

    button = re.compile(rf"^{answer.FORM}(-[a-z]+)?$")
    app.action(button, matchers=[origin.is_form])(in_form)
    app.action(button, matchers=[origin.is_elsewhere])(on_message)


def _filling_in(app: AsyncApp, counter: Counter) -> None:
    async def typing(ack: AsyncAck, body: dict[str, Any]) -> None:
        offered = counter.desk.offer(str(body.get("value") or ""), counter.today())
        await ack(options=views.options(offered, _sheet(body).form.language))

    async def submitted(ack: AsyncAck, body: dict[str, Any]) -> None:
        known = _sheet(body)
        chosen, day = _fields(body["view"])
        filled = replace(known, form=Form(known.form.language, chosen, _day(day)))
        wrong = _wrong(filled, day, counter)
        if wrong:
            await ack(response_action="errors", errors=wrong)
        elif filled.place.live:
            found = _answer(filled, counter)
            await ack(response_action="update", view=views.answered(filled, found.message, counter.words))
            await _count(found, body, counter)
        else:
            await _hand_in(ack, body, filled, counter)

    app.options(views.PRODUCT)(typing)
    app.view(views.CALLBACK)(submitted)


def _answered(app: AsyncApp, counter: Counter) -> None:
    async def chose(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        known = _sheet(body)
        said = (*known.form.said, str(action.get("value") or ""))
        again = returned.sheet(sheet.dump(replace(known, form=replace(known.form, said=said))))
        await _show(client, body, views.answered(again, _answer(again, counter).message, counter.words))

    async def passed_on(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient) -> None:
        known = _sheet(body)
        kind: Kind = "share" if action.get("action_id") == answer.SHARE else "human"
        one = entry(body, known, kind, identifier(action.get("action_ts")))
        text = one.name if kind == "share" else answer.HUMAN
        await counter.door.store(replace(one, text=text, once=f"{identifier(body['view'].get('id'))}:{kind}"))
        await ack()
        await _show(
            client, body, views.note(known, counter.words.say(known.form.language, f"form.{kind}"), counter.words)
        )

    app.action(re.compile(rf"^{re.escape(answer.CHOICE)}\d+$"), matchers=[origin.is_form])(chose)
    for name in (answer.SHARE, answer.HUMAN):
        app.action(name, matchers=[origin.is_form])(passed_on)


def entry(body: Body, filled: Sheet, kind: Kind, name: str) -> Entry:
    """The entry that a filled-in form stands for. name: unique among those of the same view. Raises Malformed."""
    user = body.get("user") or {}
    return Entry(
        kind=kind,
        team=identifier((body.get("team") or {}).get("id") or user.get("team_id")),
        channel=identifier(filled.place.channel),
        user=identifier(user.get("id")),
        name=f"form:{identifier(body['view'].get('id'))}:{name}",
        ts=f"{time.time():.6f}",
        thread=filled.place.thread,
        respond=filled.place.respond,
        form=filled.form,
    )


async def _hand_in(ack: AsyncAck, body: Body, filled: Sheet, counter: Counter) -> None:
    """The form closes, and its answer comes where it was opened."""
    try:
        await counter.door.store(entry(body, filled, "form", "filled"))
    except (RedisError, OSError):
        await ack(response_action="errors", errors={views.PRODUCT: counter.words.say(filled.form.language, "busy")})
    else:
        await ack()


def _answer(filled: Sheet, counter: Counter) -> Answered:
    return counter.desk.check(Conversation(), filled.form, counter.today())


async def _count(found: Answered, body: Body, counter: Counter) -> None:
    """Have the answer among the figures of the home tab; it has been given whether that succeeds or not."""
    user, team = body.get("user") or {}, body.get("team") or {}
    try:
        where = identifier(team.get("id") or user.get("team_id"))
        if counts := board.sort(found):
            await counter.records.count(where, counts, counter.today())
    except (RedisError, OSError) as cause:
        log.warning("not_counted", error=type(cause).__name__)


async def _show(client: AsyncWebClient, body: Body, view: views.View) -> None:
    """Put a view in the place of the one that was clicked in, unless that has changed meanwhile (its `hash`)."""
    shown = body["view"]
    try:
        await client.views_update(view_id=identifier(shown.get("id")), hash=str(shown.get("hash") or ""), view=view)
    except BROKEN as cause:
        log.warning("form_not_changed", error=type(cause).__name__)


def _sheet(body: Body) -> Sheet:
    return returned.sheet((body.get("view") or {}).get("private_metadata"))


def _fields(view: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """The product and the day that the fields of a submitted view hold. Raises Malformed."""
    values = (view.get("state") or {}).get("values") or {}
    chosen = (values.get(views.PRODUCT) or {}).get(views.PRODUCT, {}).get("selected_option") or {}
    day = (values.get(views.EXPIRY) or {}).get(views.EXPIRY, {}).get("selected_date")
    return identifier(chosen["value"]) if chosen else None, str(day) if day else None


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told or "")
    except ValueError:
        return None


def _wrong(filled: Sheet, day: str | None, counter: Counter) -> dict[str, str]:
    """What is wrong, by field, and how to mend it."""
    say, language = counter.words.say, filled.form.language
    if day and filled.form.expiry is None:
        return {views.EXPIRY: say(language, "form.slip.impossible")}
    return {
        slip.field: say(
            language, slip.key, first=dates.long(slip.first, language), last=dates.long(slip.last, language)
        )
        for slip in form.slips(filled.form, counter.desk.knowledge, counter.today())
    }
