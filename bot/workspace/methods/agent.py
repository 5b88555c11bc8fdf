"""agents.sessions.* and assistant.threads.*: what an agent shows around its messages."""

from typing import Any

from bot.workspace.methods.call import Args, Method, channel
from bot.workspace.refusal import Refused
from bot.workspace.state import Workspace

_PROMPTS = 4
_LOADING = 10
_TITLE = 200
_STATES = ("active", "processing", "suspended", "closed")


def _status(workspace: Workspace, args: Args) -> Args:
    place = channel(workspace, args, "channel_id")
    thread, status = _thread(args), args.get("status")
    loading = args.get("loading_messages") or []
    if not isinstance(status, str) or len(loading) > _LOADING:
        raise Refused("invalid_arguments")
    told = {"thread": thread, "status": status, "loading": loading}
    if status:
        workspace.shown.statuses[f"{place.id}:{thread}"] = told
    else:
        workspace.shown.statuses.pop(f"{place.id}:{thread}", None)
    workspace.tell("status", told, place.id)
    return {}


def _title(workspace: Workspace, args: Args) -> Args:
    place, thread = channel(workspace, args, "channel_id"), _thread(args)
    if not isinstance(args.get("title"), str):
        raise Refused("invalid_arguments")
    _name(workspace, place.id, thread, args["title"])
    return {}


def _session(workspace: Workspace, args: Args) -> Args:
    """A session begins with its first status; only then its title is taken."""
    place, thread, status = channel(workspace, args, "channel_id"), _thread(args), args.get("status")
    if status not in _STATES or len(args.get("title") or "") > _TITLE:
        raise Refused("invalid_arguments")
    manifest, key = workspace.manifest, f"{place.id}:{thread}"
    if manifest is not None and not manifest.agent:
        raise Refused("not_allowed", ["only an app that is declared as an agent has sessions"])
    told = {"thread": thread, "status": "", "state": status, "loading": []}
    if workspace.shown.sessions.get(key) is None and args.get("title"):
        _name(workspace, place.id, thread, args["title"])
    workspace.shown.sessions[key] = str(status)
    if status == "processing":
        workspace.shown.statuses[key] = told
    else:
        workspace.shown.statuses.pop(key, None)
    workspace.tell("status", told, place.id)
    return {"status": status, "agent_status": status, "title": workspace.shown.titles.get(key, "")}


def _rename(workspace: Workspace, args: Args) -> Args:
    place, thread, title = channel(workspace, args, "channel_id"), _thread(args), args.get("title")
    if not isinstance(title, str) or not 1 <= len(title) <= _TITLE:
        raise Refused("invalid_arguments")
    if f"{place.id}:{thread}" not in workspace.shown.sessions:
        raise Refused("session_not_found")
    _name(workspace, place.id, thread, title)
    return {"title": title}


def _name(workspace: Workspace, place: str, thread: str, title: str) -> None:
    workspace.shown.titles[f"{place}:{thread}"] = title
    workspace.tell("title", {"thread": thread, "title": title}, place)


def _thread(args: Args) -> str:
    if not args.get("thread_ts"):
        raise Refused("invalid_thread_ts")
    return str(args["thread_ts"])


def _suggest(workspace: Workspace, args: Args) -> Args:
    place, prompts = channel(workspace, args, "channel_id"), args.get("prompts")
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= _PROMPTS or not all(map(_is_prompt, prompts)):
        raise Refused("invalid_arguments", [f"1 to {_PROMPTS} prompts with title and message were expected"])
    told = {"title": args.get("title") or "", "prompts": prompts, "thread": args.get("thread_ts") or ""}
    workspace.shown.prompts[place.id] = told
    workspace.tell("prompts", told, place.id)
    return {}


def _is_prompt(prompt: Any) -> bool:
    return isinstance(prompt, dict) and all(isinstance(prompt.get(name), str) for name in ("title", "message"))


METHODS: dict[str, Method] = {
    "agents.sessions.setStatus": _session,
    "agents.sessions.rename": _rename,
    "assistant.threads.setStatus": _status,
    "assistant.threads.setTitle": _title,
    "assistant.threads.setSuggestedPrompts": _suggest,
}
