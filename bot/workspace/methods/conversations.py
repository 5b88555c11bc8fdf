"""conversations.*"""

from bot.workspace import scopes
from bot.workspace.methods.call import Args, Method, channel, need
from bot.workspace.methods.people import is_there
from bot.workspace.refusal import Refused
from bot.workspace.state import BOT, Channel, Workspace


def _replies(workspace: Workspace, args: Args) -> Args:
    place, ts = _readable(workspace, args), str(args.get("ts"))
    found = workspace.thread(place.id, ts)
    if not found:
        raise Refused("thread_not_found")
    return _page(args, [one for one in found if one["ts"] == ts or _within(args, one)])


def _history(workspace: Workspace, args: Args) -> Args:
    place = _readable(workspace, args)
    top = [one for one in place.messages if one.get("thread_ts", one["ts"]) == one["ts"]]
    return _page(args, [_summed_up(workspace, place, one) for one in reversed(top) if _within(args, one)])


def _readable(workspace: Workspace, args: Args) -> Channel:
    place = channel(workspace, args)
    need(workspace, scopes.HISTORY[place.kind])
    return place


def _summed_up(workspace: Workspace, place: Channel, message: Args) -> Args:
    """A message of a channel's history: one that began a thread tells when it was last replied to."""
    thread = workspace.thread(place.id, message["ts"])
    return message if len(thread) == 1 else {**message, "latest_reply": thread[-1]["ts"]}


def _within(args: Args, message: Args) -> bool:
    ts, latest = float(message["ts"]), args.get("latest")
    inclusive = str(args.get("inclusive", "")).lower() in ("true", "1")
    oldest = float(args.get("oldest") or 0)
    after = ts >= oldest if inclusive else ts > oldest
    return after and (not latest or (ts <= float(latest) if inclusive else ts < float(latest)))


def _page(args: Args, messages: list[Args]) -> Args:
    """One page; metadata only where it is asked for."""
    start, size = int(args.get("cursor") or 0), int(args.get("limit") or 1000)
    whole = str(args.get("include_all_metadata", "")).lower() in ("true", "1")
    shown = [one if whole else {key: one[key] for key in one if key != "metadata"} for one in messages]
    more = start + size < len(shown)
    cursor = str(start + size) if more else ""
    return {"messages": shown[start : start + size], "has_more": more, "response_metadata": {"next_cursor": cursor}}


def _info(workspace: Workspace, args: Args) -> Args:
    place = workspace.channels.get(str(args.get("channel")))
    if place is None or (place.kind != "channel" and not place.member):
        raise Refused("channel_not_found")
    need(workspace, scopes.READ[place.kind])
    return {"channel": _told(place)}


def _told(place: Channel) -> Args:
    told = {"id": place.id, "name": place.name, "is_private": place.private, "is_member": place.member}
    return told | {"is_archived": place.archived, "is_im": place.kind == "im", "is_channel": place.kind == "channel"}


def _members(workspace: Workspace, args: Args) -> Args:
    place = channel(workspace, args)
    need(workspace, scopes.READ[place.kind])
    people = [user for user in workspace.people if place.holds(user)]
    return {"members": [*people, BOT], "response_metadata": {"next_cursor": ""}}


def _list(workspace: Workspace, args: Args) -> Args:
    need(workspace, *scopes.READ.values())
    seen = [_told(one) for one in workspace.channels.values() if one.kind == "channel" or one.member]
    return {"channels": seen, "response_metadata": {"next_cursor": ""}}


def _open(workspace: Workspace, args: Args) -> Args:
    need(workspace, scopes.OPEN)
    user = str(args.get("users", ""))
    if not is_there(workspace, user):
        raise Refused("user_not_found")
    return {"channel": {"id": workspace.direct(user).id}}


METHODS: dict[str, Method] = {
    "conversations.replies": _replies,
    "conversations.history": _history,
    "conversations.info": _info,
    "conversations.members": _members,
    "conversations.list": _list,
    "conversations.open": _open,
}
