"""chat.*"""

from bot.workspace import scopes
from bot.workspace.methods.call import Args, Method, channel, message
from bot.workspace.methods.people import is_there
from bot.workspace.refusal import Refused
from bot.workspace.state import BOT_ID, Channel, Message, Workspace


def _post(workspace: Workspace, args: Args) -> Args:
    place = _open_place(workspace, args)
    made = message(workspace, args)
    if workspace.pace is not None:
        workspace.pace.step(place.id)
    if args.get("reply_broadcast") and args.get("thread_ts"):
        made["subtype"] = "thread_broadcast"
    said = workspace.add(place.id, made)
    _end_status(workspace, place.id, str(args.get("thread_ts") or ""))
    return {"channel": place.id, "ts": said["ts"], "message": said}


def _open_place(workspace: Workspace, args: Args) -> Channel:
    """Where a post goes: a channel, or a person's direct message."""
    name = str(args.get("channel"))
    if is_there(workspace, name):
        return workspace.direct(name)
    found = workspace.channels.get(name)
    if found is None:
        raise Refused("channel_not_found")
    if found.archived:
        raise Refused("is_archived")
    if not found.member and not _may_enter(workspace, found):
        raise Refused("not_in_channel")
    return found


def _may_enter(workspace: Workspace, place: Channel) -> bool:
    """Whether the bot may post in a channel without being there."""
    manifest = workspace.manifest
    return place.kind == "channel" and manifest is not None and scopes.PUBLIC in manifest.scopes


def _end_status(workspace: Workspace, place: str, thread: str) -> None:
    """An agent's status ends with its message (assistant.threads.setStatus)."""
    if workspace.shown.statuses.pop(f"{place}:{thread}", None):
        workspace.tell("status", {"thread": thread, "status": ""}, place)


def _post_ephemeral(workspace: Workspace, args: Args) -> Args:
    place, user = _open_place(workspace, args), str(args.get("user"))
    if not place.holds(user):
        raise Refused("user_not_in_channel")
    made = message(workspace, args)
    workspace.responses.append({**made, "name": user, "error": "", "response_type": "ephemeral"})
    return {"message_ts": workspace.whisper(place.id, user, made)["ts"]}


def _update(workspace: Workspace, args: Args) -> Args:
    place = _open_place(workspace, args)
    said = _own(place, args, "cant_update_message")
    made = message(workspace, args)
    if args.get("blocks") == []:
        said.pop("blocks", None)
    workspace.change(place.id, said, **made)
    return {"channel": place.id, "ts": said["ts"], "text": said.get("text", ""), "message": said}


def _delete(workspace: Workspace, args: Args) -> Args:
    place = _open_place(workspace, args)
    said = _own(place, args, "cant_delete_message")
    workspace.remove(place.id, said["ts"])
    return {"channel": place.id, "ts": said["ts"]}


def _own(place: Channel, args: Args, otherwise: str) -> Message:
    found = place.find(args.get("ts"))
    if found is None:
        raise Refused("message_not_found")
    if found.get("bot_id") != BOT_ID:
        raise Refused(otherwise)
    return found


def _permalink(workspace: Workspace, args: Args) -> Args:
    place, ts = channel(workspace, args), str(args.get("message_ts"))
    found = place.find(ts)
    if found is None:
        raise Refused("message_not_found")
    link = f"{workspace.home}/archives/{place.id}/p{ts.replace('.', '')}"
    if (thread := found.get("thread_ts", ts)) != ts:
        link += f"?thread_ts={thread}&cid={place.id}"
    return {"channel": place.id, "permalink": link}


METHODS: dict[str, Method] = {
    "chat.postMessage": _post,
    "chat.postEphemeral": _post_ephemeral,
    "chat.update": _update,
    "chat.delete": _delete,
    "chat.getPermalink": _permalink,
}
