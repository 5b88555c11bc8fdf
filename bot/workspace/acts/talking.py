"""People write, edit and delete messages, and type commands."""

import copy
import re
from typing import Any

from bot.workspace import payloads
from bot.workspace.acts.stage import BadAct, Stage
from bot.workspace.allowance import Origin
from bot.workspace.methods import response_error
from bot.workspace.outbound import Ack
from bot.workspace.state import APP, BOT, BOT_ID, TEAM, Channel, Message, Workspace

Args = dict[str, Any]

_LINK = re.compile(r"https?://[^\s<>|]+")
_LONGEST = 12_000


async def say(stage: Stage, user: str, args: Args) -> Args:
    """args: channel, text, thread?, seen?: the channel looked at before. A text that begins with "/" is a command."""
    place, text = stage.channel(user, args.get("channel")), str(args.get("text") or "").strip()[:_LONGEST]
    if not text:
        raise BadAct("There is nothing to send.")
    if place.archived:
        raise BadAct("The channel is archived.")
    if text.startswith("/"):
        return await _command(stage, user, place, text, str(args.get("thread") or ""))
    thread = {"thread_ts": str(args["thread"])} if args.get("thread") else {}
    typed = as_slack(stage.workspace, text)
    message = stage.workspace.add(place.id, {"user": user, "text": typed, "team": TEAM, **thread})
    event = payloads.said(place, message)
    if place.kind == "im" and payloads.is_agent(stage.workspace):
        event["app_context"] = payloads.context(str(args.get("seen") or ""))
    stage.heard(place, event)
    if f"<@{BOT}>" in typed and place.kind != "im":
        stage.heard(place, payloads.mention(event))
    return {"ts": message["ts"]}


async def edit(stage: Stage, user: str, args: Args) -> Args:
    """args: channel, ts, text."""
    place, message = _own(stage, user, args)
    before, text = copy.deepcopy(message), str(args.get("text") or "").strip()[:_LONGEST]
    if not text:
        return await delete(stage, user, args)
    edited = {"user": user, "ts": stage.workspace.stamp()}
    stage.workspace.change(place.id, message, text=as_slack(stage.workspace, text), edited=edited)
    stage.heard(place, payloads.changed(stage.workspace, place, message, before))
    return {}


async def delete(stage: Stage, user: str, args: Args) -> Args:
    """args: channel, ts. What began a thread that has replies leaves a trace behind, as in Slack."""
    place, message = _own(stage, user, args)
    before = copy.deepcopy(message)
    if len(stage.workspace.thread(place.id, message["ts"])) > 1:
        stage.workspace.change(place.id, message, text="This message was deleted.", subtype="tombstone", hidden=True)
        stage.heard(place, payloads.changed(stage.workspace, place, message, before))
    else:
        stage.workspace.remove(place.id, message["ts"])
        stage.heard(place, payloads.deleted(stage.workspace, place, before))
    return {}


def _own(stage: Stage, user: str, args: Args) -> tuple[Channel, Message]:
    place, message = stage.message(user, args.get("channel"), args.get("ts"))
    if message.get("user") != user or message.get("subtype") == "tombstone":
        raise BadAct("Only one's own messages can be changed.")
    return place, message


def as_slack(workspace: Workspace, typed: str) -> str:
    """A typed text as Slack stores it: escaped, with people, channels and addresses marked up."""
    text = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _LINK.sub(lambda found: f"<{found[0]}>", text)
    names = {person.name: person.id for person in workspace.people.values()}
    if workspace.manifest is not None:
        names[workspace.manifest.name] = BOT
    for name, person in names.items():
        text = re.sub(rf"@{re.escape(name)}(?!\w)", f"<@{person}>", text, flags=re.IGNORECASE)
    for place in workspace.channels.values():
        if place.kind != "im":
            text = re.sub(rf"(?<!\w)#{re.escape(place.name)}(?![\w-])", f"<#{place.id}|{place.name}>", text)
    return text


async def _command(stage: Stage, user: str, place: Channel, text: str, thread: str) -> Args:
    name, _, rest = text.partition(" ")
    manifest = stage.workspace.manifest
    if manifest is None or all(name != one["command"] for one in manifest.commands):
        stage.slackbot(user, place.id, f"`{name}` is not a valid command.")
        return {}
    if thread:
        stage.slackbot(user, place.id, f"`{name}` is not supported in threads. Sorry!")
        return {}
    ack = await stage.outbound.form(_typed(stage, user, place, name, as_slack(stage.workspace, rest.strip())))
    _answered(stage, user, place, name, ack)
    return {}


def _typed(stage: Stage, user: str, place: Channel, name: str, text: str) -> dict[str, str]:
    origin = Origin(user, place.id)
    return {
        "command": name,
        "text": text,
        "team_id": TEAM,
        "team_domain": "stand-in",
        "channel_id": place.id,
        "channel_name": place.name,
        "user_id": user,
        "user_name": user.lower(),
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "trigger_id": stage.trigger(user),
        "response_url": stage.response_url(origin),
    }


def _answered(stage: Stage, user: str, place: Channel, name: str, ack: Ack) -> None:
    """A command's acknowledgement may hold a message (docs.slack.dev, "Slash commands")."""
    if ack.trouble:
        word = "operation_timeout" if ack.trouble == "late" else "dispatch_failed"
        stage.slackbot(user, place.id, f"`{name}` failed with the error `{word}`.")
        return
    body = {"text": ack.body} if isinstance(ack.body, str) else ack.body
    if not isinstance(body, dict) or not (body.get("text") or body.get("blocks")):
        return
    if error := response_error(body):
        stage.slackbot(user, place.id, f"`{name}` failed with the error `{error}`.")
        return
    shown = {key: body[key] for key in ("text", "blocks") if body.get(key)} | {"user": BOT, "bot_id": BOT_ID}
    if body.get("response_type") == "in_channel":
        stage.workspace.add(place.id, shown)
    else:
        stage.workspace.whisper(place.id, user, shown)
