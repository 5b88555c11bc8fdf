"""What becomes of an answer to a response URL: a message for one person or for all, instead of or beside the old one.

Source: docs.slack.dev, "Handling user interaction", "Message responses".
"""

from typing import Any

from bot.workspace import methods
from bot.workspace.allowance import Origin
from bot.workspace.refusal import Refused
from bot.workspace.state import APP, BOT, BOT_ID, Message, Workspace

Body = dict[str, Any]


def answer(workspace: Workspace, name: str, body: Body) -> str:
    """Take the answer; the error ("" for none). It is kept in `responses` either way."""
    error = methods.response_error(body)
    kept = {**body, "name": name, "error": error}
    workspace.responses.append(kept)
    if error:
        return error
    try:
        origin = workspace.addresses.take(name)
    except Refused as refused:
        kept["error"] = refused.code
        return refused.code
    if origin.channel in workspace.channels:
        _show(workspace, origin, body, kept)
    return ""


def _show(workspace: Workspace, origin: Origin, body: Body, kept: Body) -> None:
    """kept: learns the ts of the message that was made."""
    replaces, deletes = bool(body.get("replace_original")), bool(body.get("delete_original"))
    message = _message(workspace, body)
    if replaces and message and _replaced(workspace, origin, message):
        return
    if deletes or replaces:
        _deleted(workspace, origin)
    if message:
        thread = {"thread_ts": body["thread_ts"]} if body.get("thread_ts") else {}
        if not thread and origin.thread and body.get("response_type") != "in_channel":
            thread = {"thread_ts": origin.thread}
        made = message | thread
        if body.get("response_type") == "in_channel":
            kept["ts"] = workspace.add(origin.channel, made)["ts"]
        else:
            kept["ts"] = workspace.whisper(origin.channel, origin.user, made)["ts"]


def _message(workspace: Workspace, body: Body) -> Message:
    made: Message = {name: body[name] for name in ("text", "blocks") if body.get(name)}
    if "blocks" in made:
        made["blocks"] = workspace.named(made["blocks"])
    return made | {"user": BOT, "bot_id": BOT_ID, "app_id": APP} if made else {}


def _replaced(workspace: Workspace, origin: Origin, message: Message) -> bool:
    """Whether there was a message to put another one in the place of."""
    for one in workspace.shown.whispers.get(origin.user, []):
        if one["ts"] == origin.ts:
            one.update({"blocks": [], **message})
            workspace.tell("whisper", {"message": one}, origin.channel, origin.user)
            return True
    found = workspace.channels[origin.channel].find(origin.ts)
    if found is not None:
        workspace.change(origin.channel, found, **{"blocks": [], **message})
    return found is not None


def _deleted(workspace: Workspace, origin: Origin) -> None:
    whispers = workspace.shown.whispers.get(origin.user, [])
    if any(one["ts"] == origin.ts for one in whispers):
        workspace.shown.whispers[origin.user] = [one for one in whispers if one["ts"] != origin.ts]
        workspace.tell("whisper_gone", {"ts": origin.ts}, origin.channel, origin.user)
    elif workspace.channels[origin.channel].find(origin.ts):
        workspace.remove(origin.channel, origin.ts)
