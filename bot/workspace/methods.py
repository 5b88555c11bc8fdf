"""The methods of Slack's Web API that the stand-in knows, each as Slack documents it."""

from collections.abc import Callable
from typing import Any

from bot.workspace import limits
from bot.workspace.state import APP, BOT, BOT_ID, TEAM, Channel, Workspace

Args = dict[str, Any]


def answer(workspace: Workspace, method: str, args: Args) -> Args:
    """What Slack answers to a call."""
    known = _METHODS.get(method)
    if known is None:
        return _error("unknown_method")
    try:
        return {"ok": True, **known(workspace, args)}
    except _Refused as refused:
        return _error(refused.code, refused.details)


def response_error(body: Args) -> str:
    """The error of a message sent to a response URL; "" when it is fine."""
    if body.get("delete_original") and not body.get("text") and not body.get("blocks"):
        return ""
    return limits.refuse(body)[0]


class _Refused(Exception):
    def __init__(self, code: str, details: list[str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.details = details or []


def _error(code: str, details: list[str] | None = None) -> Args:
    more = {"response_metadata": {"messages": details}} if details else {}
    return {"ok": False, "error": code, **more}


def _channel(workspace: Workspace, args: Args, *, writing: bool = False) -> Channel:
    channel = workspace.channels.get(str(args.get("channel")))
    if channel is None:
        raise _Refused("channel_not_found")
    if writing and channel.archived:
        raise _Refused("is_archived")
    if not channel.member:
        raise _Refused("not_in_channel")
    return channel


def _message(args: Args) -> Args:
    code, details = limits.refuse(args)
    if code:
        raise _Refused(code, details)
    kept = ("text", "blocks", "thread_ts", "metadata")
    return {name: args[name] for name in kept if args.get(name)} | {"user": BOT, "bot_id": BOT_ID, "app_id": APP}


def _auth_test(workspace: Workspace, args: Args) -> Args:
    return {"url": "https://stand-in.slack.com/", "team": "Stand-in", "user": "renewal", "team_id": TEAM} | {
        "user_id": BOT,
        "bot_id": BOT_ID,
    }


def _post(workspace: Workspace, args: Args) -> Args:
    channel = _channel(workspace, args, writing=True)
    message = workspace.add(channel.id, _message(args))
    return {"channel": channel.id, "ts": message["ts"], "message": message}


def _post_ephemeral(workspace: Workspace, args: Args) -> Args:
    _channel(workspace, args, writing=True)
    message = _message(args)
    workspace.responses.append({**message, "name": str(args.get("user")), "error": "", "response_type": "ephemeral"})
    return {"message_ts": workspace.stamp()}


def _update(workspace: Workspace, args: Args) -> Args:
    channel = _channel(workspace, args, writing=True)
    for message in channel.messages:
        if message["ts"] == args.get("ts"):
            message.update(_message(args))
            return {"channel": channel.id, "ts": message["ts"], "text": message.get("text", "")}
    raise _Refused("message_not_found")


def _permalink(workspace: Workspace, args: Args) -> Args:
    channel, ts = _channel(workspace, args), str(args.get("message_ts"))
    if all(message["ts"] != ts for message in channel.messages):
        raise _Refused("message_not_found")
    link = f"https://stand-in.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}


def _replies(workspace: Workspace, args: Args) -> Args:
    channel, ts = _channel(workspace, args), str(args.get("ts"))
    found = workspace.thread(channel.id, ts)
    if not found:
        raise _Refused("thread_not_found")
    return _page(args, [one for one in found if one["ts"] == ts or _after(args, one)])


def _history(workspace: Workspace, args: Args) -> Args:
    top = [one for one in _channel(workspace, args).messages if one.get("thread_ts", one["ts"]) == one["ts"]]
    return _page(args, [_summed_up(workspace, args, one) for one in reversed(top) if _after(args, one)])


def _summed_up(workspace: Workspace, args: Args, message: Args) -> Args:
    """A message of a channel's history: one that began a thread tells when it was last replied to."""
    thread = workspace.thread(str(args.get("channel")), message["ts"])
    return message if len(thread) == 1 else {**message, "latest_reply": thread[-1]["ts"]}


def _after(args: Args, message: Args) -> bool:
    return float(message["ts"]) > float(args.get("oldest") or 0)


def _page(args: Args, messages: list[Args]) -> Args:
    """One page; metadata only where it is asked for."""
    start, size = int(args.get("cursor") or 0), int(args.get("limit") or 1000)
    whole = str(args.get("include_all_metadata", "")).lower() in ("true", "1")
    shown = [one if whole else {key: one[key] for key in one if key != "metadata"} for one in messages]
    more = start + size < len(shown)
    cursor = str(start + size) if more else ""
    return {"messages": shown[start : start + size], "has_more": more, "response_metadata": {"next_cursor": cursor}}


def _info(workspace: Workspace, args: Args) -> Args:
    channel = _channel(workspace, args)
    told = {"id": channel.id, "name": channel.name, "is_private": channel.private, "is_member": channel.member}
    return {"channel": told | {"is_archived": channel.archived}}


def _open(workspace: Workspace, args: Args) -> Args:
    name = "D" + str(args.get("users", "")).removeprefix("U")
    if name not in workspace.channels:
        workspace.open(Channel(name, name="directmessage", private=True))
    return {"channel": {"id": name}}


def _user(workspace: Workspace, args: Args) -> Args:
    return {"user": {"id": args.get("user"), "locale": "en-US", "tz": "Asia/Tokyo", "is_bot": False}}


def _view(workspace: Workspace, args: Args) -> Args:
    if not args.get("trigger_id"):
        raise _Refused("invalid_arguments")
    return {"view": {"id": "V1", **dict(args.get("view") or {})}}


_METHODS: dict[str, Callable[[Workspace, Args], Args]] = {
    "auth.test": _auth_test,
    "chat.postMessage": _post,
    "chat.postEphemeral": _post_ephemeral,
    "chat.update": _update,
    "chat.getPermalink": _permalink,
    "conversations.replies": _replies,
    "conversations.history": _history,
    "conversations.info": _info,
    "conversations.open": _open,
    "users.info": _user,
    "views.open": _view,
}
